"""Records of people are refused before anything else is read, and never shown back: the sentence
names the column by letter only."""

import re

from openpyxl.utils import get_column_letter

from lib.errors import BadUpload
from lib.place.nouns import Level

HEADINGS = {
    "names of people": (
        r"(first|fore|sur|last|middle|full|given|family|child|patient|client|pupil|person|parent|carer)s?_?names?$"
        r"|^names?$|^initials$"
    ),
    "dates of birth": r"^dob$|birth|^ageindays$",
    "NHS numbers": r"^nhs_?(number|no|num|id)?$|nhsnumber|nhsno",
    "postcodes of people": r"post_?code|^pcd\d?s?$",
    "addresses": r"address|^street|^uprn$",
    "ways to reach people": r"e_?mail|phone|mobile",
    "numbers that stand for people": (
        r"(patient|client|person|pupil|child|hospital|record|case|referral)_?"
        r"(id|identifier|number|no|ref|reference)$|^upn$"
    ),
}
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)
DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](19|20)?\d\d|(19|20)\d\d-\d\d-\d\d")
TEN_DIGITS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
FEW = 3  # this many different dates in a column are days in people's lives, not a date of extract


def refuse(
    name: str,
    heading: list[str],
    body: list[list[str]],
    columns: dict[int, str],
    kind: str,
    places: set[str],
    area: Level,
) -> None:
    """Raise BadUpload where a column looks like personal data. columns: those the table needs, by
    position. places: names and codes of areas, plain; a column of nothing else is no column of
    people, whatever it is called. area: what they are called."""
    width = max([len(heading), *map(len, body)], default=0)
    for i in range(width):
        cells = [row[i] for row in body if i < len(row) and row[i]]
        if cells and all(re.sub(r"[^a-z0-9]", "", cell.lower()) in places for cell in cells):
            continue
        # A list of buildings may well have a telephone number in it: a column that is not needed is
        # left out and no more.
        needed = i in columns or kind == "sites"
        what = _by_heading(heading[i] if i < len(heading) else "", needed) or _by_cells(
            cells, columns.get(i, ""), kind
        )
        if what:
            raise BadUpload(
                f"{name} is refused: column {get_column_letter(i + 1)} looks like {what}. This page"
                f" takes counts by {area.one}, never records of people. Nothing of it was kept."
                " Count the children first, leave that column out and choose the file again."
            )


def _by_heading(text: str, needed: bool) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    joined = plain.replace("_", "")
    if needed:
        return ""
    return next(
        (
            what
            for what, form in HEADINGS.items()
            if re.search(form, plain) or re.search(form, joined)
        ),
        "",
    )


def _by_cells(cells: list[str], column: str, kind: str) -> str:
    if sum(
        bool(TEN_DIGITS.fullmatch(cell)) and is_nhs_number(cell) for cell in cells
    ) and column not in ("pounds",):
        return "NHS numbers"
    if column != "postcode" and any(POSTCODE.fullmatch(cell) for cell in cells):
        return "postcodes of people"
    if len({cell for cell in cells if DATE.fullmatch(cell.split("T")[0].split(" ")[0])}) >= FEW:
        return "dates of birth or of contacts"
    if column == "postcode" and kind != "sites":
        return "postcodes of people"
    return ""


def is_nhs_number(text: str) -> bool:
    """Ten digits of which the last checks the others (modulus 11, NHS data dictionary).

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)
    """
    digits = [int(d) for d in re.sub(r"\D", "", text)]
    check = (11 - sum((10 - i) * d for i, d in enumerate(digits[:9])) % 11) % 11
    return len(digits) == 10 and check == digits[9]
