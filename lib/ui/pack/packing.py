"""The Pack page: what goes in, a preview, and the files, all made on this server."""

import streamlit as st

from lib.errors import AskedTooMuch, BadLever
from lib.exports.files import OUTPUTS, make, together
from lib.exports.pictures import PREVIEW, picture
from lib.findings.comparison import SLIDERS
from lib.findings.filters import Filters
from lib.findings.pack import ASKED, AUDIENCES, PAGES, WHOM, Pack, collect
from lib.findings.page import Picture
from lib.markdown import verbatim
from lib.ui import access, address, cache, turns
from lib.ui.parts import blocks, terms
from lib.ui.reallocate import keeping
from lib.ui.scenarios import compare, saved
from lib.ui.session import DECISION, MADE, PACK_WAITS, PREVIEWS
from lib.ui.your_data import yours


def show_pack(filters: Filters) -> None:
    """Choose, look, make, take."""
    offered = compare.candidates(saved.listed())
    left, right = st.columns(2)
    keys = list(offered)
    chosen = left.selectbox(
        "Scenario",
        keys,
        index=keys.index(SLIDERS) if SLIDERS in keys else 0,
        format_func=lambda key: offered[key].label,
        key="pack_scenario",
    )
    audience = right.radio(
        "For",
        list(AUDIENCES),
        format_func=lambda key: AUDIENCES[key].label,
        horizontal=True,
        key="pack_audience",
    )
    areas = cache.tables().areas
    districts = left.multiselect(
        f"{verbatim(areas.noun.headings)} to say a sentence on",
        list(cache.context().modelled_areas().name),
        key="pack_districts",
    )
    parts = right.multiselect(
        "Pages",
        list(PAGES),
        list(PAGES),
        format_func=lambda key: PAGES[key].label,
        key="pack_parts",
    )
    outputs = left.multiselect(
        "Files",
        list(OUTPUTS),
        list(OUTPUTS),
        format_func=lambda key: OUTPUTS[key].label,
        key="pack_outputs",
    )
    with left:
        asked_for, whom = _decision()
    made_on = right.date_input("Date on the pack", key="pack_date", format="DD/MM/YYYY")
    if not parts or not outputs:
        st.warning("Choose at least one page and one file.")
        return
    scenario = keeping.stamped(offered[chosen].scenario)
    try:
        pack = collect(
            cache.safe_context(),
            scenario,
            filters,
            audience=audience,
            districts=[str(areas.code(name)) for name in districts],
            parts=parts,
            made_on=made_on,
            link=address.link_to(scenario),
            asked=asked_for,
            whom=whom,
        )
    except BadLever as fault:
        st.warning(verbatim(str(fault)), title="This scenario's levers do not go together")
        return
    # Files of another choice are not offered under this preview.
    asked = (
        *(chosen, scenario.to_json(), filters, audience, districts, parts, outputs, made_on),
        *(asked_for, whom),
    )
    preview(pack)
    st.button("Make the pack", type="primary", on_click=_make, args=(pack, outputs, asked))
    if PACK_WAITS in st.session_state:
        wait = st.session_state.pop(PACK_WAITS)
        st.warning(verbatim(wait), title="This pack is not made yet")
    made_for, files = st.session_state.get(MADE, (None, ()))
    for file in files if made_for == asked else ():
        st.download_button(
            verbatim(f"{file.output.label}: {file.name}"),
            file.content,
            file.name,
            file.output.media,
            key=f"take_{file.name}",
            on_click="ignore",
        )


def _decision() -> tuple[str, str]:
    """The decision that the pack asks for and whom to ask, kept while the session lasts."""
    asked, whom = st.session_state.get(DECISION, ("", ""))
    asked = st.text_area(
        "Decision asked for",
        asked,
        key="pack_asked",
        max_chars=ASKED,
        placeholder="Agree to consult on ... by ...",
        help="Stands on the first and last slide, the briefing and the workbook's cover.",
    )
    whom = st.text_input(
        "Whom to ask",
        whom,
        key="pack_whom",
        max_chars=WHOM,
        placeholder="Name, telephone, email",
        help="Who answers questions; stands under the decision.",
    )
    st.session_state[DECISION] = (asked, whom)
    return asked, whom


def preview(pack: Pack) -> None:
    """What the pack will say and show."""
    st.header("Preview", anchor="preview")
    terms.paragraph(" ".join([*pack.plain_words, *pack.districts]), pack.message)
    with st.container(key="pack_pictures"):
        for page in pack.pages:
            for shown in page.pictures:
                blocks.png(_drawn(pack, shown), shown.alt)
    for page in pack.pages:
        sentences = " ".join(line for line in page.sentences if line not in pack.plain_words)
        if page.in_words:
            terms.paragraph(" ".join(page.table.Answer), sentences)
        elif sentences:
            terms.paragraph(sentences)
    terms.note(f"{pack.stamp()} {pack.cited}")


def _drawn(pack: Pack, shown: Picture) -> bytes:
    """A preview picture; the session keeps it until what it shows is another."""
    kept = st.session_state.setdefault(PREVIEWS, {})
    of = (pack.scenario.to_json(), pack.stamp(), pack.audience)
    if kept.get(shown.key, (None, b""))[0] != of:
        kept[shown.key] = (of, picture(pack, shown, "png", PREVIEW))
    return kept[shown.key][1]


def _make(pack: Pack, keys: list[str], asked: tuple) -> None:
    """Build every file, saying how far it is; all of it on this server."""
    with access.asked():
        access.require("pack")
        _build(pack, keys, asked)


def _build(pack: Pack, keys: list[str], asked: tuple) -> None:
    try:
        turns.take("pack")
    except AskedTooMuch as wait:
        st.session_state[PACK_WAITS] = str(wait)
        return
    yours.goes_out()
    bar = st.progress(0.0, "Making the pack")
    files = []
    for i, file in enumerate(make(pack, keys), 1):
        files.append(file)
        bar.progress(i / len(keys), f"Made: {verbatim(file.output.label)}")
    bar.empty()
    st.session_state[MADE] = (asked, (together(pack, files), *files))
