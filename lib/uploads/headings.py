"""What a table is and which column is which, from headings written in any of the usual ways."""

import re
from collections.abc import Mapping

from lib.catalogue.measures import MEASURES, Measure
from lib.catalogue.services import SERVICES, Service
from lib.errors import BadUpload, NoTable
from lib.schema import INCOMING
from lib.uploads import personal
from lib.uploads.files import Sheet

# What a column may be called, without case, spaces and marks. The first name is the contract's own.
COLUMNS = {
    "area_code": (
        "areacode area areaname district districtname districtcode localauthority"
        " localauthorityname localauthoritycode la lacode laname lad ladcode ladname council"
        " gsscode onscode code place ccg ccgcode formerccg ccgname"
    ),
    "period": "period year financialyear fy reportingperiod timeperiod yearending",
    "measure": "measure indicator metric what countof measurename",
    "value": "value count number no children total n cyp numberofchildren",
    "service": "service servicetype serviceline category tier",
    "pounds": (
        "pounds spend cost amount expenditure gbp spendgbp spendpounds budget £ spend£ amount£"
        " cost£ amountgbp"
    ),
    "site": "site sitename name hub hubname centre centrename venue",
    "service_type": "servicetype sitetype type kind",
    "postcode": "postcode sitepostcode",
    "lat": "lat latitude",
    "lon": "lon long lng longitude",
    "provider": "provider organisation organization runby trust",
}
# columns whose words are keys
OF_CATALOGUES: dict[str, Mapping[str, Measure | Service]] = {
    "measure": MEASURES,
    "service": SERVICES,
}
HEADING_WITHIN = 20  # rows of titles a file may have above its headings


def plain(text: str) -> str:
    """A heading or word without case, spaces and marks.

    >>> plain("Local Authority (name)"), plain("2+ contacts")
    ('localauthorityname', '2+contacts')
    """
    return re.sub(r"[^a-z0-9+<>£*#]", "", text.lower())


def key_of(text: str, column: str) -> str | None:
    """The measure or service that a cell means, however it is written; None where it is none of
    them.

    >>> key_of("Crisis", "service"), key_of("Seen twice", "measure"), key_of("Northam", "measure")
    ('intensive', 'treated_two_contacts', None)
    """
    small = plain(text)
    return next(
        (
            key
            for key, one in OF_CATALOGUES[column].items()
            if small == plain(key) or small in one.headings
        ),
        None,
    )


def heading(sheet: Sheet, whole: set[str], parts: set[str]) -> tuple[int, str, dict[int, str]]:
    """Where the headings are, the kind of table they make, and column by position. whole, parts:
    plain codes of what figures are published for, and plain names of the whole."""
    best: tuple[float, int, str, dict[int, str]] = (0.0, 0, "", {})
    for at, (_, cells) in enumerate(sheet.rows[:HEADING_WITHIN]):
        for kind, table in INCOMING.items():
            wanted = list(table.schema.columns)
            found: dict[int, str] = {}
            for i, cell in enumerate(cells):
                name = next(
                    (
                        c
                        for c in wanted
                        if (plain(cell) == plain(c) or plain(cell) in COLUMNS[c].split())
                        and c not in found.values()
                    ),
                    None,
                )
                if name:
                    found[i] = name
            score = len(found) / len(wanted)
            if score > best[0]:
                best = (score, at, kind, found)
    score, at, kind, found = best
    wide = [cell for cell in sheet.rows[at][1] if _is_word(cell)]
    if len(wide) > 1 and not {"measure", "service"} & set(found.values()):
        raise BadUpload(
            f"{sheet.name} has a column for each of"
            f" {', '.join(f'“{cell[:30]}”' for cell in wide[:3])}. Put the figures one below the"
            " other instead: a row for each district, year and measure (or service), as in the"
            " template."
        )
    if score < 0.5:
        personal.refuse(
            sheet.name, sheet.rows[0][1], [cells for _, cells in sheet.rows[1:]], {}, "", set()
        )
        raise NoTable(
            f"{sheet.name} has no headings this page knows. Use the columns of a template: for"
            " counts area_code, period, measure, value."
        )
    if kind in ("counts", "published_counts"):
        kind = _counts_or_published(sheet, at, found, whole, parts)
    return at, kind, found


def _is_word(cell: str) -> bool:
    """Whether a heading is a measure, a service or a year: a wide table then."""
    named = any(key_of(cell, column) for column in OF_CATALOGUES)
    return named or bool(
        re.fullmatch(r"(?:fy)?(19|20)\d\d[-/–_]?(20)?\d\d", cell.strip(), re.IGNORECASE)
    )


def _counts_or_published(
    sheet: Sheet, at: int, found: dict[int, str], whole: set[str], parts: set[str]
) -> str:
    """The two have the same columns: published figures name parts or the whole, or measures that no
    district has."""
    place = next((i for i, column in found.items() if column == "area_code"), None)
    headings = {plain(cell) for cell in sheet.rows[at][1]}
    if "level" in headings or place is None:
        return "published_counts" if "level" in headings else "counts"
    codes = [
        cells[place] for _, cells in sheet.rows[at + 1 :] if place < len(cells) and cells[place]
    ]
    # The form of the NHS's own codes too, so that those of another place are refused for what they
    # are.
    short = sum(
        plain(code) in parts or bool(re.fullmatch(r"\d\d[A-Z]|Q[A-Z0-9]{2}", code.upper()))
        for code in codes
    )
    only_whole = bool(codes) and all(plain(code) in whole for code in codes)
    return "published_counts" if only_whole or (codes and short > len(codes) / 2) else "counts"
