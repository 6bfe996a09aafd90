"""Keep and send: name, reason, link and file of a scenario, and the list of saved ones."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from lib.errors import BadScenario, NotAllowed, StaleScenario, StoreUnavailable
from lib.findings import modelled
from lib.findings.outcome import Result
from lib.markdown import verbatim
from lib.printable import one_line, printable
from lib.roles import PLANNER
from lib.scenarios import link, plan
from lib.scenarios.record import Scenario, from_json, has_unprintable
from lib.scenarios.store import Kept
from lib.ui import access, address, cache, kept
from lib.ui.reallocate import levers
from lib.ui.session import KEEPING_SAID as SAID
from lib.ui.session import OPENED_SCENARIO as OPENED
from lib.ui.your_data import yours

MOST_MOVED = 8  # figures that are named, where more have moved in the data


def show_keeping(result: Result) -> None:
    """The section of the Reallocate page."""
    scenario = draw_words(result)
    opened: Kept | None = st.session_state.get(OPENED)
    left, middle, right = st.columns(3)
    if opened is not None and access.may_change(opened):
        left.button(
            f"Save over “{verbatim(opened.name)}”",
            on_click=_save,
            args=(scenario, opened),
            width="stretch",
        )
    if access.may("save"):
        middle.button(
            "Save as new", on_click=_save, args=(scenario, None), type="primary", width="stretch"
        )
    right.download_button(
        "Download as a file",
        scenario.to_json(),
        file_name=f"{link.slug(scenario.name) or 'scenario'}.json",
        mime="application/json",
        width="stretch",
        on_click=yours.goes_out,
    )
    tell()
    if not access.may("save"):
        st.caption(verbatim(access.advice(PLANNER)))
    st.markdown(
        "**Link** to this scenario, with every lever and assumption, its name and the start of its"
        " reason:"
    )
    st.code(address.link_to(scenario), language=None, wrap_lines=True)
    if cache.session() is not None:
        st.caption(
            "It is made on your own figures: they are not in the link, and who opens it sees the"
            " published ones."
        )
    st.page_link("pages/scenarios.py", label="Saved scenarios: open, compare, load a file")


def tell() -> None:
    """Say, once, how the last save, load or deletion went.

    In a container that is there in any case: what appears on a page otherwise closes what is open
    below it, and loses a file on its way.
    """
    outcome = st.session_state.pop(SAID, None)
    with st.container():
        if outcome:
            kind, text = outcome
            if kind == "success":
                st.success(verbatim(text))
            else:
                st.warning(verbatim(text))


@contextmanager
def told() -> Iterator[None]:
    """What hinders a change of the saved scenarios ends it, and is kept for `tell`."""
    try:
        yield
    except (NotAllowed, StaleScenario, StoreUnavailable) as fault:
        st.session_state[SAID] = ("warning", str(fault))


def draw_words(result: Result) -> Scenario:
    """The scenario with the name and reason its author gives it, and the figures it started
    from."""
    name = st.text_input("Name", result.scenario.name, max_chars=80)
    hint = "Why this scenario, for whom, decided where"
    reason = st.text_area(
        "Reason, in your words", result.scenario.reason, max_chars=2000, placeholder=hint
    )
    words = {
        "name": one_line(name).strip() or cache.usual_settings()["name"],
        "reason": printable(reason),
    }
    if any(getattr(result.scenario, key) != now for key, now in words.items()):
        address.put(address.scenario().model_copy(update=words))
        st.rerun()  # the whole page: they stand at its top
    return stamped(result.scenario)


def stamped(scenario: Scenario) -> Scenario:
    """The scenario with the data it is made on; of a reader's own data the version alone, for a
    saved scenario is on disk."""
    return modelled.stamped(cache.context(), scenario, with_figures=cache.session() is None)


def _save(scenario: Scenario, over: Kept | None) -> None:
    with told():
        saved = kept.save(scenario, over)
        yours.goes_out()
        st.session_state[OPENED] = saved
        st.session_state[SAID] = ("success", f"Saved “{saved.name}”.")


def open_kept(saved: Kept) -> None:
    """Set every widget from a saved scenario, and remember which one it is."""
    try:
        scenario = from_json(saved.body, cache.tables().areas.order, cache.tables().areas.noun)
    except BadScenario as fault:
        st.session_state[SAID] = ("warning", f"“{saved.name}” cannot be opened. {fault}")
        return
    if not access.may_change(saved):
        scenario = unnoted(scenario)
    if not _put(scenario):
        return
    st.session_state[OPENED] = saved
    _say_opened(scenario)


def unnoted(scenario: Scenario) -> Scenario:
    """A scenario as those have it who may not change it."""
    return scenario.model_copy(update={"story": scenario.story.without_notes()})


def _put(scenario: Scenario) -> bool:
    """Set the sliders; False, with a sentence, where the data in use have no model to set."""
    if cache.context().modelled_areas().order:
        levers.put(scenario)
        return True
    areas = cache.tables().areas.noun.many
    st.session_state[SAID] = (
        "warning",
        (
            f"The figures in use leave too few {areas} for the model, so no scenario can be opened"
            " on them."
        ),
    )
    return False


def load_file(content: bytes) -> None:
    """Set every widget from a file, or say why not; nothing is half-loaded."""
    try:
        text = content.decode("utf-8-sig")
        scenario = from_json(text, cache.tables().areas.order, cache.tables().areas.noun)
    except (BadScenario, UnicodeDecodeError) as fault:
        refusal = (
            str(fault)
            if isinstance(fault, BadScenario)
            else "This is not a scenario file: it is not text."
        )
        st.session_state[SAID] = ("warning", refusal)
        return
    if not _put(scenario):
        return
    st.session_state.pop(OPENED, None)
    _say_opened(
        scenario,
        "Control characters in its name or reason are left out." if has_unprintable(text) else "",
    )


def _say_opened(scenario: Scenario, left_out: str = "") -> None:
    moved = moved_figures(scenario)
    text = f"“{scenario.name}” is on the sliders of the Reallocate page. {left_out}".strip()
    if moved:
        st.session_state[SAID] = ("warning", f"{text} {moved}")
    else:
        st.session_state[SAID] = ("success", text)


def moved_figures(scenario: Scenario) -> str:
    """What has moved in the data since the scenario was kept, in a sentence; "" where nothing
    has."""
    if not scenario.data_version or scenario.data_version == cache.context().data_version():
        return ""
    moved = ["it was made on figures that someone uploaded, which are not kept with it"]
    if scenario.figures:
        now = plan.figures(cache.context().today_of(scenario))
        moved = plan.moved_figures(scenario, now, cache.tables().areas.name)
    more = f"; and {len(moved) - MOST_MOVED} more" if len(moved) > MOST_MOVED else ""
    listed = "; ".join(moved[:MOST_MOVED])
    return f"The data have changed since it was kept: {listed}{more}." if moved else ""
