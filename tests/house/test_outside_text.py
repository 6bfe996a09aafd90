"""No text that a reader, a file, a link or a database brings is read as Markdown: every call that
reads it gets words of the code's own, numbers, or what went through `verbatim`."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

ROOT = Path(__file__).parents[2]


FILES = sorted([*ROOT.glob("lib/ui/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"])


# Streamlit's calls that read Markdown: where it stands among their positional arguments. Options of
# selectbox and multiselect are text.
BODY = (
    "markdown",
    "caption",
    "title",
    "header",
    "subheader",
    "success",
    "info",
    "warning",
    "error",
    "toast",
    "badge",
    "spinner",
    "write",
)


LABEL = (
    *(
        "button",
        "download_button",
        "form_submit_button",
        "link_button",
        "checkbox",
        "toggle",
        "selectbox",
        "multiselect",
        "slider",
    ),
    *(
        "number_input",
        "text_input",
        "text_area",
        "chat_input",
        "date_input",
        "time_input",
        "datetime_input",
        "file_uploader",
    ),
    *(
        "camera_input",
        "audio_input",
        "color_picker",
        "expander",
        "popover",
        "status",
        "tabs",
        "metric",
        "dialog",
        "menu_button",
    ),
)


OPTIONS = ("radio", "segmented_control", "pills", "select_slider")


PLACES = dict.fromkeys((*BODY, *LABEL), (0,)) | dict.fromkeys(OPTIONS, (0, 1)) | {"progress": (1,)}


PLACES |= dict.fromkeys(("page_link", "text", "Page", "navigation"), ())  # by keyword alone


READERS = {f"st.{name}" for name in PLACES if name.islower()}


KEYWORDS = {"body", "label", "text", "title", "help", "caption", "captions"}


OF_OPTIONS = {"options", "format_func"}


# read Markdown in places of their own; no page calls them
UNUSED = {"latex", "table", "image", "dataframe", "data_editor"}


NUMBER = re.compile(r"[,+ \d.z]*[dfge%,]$")  # a format that a text cannot have


class Function(ast.NodeVisitor):
    """The names of one function or module, each with all that it is given."""

    def __init__(self, node: ast.AST) -> None:
        self.given: dict[str, list[ast.AST]] = {}
        for part in ast.walk(node):
            if isinstance(part, ast.Assign):
                for target in part.targets:
                    self._give(target, part.value)
            elif (
                isinstance(part, ast.AnnAssign | ast.AugAssign | ast.NamedExpr)
                and part.value is not None
            ):
                self._give(part.target, part.value)
            elif isinstance(part, ast.For | ast.comprehension):
                self._give(part.target, part.iter)

    def _give(self, target: ast.AST, value: ast.AST) -> None:
        for name in ast.walk(target):
            if isinstance(name, ast.Name):
                self.given.setdefault(name.id, []).append(value)

    def own(self, node: ast.AST | None, seen: frozenset[str] = frozenset()) -> bool:
        """Whether an expression is made of the code's own words, numbers and what went through
        `verbatim`."""

        def all_own(*parts: ast.AST | None) -> bool:
            return all(self.own(part, seen) for part in parts)

        match node:
            case None | ast.Constant():
                return True
            case ast.Name(id=name):
                return (
                    name.isupper()
                    or name in seen
                    or (
                        name in self.given
                        and all(self.own(v, seen | {name}) for v in self.given[name])
                    )
                )
            case ast.Attribute(value=value, attr=attr):
                return attr.isupper() or self.own(value, seen)
            case ast.Subscript(value=value):
                return self.own(value, seen)
            case ast.JoinedStr(values=values):
                return all_own(*values)
            case ast.FormattedValue(value=value, format_spec=spec):
                return bool(spec and NUMBER.match(ast.unparse(spec)[2:-1])) or self.own(value, seen)
            case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
                return all_own(one, other)
            case (
                ast.BoolOp(values=values)
                | ast.List(elts=values)
                | ast.Tuple(elts=values)
                | ast.Set(elts=values)
            ):
                return all_own(*values)
            case ast.Dict(values=values):
                return all_own(*values)
            case (
                ast.ListComp(elt=value)
                | ast.GeneratorExp(elt=value)
                | ast.DictComp(value=value)
                | ast.Lambda(body=value)
            ):
                return self.own(value, seen)
            case ast.Starred(value=value) | ast.NamedExpr(value=value) | ast.UnaryOp(operand=value):
                return self.own(value, seen)
            case ast.Call(func=ast.Name(id="verbatim" | "len")):
                return True
            case ast.Call(func=ast.Name(id="worded"), args=[text, *_]):
                return self.own(text, seen)
            case ast.Call(
                func=ast.Name(id="list" | "enumerate" | "next" | "str" | "zip"), args=args
            ):
                return all_own(*args)
            case ast.Call(func=ast.Attribute(value=value, attr=attr), args=args):
                return not attr.isupper() and all_own(value, *args)
        return False


def read_as_markdown(call: ast.Call) -> Iterator[ast.AST]:
    """The arguments of a call that Streamlit reads as Markdown."""
    if (
        not isinstance(call.func, ast.Attribute)
        or call.func.attr not in PLACES
        or ast.unparse(call.func.value) == "blocks"
    ):
        return  # blocks.badge makes HTML, and escapes what it is given
    for place in PLACES[call.func.attr]:
        if len(call.args) > place:
            yield call.args[place]
    keywords = KEYWORDS | OF_OPTIONS if call.func.attr in OPTIONS else KEYWORDS
    yield from (keyword.value for keyword in call.keywords if keyword.arg in keywords)


def functions(tree: ast.Module) -> Iterator[ast.AST]:
    """The outermost functions, and what stands outside them."""
    for node in tree.body:
        yield from node.body if isinstance(node, ast.ClassDef) else [node]


def outside_text(source: str) -> list[str]:
    """Where a call reads what may be outside text as Markdown, or is passed on to be called
    elsewhere."""
    faults = []
    for function in functions(ast.parse(source)):
        names = Function(function)
        called = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                faults += [
                    f"line {node.lineno}: {ast.unparse(part)}"
                    for part in read_as_markdown(node)
                    if not names.own(part)
                ]
            elif (
                isinstance(node, ast.Attribute)
                and id(node) not in called
                and ast.unparse(node) in READERS
            ):
                faults.append(
                    f"line {node.lineno}: {ast.unparse(node)} is not called where it stands"
                )
    return faults


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_call_that_reads_markdown_gets_the_codes_own_words(path: Path) -> None:
    assert outside_text(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(name)",
        "st.warning(str(fault))",
        "def f(kept):\n    left.button(f'Save over “{kept.name}”')",
        "for line in lines:\n    st.caption(f'- {line}')",
        "st.warning('no', title=fault)",
        "st.slider(label, help=a7['why'])",
        "st.radio('For', ['a'], format_func=lambda key: kept[key].name)",
        "said = 'Saved'\nsaid += name\nst.success(said)",
        "st.markdown(', '.join(names))",
        "st.markdown('{}'.format(name))",
        "{'success': st.success}[kind](text)",
    ],
)
def test_the_rule_sees_what_breaks_it(source: str) -> None:
    assert outside_text(source)


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(f'**{verbatim(name)}**, {count:,} rows, {share:.0%}')",
        "st.caption(FIT if tight else link.OWN)",
        "for example in EXAMPLES:\n    st.button(example.name)",
        "st.caption(METHODS[key].misleads.lower())",
        "st.markdown('\\n'.join(f'- {verbatim(line)}' for line in lines))",
        "st.selectbox('Saved scenario', names)",
    ],
)
def test_the_rule_lets_the_rest_be(source: str) -> None:
    assert outside_text(source) == []


def test_every_call_of_streamlit_that_says_it_reads_markdown_is_known() -> None:
    documents = {
        name: inspect.getdoc(call) or ""
        for name, call in vars(st).items()
        if callable(call) and not name.startswith("_")
    }
    says = {name for name, text in documents.items() if "flavored Markdown" in text}
    assert says - UNUSED <= set(PLACES)
    assert not any(f"st.{name}(" in path.read_text() for name in UNUSED for path in FILES)
