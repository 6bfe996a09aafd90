"""The workbook, to the government's guidance on statistics in spreadsheets: cover, contents, notes, one table a sheet."""

import io
import re
from dataclasses import replace
from datetime import datetime

import gptables as gpt
import pandas as pd

from lib.archives import with_fixed_dates
from lib.exports.pack import Pack
from lib.words import STAR

SUPPRESSED = "[c]"  # the guidance's mark for a confidential figure


def workbook(pack: Pack) -> bytes:
    """Numbers as numbers, one table a sheet, notes and sources beside. Made in memory: nothing of a reader's is on the disk."""
    pack = _as_text(pack)
    out = io.BytesIO()
    book = gpt.produce_workbook(
        filename=out,
        workbook_options={"in_memory": True},
        sheets=_sheets(pack),
        cover=_cover(pack),
        contentsheet_options={"column_names": ["Sheet", "Table"]},
        notes_table=_notes(pack),
    )
    book.set_properties({"title": pack.title, "created": datetime.combine(pack.made_on, datetime.min.time())})
    book.close()
    return with_fixed_dates(out.getvalue(), pack.made_on)


# Where gptables finds a link ("[words](address)") or a note ("$$note$$"), and where xlsxwriter finds a formula or an address.
_MADE_OF_TEXT = re.compile(r"(?<=\])(?=\()|(?<=\$)(?=\$)|^(?=[={]|\w+:)")


def _as_text(pack: Pack) -> Pack:
    """The pack with a space in whatever the workbook's makers would read as more than text in its author's words."""

    def text(words: str) -> str:
        return _MADE_OF_TEXT.sub(" ", words)

    plain_words = tuple(text(line) for line in pack.plain_words)
    return replace(pack, scenario_name=text(pack.scenario_name), scenario_reason=text(pack.scenario_reason), plain_words=plain_words)


def _cover(pack: Pack) -> gpt.Cover:
    return gpt.Cover(
        cover_label="Cover",
        title=pack.title,
        intro=[pack.message, *pack.plain_words, *pack.districts],
        about=[pack.stamp, f"Scenario: {pack.scenario_name}. {pack.scenario_reason}".strip(), f"Opens again at: {pack.link}", pack.cited],
        contact=["The partnership that made this workbook."],
    )


def _notes(pack: Pack) -> pd.DataFrame:
    notes = [*pack.quality, *([f"{SUPPRESSED}: suppressed, {STAR.removeprefix('* ')}."] if pack.hidden else [])]
    return pd.DataFrame({"Note reference": [f"note{i}" for i in range(1, len(notes) + 1)], "Note text": notes})


def _sheets(pack: Pack) -> dict[str, gpt.GPTable]:
    source = pack.cited
    figures = ["value", "lower", "upper", "wide_lower", "wide_upper"]
    access = pack.access[["district", *figures, "source"]].round(1)
    access[figures] = access[figures].astype(object).fillna(SUPPRESSED)
    access.columns = [
        "District",
        f"Value ({pack.unit})",
        "Published rate, lower 95%",
        "Published rate, upper 95%",
        "District by itself, lower 95%",
        "District by itself, upper 95%",
        "Rate from former CCG",
    ]
    moves = pack.moves[["district", "pounds_today", "change", "before", "after", "low", "high", "children"]].copy()
    moves[["pounds_today", "change"]] = moves[["pounds_today", "change"]].round(-3).astype(int)
    moves["children"] = (moves.children / 5).round().astype(int) * 5
    moves[["before", "after"]] = moves[["before", "after"]].round(1)
    moves[["low", "high"]] = moves[["low", "high"]].round()  # from draws: two seeds agree on whole numbers
    moves.columns = [
        "District",
        "Spend today (£)",
        "Change (£)",
        "Reached today (in 100)",
        "Reached after (in 100)",
        "Lower 95%",
        "Upper 95%",
        "Children, change",
    ]
    path = pack.path.T.round(1)
    path.columns = ["Today", *(f"Year {year}" for year in pack.path.index[1:])]
    path = path.rename_axis("District").reset_index()
    assumptions = pd.DataFrame([(a.key, a.title, a.value, a.span, a.why) for a in pack.assumptions])
    assumptions.columns = ["Id", "Assumption", "Value here", "Range", "Why"]
    sources = pd.DataFrame([(s.publisher, s.title, s.period, s.licence) for s in pack.sources])
    sources.columns = ["Publisher", "Title", "Period", "Licence"]
    statistics = pd.DataFrame(pack.statistics, columns=["Statistic", "Question", "Answer"])
    tables = {
        "Access": (access, f"Children reached by district, {pack.period}", pack.stamp),
        "Variation": (statistics, f"Measures of variation, {pack.period}", pack.stamp),
        "Scenario": (moves, f"What “{pack.scenario_name}” would do, by district", f"{pack.scenario_span} {pack.stamp_modelled}".strip()),
        "Pace": (path, f"Children reached in 100 in need year by year under “{pack.scenario_name}”", pack.stamp_modelled),
        "Assumptions": (assumptions, "Assumptions of the model", pack.stamp_modelled),
        "Sources": (sources, "Publications behind the figures", pack.stamp),
    }
    parts = {"Access": "access", "Variation": "variation", "Scenario": "scenario", "Pace": "pace"}
    every = "".join(f"$${note}$$" for note in _notes(pack)["Note reference"])
    return {
        name: gpt.GPTable(
            table=table.reset_index(drop=True),
            table_name=name.lower(),
            title=f"{title}{every}",
            subtitles=[stamp],
            source=source,
            index_columns={},
        )
        for name, (table, title, stamp) in tables.items()
        if parts.get(name, pack.parts[0]) in pack.parts
    }
