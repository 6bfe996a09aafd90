"""Edit mode of the story: the words, order and notes of its steps, kept with the scenario."""

from dataclasses import replace
from typing import Any

import streamlit as st

from lib.catalogue.indicators import INDICATORS
from lib.findings.outcome import Result
from lib.findings.story import STEPS, Step, ordered
from lib.markdown import verbatim
from lib.scenarios import story_link
from lib.scenarios.record import Story, Told
from lib.ui import access, address, widgets
from lib.ui.parameters import PARAMETERS
from lib.ui.parts import terms
from lib.ui.reallocate import keeping

KEYS = (
    "While presenting: arrows, Page Up and Down, space or a swipe go from step to step, digits"
    " jump, B blanks the screen, D turns the room dark or light, S opens the speaker's window, E or"
    " Escape comes back here. The browser's own print makes one page of each step."
)


def show_editing(result: Result, steps: tuple[Step, ...]) -> None:
    """Every step with its words, then saving."""
    st.button("Present", type="primary", key="present_now", on_click=_present)
    st.caption(KEYS)
    _choose_figure()
    if access.may("story"):
        for i, step in enumerate(steps):
            _show_step(i, step, steps)
        st.button("Back to the story's own words and order", on_click=_put, args=(Story(),))
    with st.expander("Keep and send", expanded=True):
        kept = result.scenario.model_copy(update={"story": _about()})
        keeping.show_keeping(replace(result, scenario=kept))
        st.markdown("**Link** to this story; it opens at its first step:")
        st.code(address.link_here("present", ("step", "edit")), language=None, wrap_lines=True)
        _say_what_stays()


def _choose_figure() -> None:
    """Which figure the steps are of that no model makes."""
    what = terms.meanings(*(one.label for one in INDICATORS.values()))
    help_ = f"Of where we are, how unequal and who is worst served. {what}"
    if access.may("story"):
        labels = PARAMETERS["indicator"].labels()
        chosen = widgets.one_of(labels, "figure", _about().indicator, _be_of)
    elif not _story().indicator:
        chosen = widgets.looks("indicator")
    else:
        return
    st.selectbox("Figure", width=320, help=verbatim(help_), **chosen)


def _show_step(i: int, step: Step, steps: tuple[Step, ...]) -> None:
    """One step: what it says to the room, what the speaker says to it, and its place."""
    told = _story().told.get(step.key, Told())
    with st.container(border=True, key=f"step_{step.key}"):
        left, up, down = st.columns([6, 1, 1], vertical_alignment="center")
        left.markdown(f"**{i + 1:d}. {verbatim(step.title)}**: {verbatim(step.point.number)}")
        up.button("Up", key=f"up_{step.key}", on_click=_move, args=(steps, i, -1), disabled=i == 0)
        down.button(
            "Down",
            key=f"down_{step.key}",
            on_click=_move,
            args=(steps, i, 1),
            disabled=i == len(steps) - 1,
        )
        st.text_area(
            "Message",
            told.message,
            max_chars=200,
            key=f"message_{step.key}",
            height=80,
            placeholder="" if step.own else step.point.message,
            on_change=_tell,
            args=(step.key,),
        )
        st.text_area(
            "Note for the speaker",
            told.note,
            max_chars=1000,
            key=f"note_{step.key}",
            height=80,
            on_change=_tell,
            args=(step.key,),
        )
        st.toggle(
            "Shown",
            value=not step.hidden,
            key=f"shown_{step.key}",
            on_change=_show,
            args=(step.key,),
        )


def _say_what_stays() -> None:
    """What of the story no link has."""
    story = _story()
    if any(told.note for told in story.told.values()):
        st.caption("Notes for the speaker are in the saved scenario and its file, and in no link.")
    if not story_link.carries_all(story):
        st.caption("Its own words are too long for a link: save it, and open it from Scenarios.")


def _story() -> Story:
    return address.scenario().story


def _about() -> Story:
    """The story with the figure that is shown."""
    return _story().about(address.view("indicator"), address.view("period"))


def _change(**parts: Any) -> None:
    """What is written of a figure stays with it."""
    _keep(_about().model_copy(update=parts))


def _be_of(key: str) -> None:
    _change(indicator=st.session_state[key])


def _keep(story: Story) -> None:
    """With the scenario on the sliders, where whoever asks may change stories."""
    with access.asked():
        access.require("story")
        address.put(address.scenario().model_copy(update={"story": story}))


def _put(story: Story) -> None:
    _keep(story)
    for key in list(st.session_state):  # widgets are drawn anew where the story stands now
        if str(key).startswith(("message_", "note_", "shown_")):
            del st.session_state[key]


def _present() -> None:
    address.look("edit", None)


def _move(steps: tuple[Step, ...], i: int, by: int) -> None:
    """A step trades places with the one shown above or below it."""
    order = ordered(_story())
    one, other = (order.index(steps[at].key) for at in (i, i + by))
    order[one], order[other] = order[other], order[one]
    _put(_about().model_copy(update={"order": tuple(order)}))


def _tell(key: str) -> None:
    words = Told(
        message=st.session_state[f"message_{key}"] or "", note=st.session_state[f"note_{key}"] or ""
    )
    told = {name: said for name, said in _story().told.items() if name != key}
    if words != Told():
        told[key] = words
    _change(told=told)


def _show(key: str) -> None:
    wanted, usual = st.session_state[f"shown_{key}"], STEPS[key].usual
    hidden, shown = (
        [one for one in keys if one != key] for keys in (_story().hidden, _story().shown)
    )
    if wanted and not usual:
        shown.append(key)
    elif usual and not wanted:
        hidden.append(key)
    _change(hidden=tuple(hidden), shown=tuple(shown))
