"""A reader's page as one HTML file without a script: the answer, a map, the areas in order, and
last how it is known. Nothing on it can be changed; another area is a link."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from lib import provenance
from lib.exports import stage
from lib.exports.files import OUTPUTS
from lib.exports.reader_pictures import bar, key_line, reader_map, scale_of
from lib.findings.pack_pages import AUDIENCES
from lib.findings.page import Card
from lib.findings.reader_page import About, Bars, Map, Reader, Section
from lib.findings.tiles import Tile
from lib.glossed import Glossary, said
from lib.place.profile import Profile
from lib.sources import SafeTables

COUNTS = ("counts.csv",)  # the file of data/ that a partnership's own counts stand in
STYLE = (Path(__file__).parent / "assets" / "reader.css").read_text(encoding="utf-8")
# What a browser may do with the page: show this style and pictures of this server, and no more.
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "style-src": (f"'sha256-{STYLE_HASH}'",),
    "img-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
}


@dataclass(frozen=True, kw_only=True)
class Links:
    """Where a reader's page is and leads; all from the root of the server but those to other
    sites.

    Attributes
    ----------
    here
        The page at the parameters it was asked with.
    dashboard
        The same view with everything.
    areas
        The page about each area, by code.
    every
        The page about none.
    picture
        What mail and chat show of the page.
    site
        The scheme and host that readers see, before each of them.
    """

    here: str
    dashboard: str
    areas: dict[str, str]
    every: str
    glossary: str
    icon: str
    picture: str
    site: str = ""


class Words:
    """Sentences as HTML, the first use of each term of the glossary a link to what it means."""

    def __init__(self, glossary: Glossary, address: str) -> None:
        self.glossary, self.address = glossary, address
        self.seen: set[str] = set()

    def marked(self, text: str) -> str:
        pieces, end = [], 0
        for term, match in self.glossary.uses(text):
            if term.key in self.seen:
                continue
            self.seen.add(term.key)
            mark = (
                f'<a class="term" href="{escape(self.address)}#{escape(term.key)}"'
                f' aria-description="{escape(said(term))}">{escape(match[0])}</a>'
            )
            pieces += [escape(text[end : match.start()]), mark]
            end = match.end()
        return "".join([*pieces, escape(text[end:])])


def page(
    tables: SafeTables,
    reader: Reader,
    question: str,
    glossary: Glossary,
    links: Links,
    faults: Iterable[str] = (),
    embed: bool = False,
) -> str:
    """The page. question: that it answers. faults: what of its link could not be used. embed:
    inside the page of another site."""
    words, place = Words(glossary, links.glossary), tables.place
    maps = "".join(reader_map(tables.boundaries, tables.areas, shown) for shown in reader.maps)
    how = "".join(f"<p>{words.marked(line)}</p>" for line in reader.sure)
    sources = "".join(f"<li>{escape(line)}</li>" for line in _sources(tables, reader))
    parts = "".join(_section(tables, part, words) for part in reader.sections)
    files = _files(words) if reader.packed else ""
    body = f"""<p class="asked">{escape(question)}</p><h1>{escape(reader.message)}</h1>
{_notice(faults)}{_author(reader.said)}{_known(reader.known, reader.about, words)}
{"".join(f"<p>{words.marked(line)}</p>" for line in reader.more)}
{_about(reader.chosen, words, links)}{_tiles(reader.tiles, words)}
<div class="maps">{maps}</div>
{_bars(reader.bars, reader.chosen, words, links) if reader.bars else ""}{parts}{files}
<section><h2>How this is known</h2>{how}
<details><summary>Sources</summary><ul>{sources}</ul></details></section>"""
    return _document(
        body,
        head=_head(f"{reader.message} - {place.title}", _described(reader, place), links, place),
        place=place,
        links=links,
        foot=f"{provenance.own(tables)}{provenance.footing(tables)}",
        embed=embed,
    )


def glossary_page(tables: SafeTables, glossary: Glossary, links: Links) -> str:
    """Every term in plain words."""
    terms = "".join(
        f'<div id="{escape(term.key)}"><dt>{escape(term.name)}: <i>{escape(term.plain)}</i></dt>'
        f"<dd>{escape(said(term))}</dd></div>"
        for term in sorted(glossary.terms, key=lambda term: term.name.lower())
    )
    title = "What the words mean"
    return _document(
        f'<h1>{title}</h1><dl class="glossary">{terms}</dl>',
        head=_head(f"{title} - {tables.place.title}", title, links, tables.place),
        place=tables.place,
        links=links,
        foot=f"{provenance.own(tables)}{provenance.footing(tables)}",
    )


def refusal(tables: SafeTables, sentence: str, links: Links) -> str:
    """A page that says why there is nothing to show."""
    title = "There is no such figure"
    return _document(
        f"<h1>{title}</h1><p>{escape(sentence)}</p>"
        f'<p><a href="{escape(links.every)}">The page without these choices</a></p>',
        head=_head(f"{title} - {tables.place.title}", title, links, tables.place),
        place=tables.place,
        links=links,
        foot=f"{provenance.own(tables)}{provenance.footing(tables)}",
    )


def _document(
    body: str, *, head: str, place: Profile, links: Links, foot: str, embed: bool = False
) -> str:
    if embed:
        return (
            f'<!doctype html><html lang="en-GB"><head>{head}</head><body class="embed"><main>{body}'
            f'</main><footer><p>{escape(foot)} <a href="{escape(links.dashboard)}" target="_blank"'
            f' rel="noopener">{escape(place.title)}: the full dashboard</a></p></footer></body>'
            "</html>\n"
        )
    return f"""<!doctype html><html lang="en-GB"><head>{head}</head><body>
<header><p>{escape(place.title)}</p>
<a class="button" href="{escape(links.dashboard)}">Full dashboard</a></header>
<main>{body}</main>
<footer><p>{escape(foot)}</p><p><a href="{escape(links.glossary)}">What the words mean</a></p>
</footer></body></html>
"""


def preview(title: str, described: str, here: str, picture: str, place: Profile) -> str:
    """What mail and chat show of a link, for the head of its page (ogp.me). here, picture:
    addresses with scheme and host."""
    shown = {
        "og:type": "website",
        "og:locale": "en_GB",
        "og:site_name": place.title,
        "og:title": title,
        "og:description": described,
        "og:url": here,
        "og:image": picture,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": described,
        "twitter:card": "summary_large_image",
    }
    marks = "".join(
        f'<meta property="{name}" content="{escape(value)}">' for name, value in shown.items()
    )
    return f'<meta name="description" content="{escape(described)}">{marks}'


def _head(title: str, described: str, links: Links, place: Profile) -> str:
    called = title.removesuffix(f" - {place.title}")
    here, picture = links.site + links.here, links.site + links.picture
    return (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,'
        f' initial-scale=1"><title>{escape(title)}</title>'
        f"{preview(called, described, here, picture, place)}"
        f'<link rel="icon" href="{escape(links.icon)}">'
        f"<style>{STYLE}</style>"
    )


def _described(reader: Reader, place: Profile) -> str:
    known = f"{reader.known.capitalize()}." if reader.known else ""
    return " ".join(filter(None, [f"{place.name}: {reader.about}.", known, *reader.sure[:1]]))


def _notice(faults: Iterable[str]) -> str:
    lines = "".join(f"<li>{escape(line)}.</li>" for line in faults)
    return (
        f'<div class="notice" role="note"><p>Part of the link could not be used, and the usual is'
        f" shown there:</p><ul>{lines}</ul></div>"
        if lines
        else ""
    )


def _author(reason: str) -> str:
    return f"<blockquote><p>{escape(reason)}</p></blockquote>" if reason else ""


def _known(known: str, about: str, words: Words) -> str:
    """The badge, and what is shown."""
    badge = f"<b>{words.marked(known.capitalize())}</b>" if known else ""
    return f'<p class="known">{badge}{escape(about)}</p>'


def _section(tables: SafeTables, part: Section, words: Words) -> str:
    """A scenario, a step or a kind of figure."""
    said = f'<p class="says">{words.marked(part.message)}</p>' if part.message else ""
    lines = "".join(f"<p>{words.marked(line)}</p>" for line in part.lines)
    small = "".join(f'<p class="small">{words.marked(line)}</p>' for line in part.small)
    known = _known(part.known, "", words) if part.known else ""
    return (
        f'<section class="part"><h2>{escape(part.heading)}</h2>{said}{lines}'
        f"{_tiles(part.tiles, words)}{_cards(part.cards, words)}{known}"
        f"{_picture(tables, part)}{_table(part.table)}{small}</section>"
    )


def _files(words: Words) -> str:
    """The files of a meeting pack, and whom each is for."""
    files = pd.DataFrame([(one.label, one.use) for one in OUTPUTS.values()])
    files.columns = ["File", "What for"]
    made_for = " and ".join(one.label for one in AUDIENCES.values())
    said = (
        f"Whoever makes the pack chooses its files, and whether for {made_for}: those have other"
        " words and fewer slides."
    )
    return (
        f'<section class="part"><h2>The files of the pack</h2><p>{words.marked(said)}</p>'
        f"{_table(files)}</section>"
    )


def _picture(tables: SafeTables, part: Section) -> str:
    shown = part.picture
    if shown is None:
        return ""
    if isinstance(shown, Map):
        return reader_map(tables.boundaries, tables.areas, shown)
    drawn = stage.drawn(shown, tables.boundaries, stage.NARROW)
    return f'<figure class="staged" role="img" aria-label="{escape(shown.alt)}">{drawn}</figure>'


def _tiles(tiles: Iterable[Tile], words: Words) -> str:
    cells = "".join(
        f"<div><dt>{escape(tile.label)}</dt><dd>{escape(tile.value)}"
        f"<small>{words.marked(tile.note)}</small></dd></div>"
        for tile in tiles
    )
    return f'<dl class="tiles">{cells}</dl>' if cells else ""


def _cards(few: Iterable[Card], words: Words) -> str:
    """The few figures that matter, each over its sentence."""
    cells = "".join(
        f'<div><p class="number">{escape(card.number)}</p><p>{words.marked(card.text)}</p></div>'
        for card in few
    )
    return f'<div class="tiles">{cells}</div>' if cells else ""


def _about(chosen: About | None, words: Words, links: Links) -> str:
    """The area that is read about."""
    if chosen is None:
        return ""
    lines = "".join(f"<p>{words.marked(line)}</p>" for line in chosen.messages)
    return (
        f'<section class="chosen" id="about"><h2>{escape(chosen.name)}</h2>{lines}'
        f'{_figures(chosen)}<p><a href="{escape(links.every)}">Read about all</a></p></section>'
    )


def _figures(chosen: About) -> str:
    """An area's figures as a table."""
    table = _table(chosen.figures)
    return (
        f"<details><summary>Every figure of {escape(chosen.name)}</summary>{table}</details>"
        if table
        else ""
    )


def _table(frame: pd.DataFrame) -> str:
    """A table whose rows are cards on a phone; "" where it has none."""
    if frame.empty:
        return ""
    names = [str(name) for name in frame.columns]
    head = "".join(f'<th role="columnheader" scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{escape(str(row[0]))}</th>'
        + "".join(
            f'<td role="cell" data-name="{escape(name)}">{escape(str(value))}</td>'
            for name, value in zip(names[1:], row[1:])
        )
        + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return (
        f'<table class="cards" role="table"><thead role="rowgroup"><tr role="row">{head}</tr>'
        f'</thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _bars(bars: Bars, chosen: About | None, words: Words, links: Links) -> str:
    """The areas in order: a table whose cells hold the bars, each name a link to that area."""
    most = scale_of(bars)
    rows = "".join(
        f'<tr{_marked_row(chosen, row.label)}><th scope="row">'
        f"{_named(row.code, row.label, links)}</th><td>{bar(row, bars.lines, most)}"
        f"<b>{escape(row.text)}</b></td><td>{escape(row.span)}</td></tr>"
        for row in bars.rows.itertuples()
    )
    keys = "".join(
        f"<li>{key_line(i)} {escape(line)}</li>" for i, line in enumerate(bars.lines.line)
    )
    choose = f"<p>Choose {escape(bars.noun.a)} to read about it.</p>" if any(bars.rows.code) else ""
    return (
        f'<section><h2>{escape(bars.title)}</h2>{choose}<table class="bars"><thead><tr>'
        f'<th scope="col">{escape(bars.noun.heading)}</th><th scope="col">{escape(bars.unit)}</th>'
        f'<th scope="col">95% interval</th></tr></thead><tbody>{rows}</tbody></table>'
        f'<ul class="keys">{keys}</ul><p class="small">{words.marked(bars.note)}</p></section>'
    )


def _marked_row(chosen: About | None, label: str) -> str:
    return ' class="here"' if chosen and chosen.name == label else ""


def _named(code: str, label: str, links: Links) -> str:
    address = links.areas.get(code)
    return f'<a href="{escape(address)}">{escape(label)}</a>' if address else escape(label)


def _sources(tables: SafeTables, reader: Reader) -> list[str]:
    """Every publication. Of counts that are the partnership's own their licence, and none of the
    publications that counts would else be of."""
    every = provenance.every(tables, without=COUNTS if reader.own else ())
    named = [f"{one.publisher}: {one.title} ({one.period}). {one.licence}." for one in every]
    return [f"{reader.licence}.", *named] if reader.own else named
