"""The councillors' briefing: two pages of tagged, accessible PDF (PDF/UA-1), set by typst."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import matplotlib as mpl
import typst

from lib.exports import qr
from lib.exports.canvas import MANY
from lib.exports.pictures import FEW, picture
from lib.findings.pack import Pack
from lib.words import pounds, signed

# Only fonts that come with packages, so that a briefing is the same on every server: typst's own,
# then matplotlib's, for a name in Greek, Cyrillic, Arabic or Hebrew. What none of them can write,
# such as Chinese, stands there as a box (PDF/UA allows no character without a glyph).
FONTS = Path(mpl.get_data_path()) / "fonts/ttf"
# a picture's inches on a page, about as they are there
PICTURES = {"map": (6.6, 3.7), "bars": (6.6, 3.7), "difference": (6.6, 4.2)}
TALL = (6.6, 4.6)  # of bars where there are many
# everything that changes comes in as data; it only lays it out
LAYOUT = Path(__file__).parent / "assets" / "briefing.typ"


def briefing(pack: Pack) -> bytes:
    """Two full pages: what is asked, the map and its point; then the scenario, its map and table
    and how the figures are known. Each map takes the room that the words leave."""
    parts: dict[str, Any] = {"pack": _data(pack)}
    for key, fills in PICTURES.items():
        shown = pack.shown(key)
        fills = TALL if key == "bars" and len(shown.frame) > MANY else fills
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


def _data(pack: Pack) -> dict:
    place = pack.result.areas.noun.heading
    columns = [place, "Change", "Reached today", "After", pack.says("95% interval")]
    before = pack.shown("scenario").frame.text_before
    rows = [
        [
            str(r.district),
            signed(pounds(r.change)),
            before[code],
            f"{r.after:.1f}",
            f"{r.low:.0f} to {r.high:.0f}",
        ]
        for code, r in zip(pack.moves.index, pack.moves.itertuples())
    ]
    today, bars, difference = (pack.shown(key) for key in PICTURES)
    many = len(rows) > MANY
    return {
        "title": pack.title,
        "date": {"year": pack.made_on.year, "month": pack.made_on.month, "day": pack.made_on.day},
        "type": 9 if many else 10,
        "row": 1.6 if many else 2.6,
        "message": pack.message,
        "decision": pack.decision,
        "plain_words": list(pack.plain_words),
        "districts": _halves(list(pack.districts), FEW),
        "stamp": pack.stamp(),
        "cited": pack.cited,
        "scenario_name": pack.scenario.name,
        "scenario_message": " ".join(pack.every["scenario"].sentences),
        "map_alt": today.alt,
        "map_caption": f"{today.slide}, {today.unit}, {pack.says('with the 95% interval')}",
        "crowded": many and len(pack.districts) > FEW,
        "bars_alt": bars.alt,
        "bars_caption": f"{bars.slide}. {bars.beneath}",
        "difference_alt": difference.alt,
        "difference_caption": difference.title,
        "columns": columns,
        "halves": _halves(rows, MANY),
        "quality": list(pack.quality),
        "link": pack.link,
        "link_words": "Open this view in the dashboard",
        "coded": qr.readable(pack.link),
        "code_words": "The code opens it on a telephone." if qr.readable(pack.link) else "",
        "code_alt": "A code for a telephone, which opens this view in the dashboard",
    }
