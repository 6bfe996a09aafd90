"""Pages through app.py without a browser, and what they say."""

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.ui import cache
from lib.ui.pages import PAGES
from lib.uploads.own import Own

ROOT = Path(__file__).parents[2]
TIMEOUT = 60
MARK = re.compile(r"</?dfn[^>]*>")


def opened(page: str = "access_map", mine: Own | None = None, **query: str | list[str]) -> AppTest:
    """A page at a link, on a reader's own figures where they are given."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    for name, value in query.items():
        app.query_params[name] = value
    if page != PAGES[0].stem:
        # AppTest.switch_page knows only the old pages/ scheme; st.navigation names a page by the
        # hash of its address.
        app._page_hash = calc_hash(page)
    if mine is not None:
        app.session_state[cache.OWN] = cache.Session(own=mine)
    app.run()
    assert not app.exception, (page, app.exception)
    return app


def words(app: AppTest) -> str:
    """What a page says, without the marks of terms."""
    held = [*app.header, *app.markdown, *app.caption, *app.get("html")]
    said = (str(getattr(e, "value", None) or getattr(e.proto, "body", "")) for e in held)
    return unescape(MARK.sub("", " ".join(said)))


def everything(app: AppTest) -> str:
    """All that a page sends to the browser."""
    return " ".join(str(element.proto) for element in (*app.main, *app.sidebar))


def open_section(app: AppTest, name: str) -> None:
    """Open a part of the Reallocate page on its next run."""
    if name == "Ask the model":
        app.session_state["asking"] = True
    else:
        app.session_state["section"] = name
