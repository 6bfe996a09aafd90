"""The list of saved scenarios, and loading one from a file."""

import streamlit as st

from lib.errors import BadScenario, StoreUnavailable
from lib.markdown import verbatim
from lib.printable import one_line
from lib.scenarios.record import Scenario, from_json, schema
from lib.scenarios.store import Kept
from lib.ui import cache
from lib.ui.reallocate import keeping
from lib.ui.session import CHOSEN, DELETED, SEEN


def show_saved() -> None:
    """What is saved, and what can be done with one of them."""
    keeping.tell()
    kept = {one.id: one for one in listed()}
    deleted: Kept | None = st.session_state.get(DELETED)
    with st.container():  # as in tell
        if deleted is not None:
            said, undo = st.columns([3, 1], vertical_alignment="center")
            said.markdown(f"Deleted “{verbatim(deleted.name)}”.")
            undo.button("Undo", on_click=_undo, width="stretch")
    if kept:
        show_one(
            kept[
                st.selectbox(
                    "Saved scenario", list(kept), key=CHOSEN, format_func=lambda id: label(kept[id])
                )
            ]
        )
    else:
        st.markdown(
            "Nothing is saved yet. Set the sliders of the Reallocate page, then “Keep and send”,"
            " “Save as new”."
        )
    with st.expander("Load a scenario from a file"):
        st.file_uploader(
            "Scenario file", type="json", key="scenario_file", on_change=_load, max_upload_size=1
        )
        st.download_button(
            "Download the format (JSON Schema)",
            schema(cache.tables().place.say),
            "scenario.schema.json",
            "application/schema+json",
        )


def label(kept: Kept) -> str:
    return f"{kept.name} (saved {kept.saved_at:%d %B %Y, %H:%M:%S} UTC)"


def listed() -> list[Kept]:
    """Every saved scenario; where the database cannot be read, those that this session saw last,
    and a sentence says so."""
    with st.container():  # as in tell
        try:
            st.session_state[SEEN] = cache.store().listed()
        except StoreUnavailable as fault:
            st.warning(verbatim(str(fault)), title="Saved scenarios are not as they are now")
    return seen()


def seen() -> list[Kept]:
    """The saved scenarios as `listed` last found them."""
    kept_ones: list[Kept] = st.session_state.get(SEEN, [])
    return kept_ones


def show_one(kept: Kept) -> None:
    """Its reason, and open, rename, duplicate, delete."""
    try:
        scenario = from_json(kept.body, cache.tables().areas.order, cache.tables().areas.noun)
    except BadScenario as fault:
        st.warning(f"“{verbatim(kept.name)}” cannot be opened. {verbatim(str(fault))}")
        st.button("Delete", on_click=_delete, args=(kept,))
        return
    st.text(scenario.reason or "No reason was given.")
    grid = st.columns(4)
    grid[0].button(
        "Open", type="primary", on_click=keeping.open_kept, args=(kept,), width="stretch"
    )
    grid[1].button("Duplicate", on_click=_duplicate, args=(scenario,), width="stretch")
    grid[2].button("Delete", on_click=_delete, args=(kept,), width="stretch")
    grid[3].download_button(
        "Download", kept.body, "scenario.json", "application/json", width="stretch"
    )
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    name = left.text_input(
        "New name", kept.name, max_chars=80, key=f"name_{kept.id}_{kept.revision}"
    )
    right.button(
        "Rename",
        on_click=_rename,
        args=(kept, one_line(name).strip() or kept.name),
        width="stretch",
    )


def _duplicate(scenario: Scenario) -> None:
    with keeping.told():
        st.session_state[CHOSEN] = cache.store().duplicate(scenario).id


def _rename(kept: Kept, name: str) -> None:
    scenario = from_json(kept.body, cache.tables().areas.order, cache.tables().areas.noun)
    with keeping.told():
        changed = cache.store().rename(kept, scenario, name)
        st.session_state[CHOSEN] = kept.id  # its label is another now
        if _is_open(kept):
            st.session_state[keeping.OPENED] = changed


def _delete(kept: Kept) -> None:
    with keeping.told():
        cache.store().delete(kept)
        st.session_state[DELETED] = kept
        if _is_open(kept):
            del st.session_state[keeping.OPENED]


def _is_open(kept: Kept) -> bool:
    opened: Kept | None = st.session_state.get(keeping.OPENED)
    return opened is not None and opened.id == kept.id


def _undo() -> None:
    back = st.session_state[DELETED].id
    with keeping.told():
        cache.store().restore(back)
        st.session_state[CHOSEN] = back
        del st.session_state[DELETED]


def _load() -> None:
    file = st.session_state["scenario_file"]
    if file is not None:
        keeping.load_file(file.getvalue())
