"""From rows of text to the columns of the data contract, kindly: every change made on the way is listed, none is silent."""

import math
import re
from collections import Counter
from dataclasses import dataclass, field

import pandas as pd

from lib.areas import Areas
from lib.errors import BadUpload
from lib.schema import INCOMING, MEASURES, SERVICES, Fault
from lib.uploads import personal
from lib.uploads.files import Sheet

# What a column may be called, without case, spaces and marks. The first name is the contract's own.
COLUMNS = {
    "area_code": "areacode area areaname district districtname districtcode localauthority localauthorityname localauthoritycode la lacode "
    "laname lad ladcode ladname council gsscode onscode code place ccg ccgcode formerccg ccgname",
    "period": "period year financialyear fy reportingperiod timeperiod yearending",
    "measure": "measure indicator metric what countof measurename",
    "value": "value count number children total n cyp numberofchildren",
    "service": "service servicetype serviceline category tier",
    "pounds": "pounds spend cost amount expenditure gbp spendgbp spendpounds budget £ spend£",
    "site": "site sitename hub centre venue",
    "service_type": "servicetype sitetype type kind",
    "postcode": "postcode sitepostcode",
    "lat": "lat latitude",
    "lon": "lon long lng longitude",
    "provider": "provider organisation organization runby trust",
}
KINDS = {
    "counts": "Service counts",
    "spend": "Spend",
    "sites": "Places of support",
    "published_counts": "Published-area figures",
}
WORDS = {
    "measure": dict.fromkeys(MEASURES, "")
    | {
        "referred": "referrals childrenreferred referralsreceived cypreferred referral",
        "treated_two_contacts": "treated twocontacts 2contacts twoormorecontacts 2ormorecontacts 2+contacts seentwice secondcontact",
        "contacted_once": "onecontact 1contact atleastonecontact 1+contacts oneormorecontacts seen seenonce",
        "closed_before_treatment": "closed closedbeforesecondcontact turnedaway",
        "waiting_no_contact": "waiting stillwaiting waitingfirstcontact waitingforfirstcontact",
        "waiting_one_contact": "waitingsecondcontact waitingforsecondcontact",
        "second_contact_over_12_weeks": "over12weeks waitedover12weeks >12weeks",
        "mean_wait_days": "meanwait averagewait averagewaitdays meandaystosecondcontact",
    },
    "service": dict.fromkeys(SERVICES, "")
    | {
        "early": "earlyintervention earlyhelp universal tier1 tier2",
        "community": "communityservices camhs cypmhs core tier3",
        "intensive": "crisis intensiveservices inpatient urgent tier4",
    },
}
SUPPRESSED = {"*", "**", "c", "[c]", "<5", "<=4", "≤4", "#", "suppressed", "supp", "disclosive"}
NOT_KNOWN = {"", "-", "–", "..", ".", "n/a", "na", "[x]", "x", "null", "none"}
NUMBERS = ("value", "pounds", "lat", "lon")
NAMED = {"areaname", "name", "districtname", "ladname", "laname", "localauthorityname", "ccgname", "formerccg"}
MEND = "what_to_mend"  # the column of a corrected file that says so; read past when the file comes back
HEADING_WITHIN = 20  # rows of titles a file may have above its headings


@dataclass(frozen=True, kw_only=True)
class Matched:
    """A table with the contract's columns. kind: a key of KINDS. frame: index = row as the reader's spreadsheet counts; numbers are
    floats (NaN for a suppressed count), and text where they could not be read. changes: all that was read as something else."""

    kind: str
    name: str
    frame: pd.DataFrame
    changes: tuple[str, ...]
    faults: tuple[Fault, ...] = ()  # rows whose name and code are of two areas


@dataclass
class Changes:
    """Collects what was read as something else, so that it is said once and counted."""

    notes: list[str] = field(default_factory=list)
    reads: Counter = field(default_factory=Counter)

    def read(self, column: str, was: str, as_: str) -> None:
        self.reads[(column, was, as_)] += 1

    def listed(self) -> tuple[str, ...]:
        by: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for (column, was, as_), times in self.reads.items():
            by.setdefault((column, as_), []).append((was, times))
        said = []
        for (column, as_), found in by.items():
            words = ", ".join(f"“{was}”" for was, _ in found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
            said.append(f"{column}: {words} read as {as_} ({sum(times for _, times in found)} cells)")
        return (*self.notes, *said)


def plain(text: str) -> str:
    """A heading or word without case, spaces and marks.

    >>> plain("Local Authority (name)"), plain("2+ contacts")
    ('localauthorityname', '2+contacts')
    """
    return re.sub(r"[^a-z0-9+<>£*#]", "", text.lower())


def matched(sheet: Sheet, areas: Areas, aliases: dict[str, str], ccgs: dict[str, str], whole: dict[str, str]) -> Matched:
    """The table in a sheet. aliases: other names and codes of areas; ccgs, whole: code by plain name or code.

    Raises BadUpload where no table is found in it, or where it looks like records of people.
    """
    changes = Changes(notes=list(sheet.read_as))
    at, kind, columns = _heading(sheet)
    heading = sheet.rows[at][1]
    body = [(row, cells) for row, cells in sheet.rows[at + 1 :] if any(cells)]
    places = set(_names(areas, aliases)) | set(ccgs) | set(whole)
    personal.refuse(sheet.name, heading, [cells for _, cells in body], columns, kind, places)
    if at:
        changes.notes.append(f"{at} rows above the headings left out")
    if not body:
        raise BadUpload(f"{sheet.name} has headings and no rows. Add a row for each district.")
    names = ccgs | whole if kind == "published_counts" else _names(areas, aliases)
    beside = next(
        (i for i, name in enumerate(heading) if i not in columns and plain(name) in NAMED and "area_code" in columns.values()), -1
    )
    for i, name in enumerate(heading):
        if i in columns and name != columns[i]:
            changes.notes.append(f"column “{name}” read as {columns[i]}")
        elif i not in columns and name and i != beside and plain(name) not in (plain(MEND), "level"):
            changes.notes.append(f"column “{name}” left out: this table has no such column")
    frame = pd.DataFrame(
        {column: [cells[i] if i < len(cells) else "" for _, cells in body] for i, column in columns.items()},
        index=[row for row, _ in body],
    )
    for column in INCOMING[kind].schema.columns:
        if column in NUMBERS and column in frame:
            frame[column] = [_number(text, column, kind, changes) for text in frame[column]]
        elif column in WORDS and column in frame and kind != "published_counts":
            frame[column] = [_word(text, column, changes) for text in frame[column]]
        elif column == "period" and column in frame:
            frame[column] = [_period(text, changes) for text in frame[column]]
    if "area_code" in frame:
        known = areas.name.to_dict() if kind != "published_counts" else {}
        frame["area_code"] = [_area(text, names, known, changes) for text in frame.area_code]
    faults = tuple(_disagree(body, beside, frame, names, known)) if beside >= 0 else ()
    order = [column for column in INCOMING[kind].schema.columns if column in frame]
    return Matched(kind=kind, name=sheet.name, frame=frame[order], changes=changes.listed(), faults=faults)


def _disagree(
    body: list[tuple[int, list[str]]], beside: int, frame: pd.DataFrame, names: dict[str, str], known: dict[str, str]
) -> list[Fault]:
    """Rows where the name beside the code is another area's."""
    found = []
    for (row, cells), code in zip(body, frame.area_code):
        text = cells[beside] if beside < len(cells) else ""
        other = _code(text, names)
        if other is not None and other != code:
            wrong, fix = f"is not the name of {code} {known.get(code, '')}".strip(), "correct the name or the code"
            found.append(Fault(row=row, column="area_name", value=text[:40], wrong=wrong, fix=fix))
    return found


def _heading(sheet: Sheet) -> tuple[int, str, dict[int, str]]:
    """Where the headings are, the kind of table they make, and column by position."""
    best: tuple[float, int, str, dict[int, str]] = (0.0, 0, "", {})
    for at, (_, cells) in enumerate(sheet.rows[:HEADING_WITHIN]):
        for kind, table in INCOMING.items():
            wanted = list(table.schema.columns)
            found: dict[int, str] = {}
            for i, cell in enumerate(cells):
                name = next(
                    (c for c in wanted if (plain(cell) == plain(c) or plain(cell) in COLUMNS[c].split()) and c not in found.values()), None
                )
                if name:
                    found[i] = name
            score = len(found) / len(wanted)
            if score > best[0]:
                best = (score, at, kind, found)
    score, at, kind, found = best
    if score < 0.5:
        personal.refuse(sheet.name, sheet.rows[0][1], [cells for _, cells in sheet.rows[1:]], {}, "", set())
        raise BadUpload(
            f"{sheet.name} has no headings this page knows. Use the columns of a template: for counts area_code, period, measure, value."
        )
    if kind in ("counts", "published_counts"):
        kind = _counts_or_published(sheet, at, found)
    return at, kind, found


def _counts_or_published(sheet: Sheet, at: int, found: dict[int, str]) -> str:
    """The two have the same columns: published figures name former CCGs or the whole, or measures that no district has."""
    place = next((i for i, column in found.items() if column == "area_code"), None)
    headings = {plain(cell) for cell in sheet.rows[at][1]}
    if "level" in headings or place is None:
        return "published_counts" if "level" in headings else "counts"
    codes = [cells[place] for _, cells in sheet.rows[at + 1 :] if place < len(cells) and cells[place]]
    short = sum(bool(re.fullmatch(r"\d\d[A-Z]|Q[A-Z0-9]{2}", code.upper())) for code in codes)
    return "published_counts" if codes and short > len(codes) / 2 else "counts"


def _names(areas: Areas, aliases: dict[str, str]) -> dict[str, str]:
    """Code of an area by its plain name, code or alias."""
    found = {plain(name): code for code, name in areas.name.items()} | {plain(code): code for code in areas.order}
    return found | {plain(alias): code for alias, code in aliases.items()}


def _area(text: str, names: dict[str, str], known: dict[str, str], changes: Changes) -> str:
    """The code of an area however it is written; what is not known stays as it is."""
    code = _code(text, names)
    if code is None:
        return text
    if text not in (code, known.get(code)):
        changes.read("area_code", text, f"{code} {known.get(code, '')}".strip())
    return code


def _code(text: str, names: dict[str, str]) -> str | None:
    bare = re.sub(r"(district|borough|city|council|unitaryauthority|ua|ccg|icb)+$", "", plain(text.replace("&", " and ")))
    return names.get(plain(text)) or names.get(bare) or names.get(bare.removeprefix("nhs"))


def _word(text: str, column: str, changes: Changes) -> str:
    for word, others in WORDS[column].items():
        if plain(text) == plain(word) or plain(text) in others.split():
            if text != word:
                changes.read(column, text, word)
            return word
    return text


def _period(text: str, changes: Changes) -> str:
    """2019/20 from 2019-20, 2019/2020, FY 2019/20 and the like; what is not a year stays as it is."""
    found = re.fullmatch(r"(?:fy)?\s*((?:19|20)\d\d)\s*[-/–_]\s*(?:20)?(\d\d)", text.strip(), re.IGNORECASE)
    if not found:
        return text
    made = f"{found[1]}/{found[2]}"
    if made != text:
        changes.read("period", text, made)
    return made


def _number(text: str, column: str, kind: str, changes: Changes) -> float | str:
    """A number however it is written; NaN for a suppressed count; text where it is no number, empty where there is none."""
    small = text.lower().replace(" ", "")
    if small in NOT_KNOWN:
        return ""
    if kind == "counts" and small in SUPPRESSED:
        changes.read(column, text, "suppressed by its owner: shown as *")
        return float("nan")
    stripped = re.sub(r"[,£%\s]", "", text)
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?", stripped):
        return text
    number = float(stripped)
    if not math.isfinite(number):
        return text
    if stripped != text:
        marks = "".join(sorted({mark for mark in text if mark in ",£%"})) or "spaces"
        changes.read(column, text, f"a number without {marks}")
    return number
