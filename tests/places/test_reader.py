"""What a shared link opens, for each partnership: in its own words, whole, with its picture."""

import re
from html import unescape

import pytest

from lib.exports import card, reader
from lib.exports.reader import Links, page
from lib.findings.asked import asked
from lib.findings.reader import VIEWS
from lib.findings.reader_page import Map
from lib.findings.staged import StageMap
from lib.glossed import glossary_of
from lib.place.profile import HOLE
from lib.scenarios.link import moves
from tests.places.conftest import Here


@pytest.mark.parametrize("stem", VIEWS)
def test_every_page_to_read_is_at_home(place: Here, stem: str) -> None:
    tables, order = place.tables, place.tables.areas.order
    links = Links(
        here=f"/read/{stem}",
        dashboard=f"/{stem}",
        areas={code: f"?district={code}" for code in order},
        every="?",
        glossary="/read/glossary",
        icon="/read/icon.svg",
        picture="/read/picture.png",
    )
    sent = {"moves": [moves({order[0]: -50_000, order[-1]: 50_000})], "district": [order[-1]]}
    wanted = asked(place.context, sent, saved=())
    shown = VIEWS[stem].read(place.context, wanted)
    words = glossary_of(tables.place)
    for html in (
        page(tables, shown, "Why?", words, links, wanted.faults),
        reader.glossary_page(tables, words, links),
    ):
        text = unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL))
        assert place.strangers(text) == [] and not HOLE.search(text)
        assert place.foreign_nouns(text) == []
    assert wanted.faults == ()
    drawn = page(tables, shown, "Why?", words, links)
    maps = [*shown.maps, *(one.picture for one in shown.sections)]
    assert drawn.count("<path d=") == len(order) * sum(
        isinstance(one, Map | StageMap) for one in maps
    )
    codes = () if shown.bars is None else shown.bars.rows.code
    assert [code for code in codes if code and links.areas[code] not in drawn] == []
    assert card.card(tables, shown).startswith(b"\x89PNG")
