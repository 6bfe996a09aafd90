"""The councillors' briefing: two pages of tagged, accessible PDF (PDF/UA-1), set by typst."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import matplotlib as mpl
import typst

from lib.exports import qr
from lib.exports.canvas import MANY
from lib.exports.drawn_bars import FOOT, HEAD
from lib.exports.pictures import FEW, picture
from lib.findings.few import few, left_out
from lib.findings.pack import Pack
from lib.findings.page import Picture
from lib.words import pounds, signed

# Only fonts that come with packages, so that a briefing is the same on every server: typst's own,
# then matplotlib's, for a name in Greek, Cyrillic, Arabic or Hebrew. What none of them can write,
# such as Chinese, stands there as a box (PDF/UA allows no character without a glyph).
FONTS = Path(mpl.get_data_path()) / "fonts/ttf"
# a map's inches on a page, about as they are there
MAPS = {"map": (6.6, 3.7), "difference": (6.6, 4.2)}
ACROSS = 178 / 25.4  # inches between the margins, which bars fill
EDGES = 0.1  # inches over and under bars
A_ROW = 0.17  # inches of an area in the bars, whose name then has more than eight points
ROWS = 12  # areas in the bars and in the table, where there are more than a page has room for
TOLD = 12  # sentences on areas, where there are many
# everything that changes comes in as data; it only lays it out
LAYOUT = Path(__file__).parent / "assets" / "briefing.typ"


def briefing(pack: Pack) -> bytes:
    """Two full pages: what is asked, the map and its point; then the scenario, its map and table
    and how the figures are known. Bars are as large as their type needs, each map takes the room
    that is left. Of many areas those that matter are in bars and table."""
    parts: dict[str, Any] = {"pack": _data(pack)}
    bars = bars_of(pack)
    drawn = {key: (pack.shown(key), fills) for key, fills in MAPS.items()} | {
        "bars": (bars, bars_size(bars))
    }
    for key, (shown, fills) in drawn.items():
        parts[key] = list(picture(pack, shown, "png", fills=fills))
    if qr.readable(pack.link):
        parts["code"] = list(qr.png(pack.link))
    # Files by name, in memory, so that nothing of a reader's is on the disk; they are text, so a
    # picture is a list of its bytes.
    files: Any = {"main.typ": LAYOUT.read_bytes()} | {
        f"{name}.json": json.dumps(part).encode() for name, part in parts.items()
    }
    at = datetime.combine(pack.made_on, datetime.min.time())
    content = typst.compile(
        files,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
        ignore_system_fonts=True,
        font_paths=[str(FONTS)],
    )
    return bytes(content)


def _halves(rows: list, most: int) -> list[list]:
    """Rows in one column, or in two where they are more than the most that one takes; no column
    where there are none.

    >>> _halves([], 2), _halves([1, 2], 2), _halves([1, 2, 3], 2)
    ([], [[1, 2]], [[1, 2], [3]])
    """
    half = (len(rows) + 1) // 2
    return [rows[:half], rows[half:]] if len(rows) > most else [rows] if rows else []


def bars_size(bars: Picture) -> tuple[float, float]:
    """Inches of the bars, drawn and printed."""
    return ACROSS, FOOT + HEAD + EDGES + A_ROW * len(bars.frame)


def _shown(pack: Pack) -> list[str]:
    """The codes of the areas in bars and table."""
    codes = list(pack.moves.index)
    return few(pack.moves, ROWS) if len(codes) > MANY else codes


def bars_of(pack: Pack) -> Picture:
    """Those of the areas that are shown."""
    bars = pack.shown("bars")
    if len(bars.frame) <= MANY:
        return bars
    return replace(bars, frame=bars.frame.loc[_shown(pack)])


def _told(pack: Pack) -> list[str]:
    """Sentences on areas, and where the others are."""
    told = list(pack.districts)
    if len(told) <= MANY:
        return told
    rest = f"The workbook's cover has the other {len(told) - TOLD} sentences that were asked for."
    return [*told[:TOLD], rest]


def _data(pack: Pack) -> dict:
    place = pack.result.areas.noun.heading
    columns = [place, "Change", "Reached today", "After", pack.says("95% interval")]
    before = pack.shown("scenario").frame.text_before
    moves = pack.moves.loc[_shown(pack)]
    rows = [
        [
            str(r.district),
            signed(pounds(r.change)),
            before[code],
            f"{r.after:.1f}",
            f"{r.low:.0f} to {r.high:.0f}",
        ]
        for code, r in zip(moves.index, moves.itertuples())
    ]
    today, bars, difference = (pack.shown(key) for key in ("map", "bars", "difference"))
    many, told = len(pack.moves) > MANY, _told(pack)
    rest = left_out(pack.result, moves.index)
    return {
        "title": pack.title,
        "date": {"year": pack.made_on.year, "month": pack.made_on.month, "day": pack.made_on.day},
        "type": 9 if many else 10,
        "row": 2.2 if many else 2.6,
        "message": pack.message,
        "decision": pack.decision,
        "plain_words": [*pack.plain_words, *pack.added],
        "districts": _halves(told, FEW),
        "stamp": pack.stamp(),
        "cited": pack.cited,
        "scenario_name": pack.scenario.name,
        "scenario_message": " ".join(pack.every["scenario"].sentences),
        "map_alt": today.alt,
        "map_caption": f"{today.slide}, {today.unit}, {pack.says('with the 95% interval')}",
        "bars_alt": bars.alt,
        "bars_caption": " ".join(filter(None, [f"{bars.slide}.", bars.beneath, rest])),
        "bars_tall": bars_size(bars_of(pack))[1],
        "difference_alt": difference.alt,
        "difference_caption": difference.title,
        "columns": columns,
        "rows": rows,
        "rest": rest,
        "quality": list(pack.quality),
        "link": pack.link,
        "link_words": "Open this view in the dashboard",
        "coded": qr.readable(pack.link),
        "code_words": "The code opens it on a telephone." if qr.readable(pack.link) else "",
        "code_alt": "A code for a telephone, which opens this view in the dashboard",
    }
