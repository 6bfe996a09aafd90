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

# Only fonts that come with packages, so that a briefing is the same on every server: typst's own,
# then matplotlib's, for a name in Greek, Cyrillic, Arabic or Hebrew. What none of them can write,
# such as Chinese, stands there as a box (PDF/UA allows no character without a glyph).
FONTS = Path(mpl.get_data_path()) / "fonts/ttf"
# everything that changes comes in as data; it only lays it out
LAYOUT = Path(__file__).parent / "assets" / "briefing.typ"


def briefing(pack: Pack) -> bytes:
    """Two pages: the map and its point, then the scenario, its table and how the figures are
    known."""
    drawn = {
        "map": pack.every["access"].pictures[0],
        "scenario": pack.every["scenario"].pictures[0],
    }
    parts = {"pack": _data(pack)} | {
        key: list(picture(pack, shown, "png")) for key, shown in drawn.items()
    }
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


def _data(pack: Pack) -> dict:
    columns = [pack.result.areas.noun.heading, "Change", "Reached today", "After", "95% interval"]
    rows = [
        [
            str(r.district),
            signed(pounds(r.change)),
            f"{r.before:.1f}",
            f"{r.after:.1f}",
            f"{r.low:.0f} to {r.high:.0f}",
        ]
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
        "map_alt": pack.every["access"].pictures[0].alt,
        "scenario_alt": pack.every["scenario"].pictures[0].alt,
        "columns": columns,
        "halves": _halves(rows, MANY),
        "quality": list(pack.quality),
        "link": pack.link,
        "link_words": "open this view in the dashboard",
    }
