"""What a table is and which column is which, from headings written in any of the usual ways."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lib.catalogue.groups import GROUPS, Group
from lib.catalogue.measures import MEASURES, Measure
from lib.catalogue.services import SERVICES, Service
from lib.catalogue.skills import SKILLS
from lib.errors import BadUpload, NoTable
from lib.place.nouns import Level
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
    "group": "group riskgroup groupatrisk groupatgreatestrisk cohort",
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
    "year": "year midyear populationyear",
    "age": "age ageyears singleyearofage yearsofage",
    "persons": "persons people population residents",
    "provider": "provider organisation organization runby trust",
    "teams": "teams schoolteams mhst mhsts numberofteams",
    "covered": "covered pupilscovered coverage percentcovered pctcovered",
    **{f"{key}_posts": f"{key}posts {key} {key}s {key}wte" for key in SKILLS},
}
# columns whose words are keys
OF_CATALOGUES: dict[str, Mapping[str, Measure | Service | Group]] = {
    "measure": MEASURES,
    "service": SERVICES,
    "group": GROUPS,
}
# tables that have a figure for each word of a catalogue: the columns of word and figure
KEYED = {
    "counts": ("measure", "value"),
    "spend": ("service", "pounds"),
    "groups": ("group", "value"),
}
OF_CHILDREN = ("counts", "groups")  # tables of counts of children by area, with their stars
HEADING_WITHIN = 20  # rows of titles a file may have above its headings
LEAST_MATCHED = 0.5  # of a table's columns, for a row to be its headings
YEAR = re.compile(r"(?:fy)?(19|20)\d\d[-/–_]?(20)?\d\d", re.IGNORECASE)
# The form of the NHS's own codes, so that those of another place are refused for what they are.
NHS_CODE = re.compile(r"\d\d[A-Z]|Q[A-Z0-9]{2}")


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


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Where the headings of a sheet are, the kind of table they make, and column by position. at:
    among the sheet's rows."""

    at: int
    kind: str
    titles: list[str]
    columns: dict[int, str]

    def position(self, column: str) -> int | None:
        """Where a column stands; None where it is not there."""
        return next((i for i, name in self.columns.items() if name == column), None)


def heading(sheet: Sheet, whole: set[str], parts: set[str], area: Level) -> Heading:
    """The headings of a sheet. whole, parts: plain codes of what figures are published for, and
    plain names of the whole. area: what its rows are of, in words.

    Raises BadUpload where each of several columns is a measure, a service or a year, and NoTable
    where no row has headings.
    """
    best = Heading(at=0, kind="", titles=sheet.rows[0].cells, columns={})
    highest = 0.0
    for at, row in enumerate(sheet.rows[:HEADING_WITHIN]):
        for kind, table in INCOMING.items():
            wanted = table.columns
            columns = _columns(row.cells, wanted)
            score = len(columns) / len(wanted)
            if score > highest:
                highest = score
                best = Heading(at=at, kind=kind, titles=row.cells, columns=columns)
    _refuse_wide(sheet.name, best, area)
    if highest < LEAST_MATCHED:
        others = [row.cells for row in sheet.rows[1:]]
        personal.refuse(sheet.name, sheet.rows[0].cells, others, {}, "", set(), area)
        raise NoTable(
            f"{sheet.name} has no headings this page knows. Use the columns of a template: for"
            " counts area_code, period, measure, value."
        )
    if best.kind in ("counts", "published_counts"):
        return replace(best, kind=_counts_or_published(sheet, best, whole, parts))
    return best


def _columns(titles: list[str], wanted: list[str]) -> dict[int, str]:
    """Which of the wanted columns stand where."""
    columns: dict[int, str] = {}
    for i, title in enumerate(titles):
        left = (column for column in wanted if column not in columns.values())
        column = next((column for column in left if _is_called(column, plain(title))), None)
        if column:
            columns[i] = column
    return columns


def _is_called(column: str, title: str) -> bool:
    return title == plain(column) or title in COLUMNS[column].split()


def _refuse_wide(name: str, head: Heading, area: Level) -> None:
    """Raise BadUpload where a table has a column for each measure, service or year."""
    wide = [title for title in head.titles if _is_word(title)]
    if len(wide) > 1 and not set(OF_CATALOGUES) & set(head.columns.values()):
        raise BadUpload(
            f"{name} has a column for each of"
            f" {', '.join(f'“{title[:30]}”' for title in wide[:3])}. Put the figures one below the"
            f" other instead: a row for each {area.one}, year and measure (or service), as in the"
            " template."
        )


def _is_word(cell: str) -> bool:
    """Whether a heading is a measure, a service or a year: a wide table then."""
    named = any(key_of(cell, column) for column in OF_CATALOGUES)
    return named or bool(YEAR.fullmatch(cell.strip()))


def _counts_or_published(sheet: Sheet, head: Heading, whole: set[str], parts: set[str]) -> str:
    """The two have the same columns: published figures name parts or the whole, or measures that no
    district has."""
    column = head.position("area_code")
    has_level = "level" in map(plain, head.titles)
    if has_level or column is None:
        return "published_counts" if has_level else "counts"
    codes = [row.cell(column) for row in sheet.rows[head.at + 1 :] if row.cell(column)]
    short = sum(plain(code) in parts or bool(NHS_CODE.fullmatch(code.upper())) for code in codes)
    only_whole = bool(codes) and all(plain(code) in whole for code in codes)
    return "published_counts" if only_whole or (codes and short > len(codes) / 2) else "counts"
