"""The Pack page: what goes in, a preview, and the files, all made on this server."""

import streamlit as st

from lib.errors import AskedTooMuch, BadLever
from lib.exports.files import make, together
from lib.findings.pack import Pack
from lib.markdown import verbatim
from lib.ui import access, turns
from lib.ui.pack import choosing
from lib.ui.pack.choosing import Chosen
from lib.ui.pack.previewing import preview
from lib.ui.session import MADE, PACK_WANTED
from lib.ui.your_data import yours


def show_pack() -> None:
    """Choose, look, make, take."""
    choosing.draw()
    chosen = choosing.chosen()
    wanted = st.session_state.pop(PACK_WANTED, False)
    if not chosen.parts or not chosen.outputs:
        st.warning("Choose at least one page and one file.")
        return
    try:
        pack = chosen.pack()
    except BadLever as fault:
        st.warning(verbatim(str(fault)), title="This scenario's levers do not go together")
        return
    preview(pack)
    st.button("Make the pack", type="primary", on_click=_want)
    if wanted:
        _make(pack, chosen)
    # Files of another choice are not offered under this preview.
    made_for, files = st.session_state.get(MADE, (None, ()))
    for file in files if made_for == chosen else ():
        st.download_button(
            verbatim(f"{file.output.label}: {file.name}"),
            file.content,
            file.name,
            file.output.media,
            key=f"take_{file.name}",
            on_click="ignore",
        )


def _want() -> None:
    """The run that follows makes the files, of what stands on the widgets then: the browser may
    send what was typed last with the click."""
    with access.asked():
        access.require("pack")
        st.session_state[PACK_WANTED] = True


def _make(pack: Pack, chosen: Chosen) -> None:
    """Build every file, saying how far it is; all of it on this server."""
    try:
        turns.take("pack")
    except AskedTooMuch as wait:
        st.warning(verbatim(str(wait)), title="This pack is not made yet")
        return
    yours.goes_out()
    bar = st.progress(0.0, "Making the pack")
    files = []
    for i, file in enumerate(make(pack, list(chosen.outputs)), 1):
        files.append(file)
        bar.progress(i / len(chosen.outputs), f"Made: {verbatim(file.output.label)}")
    bar.empty()
    st.session_state[MADE] = (chosen, (together(pack, files), *files))
