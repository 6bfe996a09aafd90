"""The list of saved scenarios, and loading one from a file."""

import streamlit as st

from lib.errors import BadScenario, StaleScenario
from lib.markdown import verbatim
from lib.model.scenario import Scenario, from_json, schema
from lib.printable import one_line
from lib.store import Kept
from lib.ui import cache, keeping

DELETED, CHOSEN = "deleted_scenario", "saved_scenario"


def show() -> None:
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
        show_one(kept[st.selectbox("Saved scenario", list(kept), key=CHOSEN, format_func=lambda id: label(kept[id]))])
    else:
        st.markdown("Nothing is saved yet. Set the sliders of the Reallocate page, then “Keep and send”, “Save as new”.")
    with st.expander("Load a scenario from a file"):
        st.file_uploader("Scenario file", type="json", key="scenario_file", on_change=_load, max_upload_size=1)
        st.download_button("Download the format (JSON Schema)", schema(), "scenario.schema.json", "application/schema+json")


def label(kept: Kept) -> str:
    return f"{kept.name} (saved {kept.saved_at:%d %B %Y, %H:%M:%S} UTC)"


def listed() -> list[Kept]:
    return cache.store().listed()


def show_one(kept: Kept) -> None:
    """Its reason, and open, rename, duplicate, delete."""
    try:
        scenario = from_json(kept.body, cache.tables().areas.order)
    except BadScenario as fault:
        st.warning(f"“{verbatim(kept.name)}” cannot be opened. {verbatim(str(fault))}")
        st.button("Delete", on_click=_delete, args=(kept,))
        return
    st.text(scenario.reason or "No reason was given.")
    grid = st.columns(4)
    grid[0].button("Open", type="primary", on_click=keeping.open_kept, args=(kept,), width="stretch")
    grid[1].button("Duplicate", on_click=_duplicate, args=(scenario,), width="stretch")
    grid[2].button("Delete", on_click=_delete, args=(kept,), width="stretch")
    grid[3].download_button("Download", kept.body, "scenario.json", "application/json", width="stretch")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    name = left.text_input("New name", kept.name, max_chars=80, key=f"name_{kept.id}_{kept.revision}")
    right.button("Rename", on_click=_rename, args=(kept, one_line(name).strip() or kept.name), width="stretch")


def _duplicate(scenario: Scenario) -> None:
    st.session_state[CHOSEN] = cache.store().duplicate(scenario).id


def _rename(kept: Kept, name: str) -> None:
    scenario = from_json(kept.body, cache.tables().areas.order)
    try:
        changed = cache.store().rename(kept, scenario, name)
    except StaleScenario as fault:
        st.session_state[keeping.SAID] = ("warning", str(fault))
        return
    st.session_state[CHOSEN] = kept.id  # its label is another now
    opened = st.session_state.get(keeping.OPENED)
    if opened is not None and opened.id == kept.id:
        st.session_state[keeping.OPENED] = changed


def _delete(kept: Kept) -> None:
    try:
        cache.store().delete(kept)
    except StaleScenario as fault:
        st.session_state[keeping.SAID] = ("warning", str(fault))
        return
    st.session_state[DELETED] = kept
    opened = st.session_state.get(keeping.OPENED)
    if opened is not None and opened.id == kept.id:
        del st.session_state[keeping.OPENED]


def _undo() -> None:
    back = st.session_state.pop(DELETED).id
    cache.store().restore(back)
    st.session_state[CHOSEN] = back


def _load() -> None:
    file = st.session_state["scenario_file"]
    if file is not None:
        keeping.load_file(file.getvalue())
