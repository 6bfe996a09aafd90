"""The links of what is on the page: for those who read, for those who explore, as a code to point a
telephone at, and to stand in another site's page."""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from lib.exports import qr
from lib.findings.reader import VIEWS
from lib.scenarios import link
from lib.scenarios.store import Kept
from lib.ui import access, address, cache
from lib.ui.pages import PageRecord
from lib.ui.server import short
from lib.ui.statics import asset

READ = "read"
FRAME_HEIGHT = 900  # pixels: the sentence, the map and the first bars
DOTS = 4  # pixels a dot of a code


def offer(page: PageRecord) -> None:
    """The button that opens the box."""
    if st.button("Share", key="share", width="content"):
        show(page)


@st.dialog("Share this page", width="medium")
def show(page: PageRecord) -> None:
    """Every link, each with a button that copies it."""
    root, query = address.root_of(st.context.url or ""), link.text(address.parameters(page.stem))
    whole = f"{root}/{page.stem}{f'?{query}' if query else ''}"
    explore = {"label": "To explore: this page as it stands", "text": whole}
    if page.stem not in VIEWS:
        _links()(data={"links": [explore]}, key="share_links")
    else:
        readers = f"{root}/{READ}/{page.stem}{f'?{query}' if query else ''}"
        framed = frame(f"{readers}{'&' if query else '?'}embed=true", page.title)
        read = {"label": "To read, for councillors", "text": readers}
        inside = {"label": "To stand in another site's page", "text": framed}
        _links()(data={"links": [read, explore, inside]}, key="share_links")
        _code(readers)
        st.caption("Another site shows it once whoever runs this server has named that site.")
        if VIEWS[page.stem].saved and access.has_sign_in():
            st.caption("A scenario that is not public is on no page that everyone may read.")
    if cache.session() is not None:
        st.caption("Your own figures are in no link: who opens one sees the published figures.")


def show_short(one: Kept) -> None:
    """The short links of a saved scenario: whoever has one may read it."""
    root = address.root_of(st.context.url or "")
    read = {"label": "Short link to read it", "text": f"{root}{short.address(one.key)}"}
    told = {
        "label": "Short link to present it",
        "text": f"{root}{short.address(one.key, 'present')}",
    }
    _links()(data={"links": [read, told]}, key=f"short_{one.id}")


@st.cache_resource(show_spinner=False)
def _links() -> Callable[..., Any]:
    return st.components.v2.component(
        "share_links",
        html='<div class="share"></div>',
        css=asset("share.css"),
        js=asset("share.js"),
        # the dialog's Tab key goes round what it sees, and it does not see into a shadow
        isolate_styles=False,
    )


def _code(shared: str) -> None:
    if not qr.readable(shared):
        st.caption("The link to read is too long for a QR code.")
        return
    drawn = b64encode(qr.png(shared, DOTS)).decode()
    st.html(f'<img alt="QR code of the link to read" src="data:image/png;base64,{drawn}">')


def frame(shown: str, title: str) -> str:
    """The lines that show a reader's page inside another.

    >>> print(frame("https://host/read/reallocate?embed=true", "Reallocate"))
    <iframe src="https://host/read/reallocate?embed=true" title="Reallocate" width="100%" \
height="900" loading="lazy"></iframe>
    """
    return (
        f'<iframe src="{escape(shown)}" title="{escape(title)}" width="100%"'
        f' height="{FRAME_HEIGHT}" loading="lazy"></iframe>'
    )
