"""Who sees a saved scenario, who changed it, and what it was before."""

import pandas as pd
import streamlit as st

from lib.errors import BadScenario, StoreUnavailable
from lib.scenarios.changed import changed
from lib.scenarios.record import from_json
from lib.scenarios.store import Kept, Revision
from lib.ui import access, cache, kept
from lib.ui.parts import blocks
from lib.ui.reallocate import keeping
from lib.ui.session import CHOSEN

ONLY_THOSE = "Only you, admins and whoever you send a link to see it."
EVERYONE = "Everyone sees it in their list, signed in or not."


def show_public(one: Kept) -> None:
    """Whether it is public, and the button that changes that; nothing without sign-in, where
    everyone sees all."""
    if not access.has_sign_in():
        return
    said, change = st.columns([3, 1], vertical_alignment="center")
    said.caption(EVERYONE if one.is_public else ONLY_THOSE)
    change.button(
        "Make it private" if one.is_public else "Make it public",
        on_click=_make_public,
        args=(one, not one.is_public),
        width="stretch",
    )


def show_history(one: Kept) -> None:
    """Each change, and any earlier state put back."""
    try:
        revisions = kept.history(one)
    except StoreUnavailable:
        return  # the list above says so
    if not revisions:
        return
    with st.expander("History"):
        rows = [
            (
                f"{row.revision}",
                f"{row.changed_at:%d %B %Y, %H:%M:%S}",
                row.changed_by_name or "not recorded",
                _what(row, revisions[i + 1] if i + 1 < len(revisions) else None),
            )
            for i, row in enumerate(revisions)
        ]
        blocks.table(
            pd.DataFrame(rows, columns=["Revision", "When (UTC)", "Who", "What"]),
            "Every change, the latest first",
            text_columns=4,
        )
        earlier = [row for row in revisions if (row.name, row.body) != (one.name, one.body)]
        if not earlier:
            return
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        chosen = left.selectbox(
            "Earlier revision",
            range(len(earlier)),
            format_func=lambda i: f"{earlier[i].revision}: {earlier[i].name}",
            key=f"earlier_{one.id}_{one.revision}",
        )
        right.button(
            "Put it back", on_click=_put_back, args=(one, earlier[chosen]), width="stretch"
        )


def _what(row: Revision, before: Revision | None) -> str:
    """What a change was, and which settings it moved."""
    areas = cache.tables().areas
    if before is None or row.body == before.body:
        return row.change
    try:
        was, is_now = (from_json(one.body, areas.order, areas.noun) for one in (before, row))
    except BadScenario:
        return row.change
    moved = "; ".join(changed(was, is_now, cache.tables().place.say))
    return f"{row.change}: {moved}" if moved else row.change


def _make_public(one: Kept, is_public: bool) -> None:
    with keeping.told():
        now_is(kept.make_public(one, is_public))


def _put_back(one: Kept, earlier: Revision) -> None:
    with keeping.told():
        now_is(kept.put_back(one, earlier))
        message = (
            f"“{one.name}” is as it was in revision {earlier.revision}. Open it to work on it."
        )
        st.session_state[keeping.SAID] = ("success", message)


def now_is(one: Kept) -> None:
    """After a change: it stays the one chosen, its label is another now, and the one that is
    open, if it was."""
    st.session_state[CHOSEN] = one.id
    if is_open(one):
        st.session_state[keeping.OPENED] = one


def is_open(one: Kept) -> bool:
    """Whether it is the one on the sliders."""
    opened: Kept | None = st.session_state.get(keeping.OPENED)
    return opened is not None and opened.id == one.id
