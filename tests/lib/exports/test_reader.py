"""A reader's page: whole, without a script, with every text as text, in every partnership."""

import re
from html.parser import HTMLParser

import pytest

from lib.exports import reader
from lib.exports.reader import Links, page
from lib.findings.asked import asked
from lib.findings.reader import VIEWS
from lib.glossed import glossary_of
from lib.scenarios import link
from tests.bundled import FIRST, HERE, NAME, ORDER, moving

LINKS = Links(
    here="/read/here?a=1&b=2",
    dashboard="/all",
    areas={code: f"/read/here?district={code}" for code in ORDER},
    every="/read/here",
    glossary="/read/glossary",
    icon="/read/icon.svg",
    picture="/read/here/picture.png",
    site="https://host",
)
GLOSSARY = glossary_of(HERE.tables.place)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "&lt;b&gt; ' \" `",
)


class Parsed(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def parsed(stem: str, sent: dict[str, list[str]], embed: bool = False) -> Parsed:
    wanted = asked(HERE, sent)
    shown = VIEWS[stem].read(HERE, wanted)
    html = page(HERE.tables, shown, "Why?", GLOSSARY, LINKS, wanted.faults, embed)
    return Parsed(html)


@pytest.mark.parametrize("stem", VIEWS)
def test_nothing_on_it_can_be_changed_or_run(stem: str) -> None:
    found = parsed(stem, {"district": [FIRST]})
    tags = {tag for tag, _ in found.elements}
    assert not tags & {"script", "input", "select", "button", "form", "textarea", "iframe"}
    every = [name for _, attrs in found.elements for name in attrs]
    assert not [name for name in every if name.startswith("on") or name == "style"]
    outside = [one["href"] for one in found.of("a") if "//" in str(one["href"])]
    assert outside == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_a_link_brings_is_text(text: str) -> None:
    scenario = moving(name=text, reason=text)
    sent = link.query(scenario, HERE.linked(), "percent") | {text: [text], "district": [text]}
    hostile, plain = parsed("reallocate", sent), parsed("reallocate", {"moves": sent["moves"]})
    assert text in hostile.text
    added = {"blockquote", "div", "ul", "li", "p"}  # the reason, and what could not be used
    counts = [
        {tag: len(found.of(tag)) for tag, _ in found.elements if tag not in added}
        for found in (hostile, plain)
    ]
    assert counts[0].keys() - counts[1].keys() == set()
    assert counts[0]["svg"] == counts[1]["svg"] and "img" not in counts[0]


def test_mail_and_chat_are_told_title_picture_and_address() -> None:
    found = parsed("access_map", {})
    told = {str(one["property"]): one["content"] for one in found.of("meta") if "property" in one}
    assert told["og:title"] == VIEWS["access_map"].read(HERE, asked(HERE, {})).message
    assert told["og:image"] == "https://host/read/here/picture.png"
    assert told["og:url"] == "https://host/read/here?a=1&b=2"
    assert told["og:description"] and told["og:image:alt"]


def test_the_answer_stands_before_how_it_is_known() -> None:
    text = parsed("access_map", {}).text
    shown = VIEWS["access_map"].read(HERE, asked(HERE, {}))
    body = text[text.index(shown.message, text.index("Full dashboard")) :]
    assert body.index(shown.bars.title) < body.index("How this is known")
    assert body.index(shown.bars.title) < body.index(shown.sure[0])


def test_each_area_is_a_link_and_one_button_leads_to_everything() -> None:
    found = parsed("access_map", {})
    addresses = [one["href"] for one in found.of("a")]
    assert [code for code in ORDER if LINKS.areas[code] not in addresses] == []
    assert addresses.count("/all") == 1


def test_a_term_says_what_it_means_once_and_leads_to_the_glossary() -> None:
    terms = [one for one in parsed("access_map", {}).of("a") if one.get("class") == "term"]
    assert len(terms) > 3 and len({one["href"] for one in terms}) == len(terms)
    anchors = {one.get("id") for one in Parsed(glossary()).of("div")}
    for one in terms:
        assert one["aria-description"]
        assert str(one["href"]).removeprefix("/read/glossary#") in anchors


def glossary() -> str:
    return reader.glossary_page(HERE.tables, GLOSSARY, LINKS)


def test_the_glossary_has_every_term() -> None:
    text = Parsed(glossary()).text
    assert [term.name for term in GLOSSARY.terms if term.name not in text] == []


def test_inside_another_site_it_has_neither_head_nor_button_but_its_source() -> None:
    found = parsed("access_map", {}, embed=True)
    assert found.of("header") == [] and HERE.tables.place.licences[0] in found.text
    (leads,) = [one for one in found.of("a") if one["href"] == "/all"]
    assert (leads["target"], leads["rel"]) == ("_blank", "noopener")


def test_the_policy_lets_the_pages_own_style_in_and_nothing_else() -> None:
    assert "script-src" not in reader.POLICY and reader.POLICY["default-src"] == ("'none'",)
    assert reader.POLICY["style-src"] == (f"'sha256-{reader.STYLE_HASH}'",)
    html = page(HERE.tables, VIEWS["access_map"].read(HERE, asked(HERE, {})), "", GLOSSARY, LINKS)
    assert re.findall(r"<style>(.*?)</style>", html, re.DOTALL) == [reader.STYLE]


def test_every_area_has_a_shape_with_its_name_and_figure() -> None:
    found = parsed("access_map", {})
    assert len([one for one in found.of("path") if "fill" in one]) == len(ORDER)
    for code in ORDER:
        assert f"{NAME[code]}: " in found.text
