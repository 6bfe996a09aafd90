"""Pages through app.py without a browser, and what they say."""

import re
import time
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.ui import cache
from lib.ui.pages import PAGES
from lib.uploads.own import Own

ROOT = Path(__file__).parents[2]
TIMEOUT = 60
MARK = re.compile(r"</?dfn[^>]*>")


# A deployment with sign-in, whose provider says each role by its name here.
SECRETS = {
    "auth": {
        "redirect_uri": "http://localhost/oauth2callback",
        "cookie_secret": "not a secret",
        "client_id": "dashboard",
        "client_secret": "not a secret",
        "server_metadata_url": "http://localhost/none",
    },
    "access": {"values": {role: [role] for role in ("planner", "analyst", "admin")}},
}


def claims(role: str, name: str = "Ann", ago: float = 60) -> dict[str, Any]:
    """What the provider says of somebody who signed in that many seconds ago; "": signed out."""
    if not role:
        return {"is_logged_in": False}
    return {
        "is_logged_in": True,
        "iss": "http://localhost",
        "sub": name,
        "name": name,
        "iat": time.time() - ago,
        "roles": [role],
    }


def opened(
    page: str = "access_map",
    mine: Own | None = None,
    user: dict[str, Any] | None = None,
    **query: str | list[str],
) -> AppTest:
    """A page at a link, on a reader's own figures where they are given; user: what the provider
    says of the reader, where there is sign-in."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    for name, value in query.items():
        app.query_params[name] = value
    if page != PAGES[0].stem:
        # AppTest.switch_page knows only the old pages/ scheme; st.navigation names a page by the
        # hash of its address.
        app._page_hash = calc_hash(page)
    if user is not None:
        app.secrets, app.user = SECRETS, user
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
