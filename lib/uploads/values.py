"""Cells read kindly, however they are written: numbers, years, words of a catalogue, areas."""

import math
import re
from collections.abc import Mapping

from lib.school_tables import POSTS
from lib.uploads.changes import Changes
from lib.uploads.headings import OF_CHILDREN, key_of, plain

NUMBERS = (
    *("value", "pounds", "lat", "lon", "year", "age", "persons", "teams", "covered"),
    *POSTS,
)
SUPPRESSED = {"*", "**", "c", "[c]", "<5", "<=4", "≤4", "#", "suppressed", "supp", "disclosive"}
NOT_KNOWN = {"", "-", "–", "..", ".", "n/a", "na", "[x]", "x", "null", "none"}
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?")
YEARS = re.compile(r"(?:fy)?\s*((?:19|20)?\d\d)\s*[-/–_]\s*(?:20)?(\d\d)", re.IGNORECASE)
KINDS_OF_AREA = re.compile(r"(district|borough|city|council|unitaryauthority|ua|ccg|icb)+$")


def area(text: str, names: Mapping[str, str], known: Mapping[str, str], changes: Changes) -> str:
    """The code of an area; what is not known stays as it is. names: code by plain name, code or
    alias. known: name by code, of those that go by a name."""
    code = code_of(text, names)
    if code is None:
        return text
    if text not in (code, known.get(code)):
        changes.read("area_code", text, f"{code} {known.get(code, '')}".strip())
    return code


def code_of(text: str, names: Mapping[str, str]) -> str | None:
    """The code that a text means; None where it means none."""
    bare = KINDS_OF_AREA.sub("", plain(text.replace("&", " and ")))
    return names.get(plain(text)) or names.get(bare) or names.get(bare.removeprefix("nhs"))


def word(text: str, column: str, changes: Changes) -> str:
    """A measure, a service or a group; what is none of them stays as it is."""
    key = key_of(text, column)
    if key is None:
        return text
    if text != key:
        changes.read(column, text, key)
    return key


def period(text: str, changes: Changes) -> str:
    """2023/24 from 2023-24, 2023/2024, FY 2023/24, 23/24 and the like; what is not a year stays as
    it is."""
    years = YEARS.fullmatch(text.strip())
    if not years or (len(years[1]) == 2 and int(years[2]) != int(years[1]) + 1):
        return text
    year = f"{years[1] if len(years[1]) == 4 else '20' + years[1]}/{years[2]}"
    if year != text:
        changes.read("period", text, year)
    return year


def number(text: str, column: str, kind: str, changes: Changes) -> float | str:
    """A number; NaN for a suppressed count; text where it is no number, empty where there is
    none. kind: of the table."""
    small = text.lower().replace(" ", "")
    if small in NOT_KNOWN:
        return text
    if kind in OF_CHILDREN and small in SUPPRESSED:
        changes.read(column, text, "suppressed by its owner: shown as *")
        return float("nan")
    if "%" in text and kind != "published_counts" and column != "covered":
        return text  # a percent is no count and no pounds
    figures = _figures(text)
    if not NUMBER.fullmatch(figures) or not math.isfinite(float(figures)):
        return text
    if figures != text:
        changes.read(column, "", f"a number without {_marks(text)}")
    return float(figures)


def _figures(text: str) -> str:
    """A text without the marks that a number may have; as it is where they stand elsewhere: 1,5 and
    1,23,4 could be anything."""
    bare = re.sub(r"[£%\s]", "", text)
    return bare.replace(",", "") if "," not in bare or THOUSANDS.fullmatch(bare) else text


def _marks(text: str) -> str:
    return " or ".join(sorted({mark for mark in text if mark in ",£%"})) or "spaces"
