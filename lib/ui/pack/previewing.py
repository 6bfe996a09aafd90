"""What a meeting pack will say and show: its pages in their order, each picture with its words."""

from base64 import b64encode
from html import escape

import streamlit as st

from lib.exports.pictures import PREVIEW, picture, preview_size
from lib.findings.pack import Pack
from lib.findings.page import Page, Picture
from lib.markdown import verbatim
from lib.ui.parts import blocks, terms
from lib.ui.session import PREVIEWS


def preview(pack: Pack) -> None:
    """What the pack will say and show."""
    st.header("Preview", anchor="preview")
    terms.paragraph(" ".join([*pack.plain_words, *pack.districts]), pack.message)
    for line in pack.decision:
        terms.paragraph(line)
    for page in pack.pages:
        _page(pack, page)
    terms.note(f"{pack.stamp()} {pack.cited}")


def _page(pack: Pack, page: Page) -> None:
    """As slides have it: what it says, the few figures that matter, pictures; and for questions
    everything else."""
    st.subheader(verbatim(page.heading), anchor=False)
    if said := " ".join(line for line in page.sentences if line not in pack.plain_words):
        terms.paragraph(said)
    if page.cards:
        blocks.cards((card.number, card.text) for card in page.cards)
    if page.pictures:
        with st.container(key=f"pack_pictures_{page.key}"):
            for shown in page.pictures:
                _picture(pack, shown)
    if page.backup is not None:
        with st.expander(verbatim(page.backup[0])):
            blocks.table(page.table, page.caption, text_columns=len(page.table.columns))


def _picture(pack: Pack, shown: Picture) -> None:
    """As wide as its place; chosen, larger and in words."""
    drawn = b64encode(_drawn(pack, shown)).decode()
    words = " ".join(filter(None, [shown.alt, shown.beneath]))
    st.html(
        f'<figure class="preview"><figcaption>{terms.marked(shown.title)}'
        f"<small>{terms.marked(pack.short_stamp(shown.modelled))}</small></figcaption>"
        f'<img alt="{escape(shown.alt)}" src="data:image/png;base64,{drawn}">'
        f"<details><summary>Larger, and in words</summary><p>{terms.marked(words)}</p></details>"
        "</figure>"
    )


def _drawn(pack: Pack, shown: Picture) -> bytes:
    """A preview picture; the session keeps it until what it shows is another."""
    kept = st.session_state.setdefault(PREVIEWS, {})
    of = (pack.scenario.to_json(), pack.stamp(), pack.audience)
    if kept.get(shown.key, (None, b""))[0] != of:
        kept[shown.key] = (of, picture(pack, shown, "png", PREVIEW, preview_size(shown)))
    return kept[shown.key][1]
