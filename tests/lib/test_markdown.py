"""Text from outside comes out of Markdown as it was."""

import html
import re

from hypothesis import given
from hypothesis import strategies as some

from lib.markdown import BREAK, verbatim
from lib.printable import printable


def shown(markdown: str) -> str:
    """What is left once Markdown's escapes and the ends of runs are taken out."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown.replace(BREAK, ""))


@given(some.text(alphabet=some.sampled_from("ab1 *_[](){}<>#|~$&:/\\.-+=!@w`^\n\té中🙂\x00\u202e")))
def test_the_text_comes_out_as_it_was_on_one_line(text: str) -> None:
    assert shown(verbatim(text)) == " ".join(printable(text).split())


@given(some.text(alphabet=some.sampled_from("ahtps:/w.@-<>=~ 1)+#[]$`*_|&")))
def test_no_sign_is_left_that_markdown_or_streamlit_makes_something_of(text: str) -> None:
    markdown = verbatim(text)
    bare = re.sub(r"\\.", "x", markdown.replace(BREAK, "\n"))
    assert not re.search(r"[\\`*_\[\]{}<>#|~$&]|:\S", bare)
    assert not re.match(r"(\d+[.)]|[-+=])", bare)
    for run in shown(markdown.replace(BREAK, "\n")).split("\n"):
        assert not re.search(r"https?://|www\.|@\S|:\S|[-<>=~]{2}", run, re.IGNORECASE)


def test_html_stays_text() -> None:
    assert verbatim("<b>&amp;</b>") == r"\<b\>\&amp;\</b\>" and html.unescape(r"\&lt;") != r"\&lt;"
