"""The widget of a lever or an assumption, and what stands behind its question mark."""

from typing import Any

import streamlit as st

from lib.catalogue.assumptions import behind
from lib.catalogue.settings import Setting
from lib.markdown import verbatim
from lib.ui import cache, widgets
from lib.ui.parts import terms


def reason(setting: Setting) -> str:
    """The setting's own help, or the reason declared for its assumption, and what their terms
    mean."""
    assumption = behind(setting)
    declared = cache.tables().assumptions[assumption.id]["why"] if assumption is not None else ""
    text = cache.tables().place.say(setting.help) or declared
    labels = " ".join(setting.labels.values())
    return f"{text} {terms.meanings(f'{setting.widget} {labels} {text}')}".strip()


def draw(setting: Setting, now: dict[str, Any], place: Any = st) -> None:
    """A select box, a toggle or a slider. now: the value of every setting. place: where it is
    drawn."""
    label = verbatim(cache.tables().place.say(setting.widget))
    why = verbatim(reason(setting)) or None
    if setting.kind == "choice":
        place.selectbox(label, help=why, **widgets.choice(setting.key, now))
        return
    bound = widgets.bound(setting.key, now)
    if setting.kind == "switch":
        place.toggle(label, help=why, **bound)
        return
    number = int if setting.kind == "whole" else float
    place.slider(
        label,
        number(setting.low),
        number(setting.high),
        step=number(setting.step),
        format=setting.format,
        help=why,
        **bound,
    )
