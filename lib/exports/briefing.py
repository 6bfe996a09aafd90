"""The councillors' briefing: two pages of tagged, accessible PDF (PDF/UA-1), set by typst."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import matplotlib as mpl
import typst

from lib.exports.pictures import FEW, MANY, picture
from lib.findings.pack import Pack
from lib.words import pounds, signed

# Only fonts that come with packages, so that a briefing is the same on every server: typst's own, then matplotlib's, for a name in Greek,
# Cyrillic, Arabic or Hebrew. What none of them can write, such as Chinese, stands there as a box (PDF/UA allows no character without a
# glyph).
FONTS = Path(mpl.get_data_path()) / "fonts/ttf"
# Everything that changes comes in as data; the text below only lays it out.
LAYOUT = """
#let d = json("pack.json")
#set document(title: d.title, author: "Children's mental-health access dashboard", date: datetime(..d.date))
#set text(lang: "en", region: "GB", size: 10pt)
#set page(paper: "a4", margin: (x: 18mm, y: 16mm), footer: context [
  #set text(size: 7.5pt)
  #grid(columns: (1fr, auto), column-gutter: 6mm, d.stamp, counter(page).display("1 of 1", both: true))
])
#set par(justify: false)
#show heading.where(level: 1): set text(size: 17pt)
#show table.cell.where(y: 0): strong
#set table(stroke: (x, y) => (bottom: 0.4pt), inset: 4pt)

= #d.title
#strong(d.message)

#for line in d.plain_words [#par(line)]
#if d.districts.len() == 1 { list(..d.districts.first()) } else if d.districts.len() == 2 {
  set text(size: 7.5pt)
  grid(columns: (1fr, 1fr), column-gutter: 6mm, ..d.districts.map(half => list(..half)))
}

#let wide = if d.districts.flatten().len() > d.many { 75% } else { 100% }
#figure(image(bytes(json("map.json")), alt: d.map_alt, width: wide), caption: [Where access is higher and lower, in 100 children in need])

#pagebreak()
== What the scenario would do
#strong[#d.scenario_name.] #d.scenario_message #d.scenario_span

#figure(image(bytes(json("scenario.json")), alt: d.scenario_alt, width: 74%), caption: [Children reached after (bars) and today (diamonds)])

#let moves(rows) = table(
  columns: (1fr, auto, auto, auto, auto),
  align: (left, right, right, right, right),
  table.header(..d.columns),
  ..rows.flatten(),
)
#if d.halves.len() == 1 { moves(d.halves.first()) } else {
  set text(size: 7.5pt)
  set table(inset: 2.5pt)
  grid(columns: (1fr, 1fr), column-gutter: 6mm, ..d.halves.map(moves))
}

== How the figures are known
#list(..d.quality)

#text(size: 8pt)[#d.cited Scenario link: #link(d.link)[#d.link_words].]
"""


def briefing(pack: Pack) -> bytes:
    """Two pages: the map and its point, then the scenario, its table and how the figures are known."""
    drawn = {"map": pack.every["access"].pictures[0], "scenario": pack.every["scenario"].pictures[0]}
    parts = {"pack": _data(pack)} | {key: list(picture(pack, shown, "png")) for key, shown in drawn.items()}
    # Files by name, in memory, so that nothing of a reader's is on the disk; they are text, so a picture is a list of its bytes.
    files: Any = {"main.typ": LAYOUT.encode()} | {f"{name}.json": json.dumps(part).encode() for name, part in parts.items()}
    at = datetime.combine(pack.made_on, datetime.min.time())
    made = typst.compile(
        files,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
        ignore_system_fonts=True,
        font_paths=[str(FONTS)],
    )
    return bytes(made)


def _halves(rows: list, most: int) -> list[list]:
    """Rows in one column, or in two where they are more than the most that one takes; no column where there are none.

    >>> _halves([], 2), _halves([1, 2], 2), _halves([1, 2, 3], 2)
    ([], [[1, 2]], [[1, 2], [3]])
    """
    half = (len(rows) + 1) // 2
    return [rows[:half], rows[half:]] if len(rows) > most else [rows] if rows else []


def _data(pack: Pack) -> dict:
    columns = ["District", "Change", "Reached today", "After", "95% interval"]
    rows = [
        [str(r.district), signed(pounds(r.change)), f"{r.before:.1f}", f"{r.after:.1f}", f"{r.low:.0f} to {r.high:.0f}"]
        for r in pack.moves.itertuples()
    ]
    return {
        "title": pack.title,
        "date": {"year": pack.made_on.year, "month": pack.made_on.month, "day": pack.made_on.day},
        "message": pack.message,
        "plain_words": list(pack.plain_words),
        "districts": _halves(list(pack.districts), FEW),
        "many": MANY,
        "stamp": pack.stamp(),
        "cited": pack.cited,
        "scenario_name": pack.scenario.name,
        "scenario_message": pack.result.message,
        "scenario_span": pack.result.choices_line,
        "map_alt": pack.every["access"].pictures[0].said,
        "scenario_alt": pack.every["scenario"].pictures[0].said,
        "columns": columns,
        "halves": _halves(rows, MANY),
        "quality": list(pack.quality),
        "link": pack.link,
        "link_words": "open this view in the dashboard",
    }
