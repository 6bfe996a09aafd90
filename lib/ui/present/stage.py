"""The story on the whole window: every step is sent at once, and the browser goes from one to the
next."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.errors import BadLever
from lib.exports import stage
from lib.findings import story
from lib.findings.filters import Filters
from lib.findings.story import Ground, Step
from lib.markdown import verbatim
from lib.ui import address, cache
from lib.ui.parts import terms
from lib.ui.present import editing, live
from lib.ui.statics import asset

KEY = "story"


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "story",
        html='<div class="story-holder"></div>',
        css=asset("present.css"),
        js=asset("present.js"),
        isolate_styles=False,
    )


def show_story(filters: Filters) -> None:
    """The story, or in edit mode what makes it."""
    live.put_back()
    try:
        chosen = (address.view("indicator"), address.view("period"))
        on = story.ground(cache.safe_context(), address.scenario(), filters, *chosen)
    except BadLever as fault:
        st.warning(verbatim(str(fault)), title="These levers do not go together")
        return
    steps = story.story(on)
    shown = [step for step in steps if not step.hidden]
    if not shown:
        address.look("edit", "true")  # until its author has brought a step back
    if address.view("edit") == "true":
        editing.show_editing(on.result, steps)
        return
    with st.container(key="stage"):
        _component()(data=_sent(on, shown), key=KEY, on_edit_change=_edit)
    if any(step.live for step in shown):
        live.try_lever(on)


def _sent(on: Ground, steps: list[Step]) -> dict[str, Any]:
    """What the browser shows: text, which it writes as text, and pictures of the server's own."""
    return {
        "place": on.context.tables.place.name,
        "room": address.view("room"),
        "steps": [
            {
                "key": step.key,
                "title": step.title,
                "message": step.point.message,
                "number": step.point.number,
                "counts": step.point.counts,
                "known": step.point.known,
                "caution": step.point.caution,
                "source": step.source,
                "note": step.note,
                "live": step.live,
                "terms": _terms(step),
                "alt": step.point.picture.alt,
                "wide": _drawn(on, step, stage.WIDE),
                "narrow": _drawn(on, step, stage.NARROW),
            }
            for step in steps
        ],
    }


def _terms(step: Step) -> dict[str, list[tuple[str, str]]]:
    """What is said of a step in pieces, each with what it means where it is a term's first use on
    the step; only of texts that have one."""
    already: set[str] = set()
    texts = {
        "message": step.point.message,
        "counts": step.point.counts,
        "known": step.point.known.upper(),
        "caution": step.point.caution,
    }
    pieces = {name: terms.pieces(text, already) for name, text in texts.items()}
    return {name: found for name, found in pieces.items() if len(found) > 1 or found[0][1]}


def _drawn(on: Ground, step: Step, size: stage.Size) -> str:
    return stage.drawn(step.point.picture, on.context.tables.boundaries, size)


def _edit() -> None:
    """Callback of the story: its presenter wants to change it, at the step that is shown."""
    address.look("step", st.session_state[KEY].edit)
    address.look("edit", "true")
