"""What would change if the files that a reader brings in were used."""

import pandas as pd
import streamlit as st

from lib.disclosure.cells import NEAREST
from lib.ui import cache
from lib.ui.parts import blocks
from lib.uploads import previews
from lib.uploads.brought import Brought
from lib.uploads.own import Own
from lib.uploads.previews import Change


def show_preview(would_be: Own, sound: tuple[Brought, ...]) -> None:
    """Old and new value by district for one measure at a time."""
    st.subheader("What will change", anchor=False)
    every = previews.changes(cache.safe_context().tables, would_be, sound)
    chosen = st.selectbox(
        "Figure to preview", range(len(every)), format_func=lambda i: every[i].what, key="previewed"
    )
    change = every[chosen]
    names = cache.tables().areas.name.to_dict()
    old = [_shown(value) if change.since else "none" for value in change.old]
    rows = [
        (names.get(code, code), before, _shown(change.new[code]), _moved(change, code))
        for code, before in zip(change.new.index, old)
    ]
    first = cache.tables().place.area.heading if change.new.index[0] in names else "Area and period"
    since = f"In use ({change.since})" if change.since else "In use"
    blocks.table(
        pd.DataFrame(rows, columns=[first, since, "New", "Difference"]),
        f"{change.what}: in use and new"
        + ("; to the nearest 5, small ones hidden" if change.rounded else ""),
    )


def _shown(value: float) -> str:
    """A figure, or * for a star."""
    return "*" if value != value else f"{value:,.10g}"


def _moved(change: Change, code: str) -> str:
    """The difference in words; empty beside a star."""
    gap = change.new[code] - change.old[code]
    if gap != gap:
        return ""
    if 0 < abs(gap) < NEAREST and change.rounded:
        return "about 0"  # no more than rounding
    return f"{gap:+,.10g}" if gap else "0"
