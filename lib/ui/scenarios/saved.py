"""The list of saved scenarios, and loading one from a file."""

import streamlit as st

from lib.errors import BadScenario, StoreUnavailable
from lib.markdown import verbatim
from lib.printable import one_line
from lib.roles import PLANNER
from lib.scenarios.record import Scenario, from_json, schema
from lib.scenarios.store import Kept
from lib.ui import access, cache, kept
from lib.ui.reallocate import keeping
from lib.ui.scenarios import past
from lib.ui.session import CHOSEN, DELETED, SEEN
from lib.ui.share import box


def show_saved() -> None:
    """What is saved, and what can be done with one of them."""
    keeping.tell()
    every = {one.id: one for one in listed()}
    deleted: Kept | None = st.session_state.get(DELETED)
    with st.container():  # as in tell
        if deleted is not None:
            said, undo = st.columns([3, 1], vertical_alignment="center")
            said.markdown(f"Deleted “{verbatim(deleted.name)}”.")
            undo.button("Undo", on_click=_undo, width="stretch")
    if every:
        show_one(
            every[
                st.selectbox(
                    "Saved scenario",
                    list(every),
                    key=CHOSEN,
                    format_func=lambda id: label(every[id]),
                )
            ]
        )
    elif access.may("save"):
        st.markdown(
            "Nothing is saved yet. Set the sliders of the Reallocate page, then “Keep and send”,"
            " “Save as new”."
        )
    else:
        st.markdown(f"No scenario is public yet. {verbatim(access.advice(PLANNER))}")
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


def label(one: Kept) -> str:
    """Its name, when it was saved, by whom, and whether everyone sees it."""
    by = f" by {one.owner_name}" if one.owner_name else ""
    public = ", public" if one.is_public else ""
    return f"{one.name} (saved {one.saved_at:%d %B %Y, %H:%M:%S} UTC{by}{public})"


def listed() -> list[Kept]:
    """Every saved scenario; where the database cannot be read, those that this session saw last,
    and a sentence says so."""
    with st.container():  # as in tell
        try:
            st.session_state[SEEN] = kept.listed()
        except StoreUnavailable as fault:
            st.warning(verbatim(str(fault)), title="Saved scenarios are not as they are now")
    return seen()


def seen() -> list[Kept]:
    """The saved scenarios as `listed` last found them."""
    kept_ones: list[Kept] = st.session_state.get(SEEN, [])
    return kept_ones


def show_one(one: Kept) -> None:
    """Its reason, what can be done with it, and its history for those who may change it."""
    may_change = access.may_change(one)
    try:
        scenario = from_json(one.body, cache.tables().areas.order, cache.tables().areas.noun)
    except BadScenario as fault:
        st.warning(f"“{verbatim(one.name)}” cannot be opened. {verbatim(str(fault))}")
        if may_change:
            st.button("Delete", on_click=_delete, args=(one,))
        return
    body = one.body if may_change else keeping.unnoted(scenario).to_json()
    st.text(scenario.reason or "No reason was given.")
    if scenario.plan_year:
        st.caption(f"It is the plan of {verbatim(scenario.plan_year)}.")
    grid = st.columns(4)
    grid[0].button("Open", type="primary", on_click=keeping.open_kept, args=(one,), width="stretch")
    if access.may("save"):
        grid[1].button("Duplicate", on_click=_duplicate, args=(scenario,), width="stretch")
    if may_change:
        grid[2].button("Delete", on_click=_delete, args=(one,), width="stretch")
    grid[3].download_button("Download", body, "scenario.json", "application/json", width="stretch")
    if one.key:  # one that a server of the version before saved has none until it is changed
        with st.expander("Short links"):
            box.show_short(one)
    if may_change:
        _show_renaming(one)
        past.show_public(one)
        past.show_history(one)


def _show_renaming(one: Kept) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    typed = f"name_{one.id}_{one.revision}"
    left.text_input("New name", one.name, max_chars=80, key=typed)
    right.button("Rename", on_click=_rename, args=(one, typed), width="stretch")


def _duplicate(scenario: Scenario) -> None:
    with keeping.told():
        st.session_state[CHOSEN] = kept.duplicate(scenario).id


def _rename(one: Kept, typed: str) -> None:
    """typed: the key of the box, which may hold more than when the button was drawn."""
    name = one_line(st.session_state[typed]).strip() or one.name
    scenario = from_json(one.body, cache.tables().areas.order, cache.tables().areas.noun)
    with keeping.told():
        past.now_is(kept.rename(one, scenario, name))


def _delete(one: Kept) -> None:
    with keeping.told():
        kept.delete(one)
        st.session_state[DELETED] = one
        if past.is_open(one):
            del st.session_state[keeping.OPENED]


def _undo() -> None:
    back: Kept = st.session_state[DELETED]
    with keeping.told():
        kept.restore(back)
        st.session_state[CHOSEN] = back.id
        del st.session_state[DELETED]


def _load() -> None:
    file = st.session_state["scenario_file"]
    if file is not None:
        keeping.load_file(file.getvalue())
