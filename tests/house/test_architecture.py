"""The rules of the house: imports point one way, Streamlit stays in its rooms, results are kept in
two places."""

import ast
import re
from pathlib import Path

import pytest

from lib.ui import session

ROOT = Path(__file__).parents[2]
# A module may import from its own layer or an earlier one.
LAYERS = [
    {"catalogue"},
    {
        "errors",
        "place",
        "columns",
        "plan_tables",
        "risk_tables",
        "school_tables",
        "site_tables",
        "schema",
        "faults",
        "apportion",
        "archives",
        "classes",
        "databases",
    },
    {"printable", "markdown", "glossed", "roles"},
    {"sources", "disclosure", "chance"},
    {"variation", "model"},
    {"uploads"},
    {"figures", "known", "provenance"},
    {"scenarios"},
    {
        "charts",
        "money_charts",
        "maps",
        "words",
        "spread_words",
        "outcome_words",
        "span_words",
        "budget_words",
        "lever_words",
        "pace_words",
        "plain_words",
        "plan_charts",
        "plan_words",
        "promise_charts",
        "promise_words",
        "risk_charts",
        "risk_words",
        "transition_charts",
        "transition_words",
        "workforce_charts",
        "workforce_words",
        "wait_charts",
        "wait_words",
        "distance_charts",
        "distance_words",
    },
    {"findings"},
    {"exports"},
    {"ui"},
]
FILES = sorted(
    [*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py", ROOT / "server.py"]
)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room(module: str) -> str:
    return module.split(".")[1]


def layer(name: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] != "lib" or parts[-1] == "__init__":
        return
    here = parts[1]
    for module in imported(path):
        if module.startswith("lib.") and room(module) in {n for names in LAYERS for n in names}:
            assert layer(room(module)) <= layer(here), f"{path.name} imports {module}"
            assert {here, room(module)} != {"variation", "model"}, f"{path.name} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_streamlit_and_caches_stay_in_their_rooms(path: Path) -> None:
    parts = path.relative_to(ROOT).parts
    names = {module.split(".")[0] for module in imported(path)}
    if parts[0] == "lib" and parts[1] != "ui":
        assert not names & {"streamlit", "streamlit_folium"}
    if path.name not in ("cache.py", "context.py"):
        assert not re.search(r"cache_data|lru_cache|functools", path.read_text())


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_kinds_themselves_ask_which_kind_a_figure_is(path: Path) -> None:
    assert path.name == "kinds.py" or not re.search(r"\b(indicator|i)\.kind\b", path.read_text())


PRIVATE = (
    "streamlit.runtime",
    "streamlit.proto",
    "streamlit.web",
    "streamlit.elements",
    "streamlit.config",
)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_one_file_calls_streamlits_private_side(path: Path) -> None:
    assert path.name == "private.py" or not [
        module for module in imported(path) if module.startswith(PRIVATE)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_keys_of_the_session_stand_in_one_file(path: Path) -> None:
    keys = {value for name, value in vars(session).items() if name.isupper()}
    written = {
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert len(keys) > 20 and (path.name == "session.py" or not written & keys)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_are_thin_and_files_are_one_thing(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= (80 if path.parent.name == "pages" else 400)


def test_every_page_has_its_file_and_starts_itself() -> None:
    from lib.ui.pages import PAGES

    assert {p.stem for p in PAGES} == {p.stem for p in (ROOT / "pages").glob("*.py")}
    for page in PAGES:
        tree = ast.parse((ROOT / "pages" / f"{page.stem}.py").read_text())
        first = next(
            node
            for node in tree.body
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
        )
        assert ast.unparse(first) == "shell.ensure_started()"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_catalogue_stands_alone_and_nobody_writes_its_figures_names(path: Path) -> None:
    """An indicator, and what became of a referral, is named in its record; elsewhere it is asked
    for."""
    from lib.catalogue.indicators import INDICATORS
    from lib.catalogue.measures import MEASURES

    if "catalogue" in path.parts[len(ROOT.parts) :]:
        own = [module for module in imported(path) if module.startswith("lib.")]
        assert all(module.startswith("lib.catalogue") for module in own)
        return
    constants = {
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
    }
    shared = {*MEASURES, "need", "deprivation"}  # names that tables of data/ have too
    assert not constants & {
        *(INDICATORS.keys() - shared),
        *MEASURES["mean_wait_days"].mean_of,
    }, path.name
