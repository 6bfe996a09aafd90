"""NHS England's monthly file, by hand: renames, date forms, suppression, and a big one in little
memory."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.uploads import mhsds, own, reading
from lib.uploads.checking import Checked
from tests.lib.uploads.made import PLACE, TABLES, YEAR

HEADINGS = (
    "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,SECONDARY_LEVEL,"
    "SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE"
)
BOARD = f"NHS {PLACE.name.upper()} INTEGRATED CARE BOARD"
ONCE = "People aged under 18 supported through NHS funded mental health with at least one contact"


def row(value: object = 33000, **more: str) -> str:
    cells = {
        "start": "01/07/2023",
        "end": "30/06/2024",
        "status": "Performance",
        "breakdown": "ICB - GP Practice or Residence",
        "level": PLACE.code,
        "name": BOARD,
        "second": "NONE",
        "said": "NONE",
        "id": "MHS95",
        "measure": ONCE,
    } | more
    return ",".join(
        [*(f'"{cell}"' if "," in cell else cell for cell in cells.values()), str(value)]
    )


def read(*rows: str, headings: str = HEADINGS, encoding: str = "utf-8") -> reading.Reading:
    return reading.read(
        [("MHSDS_Monthly.csv", "\n".join([headings, *rows]).encode(encoding))], TABLES
    )


def one(*rows: str, **more: str) -> Checked:
    found = read(*rows, **more)
    assert not found.refused and not found.tables[0].faults, found.refused
    return found.tables[0]


def values(table: Checked) -> dict[tuple[str, str], float]:
    frame = table.table.frame
    return dict(zip(zip(frame.measure, frame.period), frame.value))


@pytest.mark.parametrize(
    ("level", "breakdown"),
    [
        (PLACE.code, "STP - GP Practice or Residence"),
        (PLACE.code, "ICB - GP Practice or Residence"),
        (PLACE.code, "ICB of GP Practice or Residence"),
        (PLACE.code, "STP of Residence"),
        (PLACE.parts[0], "CCG - GP Practice or Residence"),
        (PLACE.parts[0], "Sub ICB - GP Practice or Residence"),
        (PLACE.parts[0], "CCG of Residence"),
    ],
)
def test_the_whole_is_found_under_every_name_it_had(level: str, breakdown: str) -> None:
    table = one(
        row(level=level, breakdown=breakdown),
        row(9, level="RAT", breakdown="Provider"),
        row(99, level="England", breakdown="England"),
    )
    assert values(table) == {("contacted_once", "12 months to 2024-06"): 33000}


@pytest.mark.parametrize("end", ["30/06/2024", "30-6-2024", "2024-06-30", " 30/06/2024 "])
def test_dates_are_read_in_every_form(end: str) -> None:
    assert set(values(one(row(end=end)))) == {("contacted_once", "12 months to 2024-06")}


def test_the_year_to_march_is_a_financial_year() -> None:
    assert set(values(one(row(end="31/03/2024")))) == {("contacted_once", "2023/24")}


def test_two_contacts_count_from_april_so_only_march_is_a_year() -> None:
    table = one(row(15_000, id="MHS69", end="31/03/2021"), row(9_000, id="MHS69", end="30/09/2020"))
    assert values(table) == {("treated_two_contacts", "2020/21"): 15_000}
    assert any("left out" in change for change in table.table.changes)


def test_other_measures_keep_their_own_name_and_span() -> None:
    table = one(
        row(1800, id="MHS130", measure="New referrals with a first contact"),
        row(40, id="MHS133", measure="Open, no contact"),
    )
    assert set(values(table)) == {
        ("MHS130 New referrals with a first contact", "quarter to 2024-06"),
        ("MHS133 Open, no contact", "at 2024-06"),
    }


def test_a_star_of_the_publisher_is_left_out_and_said() -> None:
    table = one(row(), row("*", id="MHS131"))
    assert (
        len(values(table)) == 1
        and "suppressed by NHS England, so left out: MHS131" in table.table.changes
    )


def test_the_board_comes_before_its_part_practice_before_home_and_final_before_the_rest() -> None:
    table = one(
        row(10, level=PLACE.parts[0], breakdown="Sub ICB - GP Practice or Residence"),
        row(20, breakdown="ICB of Residence"),
        row(30, status="Performance "),
        row(40, status="Final"),
    )
    assert list(values(table).values()) == [40]


def test_second_breakdowns_and_other_measures_are_passed_over() -> None:
    table = one(
        row(),
        row(7, second="0-5", breakdown="ICB; Age Band"),
        row(8, second="M"),
        row(9, id="MHS01"),
    )
    assert list(values(table).values()) == [33000]


def test_windows_letters_and_a_mark_are_read() -> None:
    assert values(one(row(measure="Children – seen"), encoding="cp1252"))
    assert values(one(row(), encoding="utf-8-sig"))


@pytest.mark.parametrize(
    ("rows", "headings", "says"),
    [
        ([row(level="QRL")], HEADINGS, f"has no children's measures for {PLACE.name}"),
        ([], HEADINGS, "cannot be read"),
        ([row()], HEADINGS.replace("MEASURE_VALUE", "VALUE"), "lacks the column MEASURE_VALUE"),
        (["a,b,c"], HEADINGS, "cannot be read as NHS England's monthly CSV"),
        (['"'], HEADINGS, ""),
    ],
)
def test_a_file_of_another_kind_gets_a_sentence(rows: list[str], headings: str, says: str) -> None:
    found = read(*rows, headings=headings)
    assert len(found.refused) == 1 and says in found.refused[0]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [row("*"), row("*", id="MHS131")],
            f"has no figure of {PLACE.name} that can be used. Each is suppressed (*)",
        ),
        ([row("nan")], "row 2: MEASURE_VALUE of MHS95 is “nan”, neither a number nor *"),
        ([row(9, level="RAT"), row("inf")], "row 3: MEASURE_VALUE of MHS95 is “inf”"),
        ([row("1,5")], "is “1,5”, neither a number nor *"),
        ([row("")], "is empty, neither a number nor *"),
        (
            [row(9_000, id="MHS69", end="30/09/2020")],
            "MHS69 counts from April, so only its figure to the end of March is a year",
        ),
        (
            [row(9_000, id="MHS69", end="30/09/2020"), row("*")],
            "Each is suppressed (*) or MHS69 counts from April",
        ),
        ([row(end="30/02/2024")], "row 2: REPORTING_PERIOD_END is “30/02/2024”, which is no date"),
    ],
)
def test_rows_of_the_area_that_cannot_be_used_get_a_sentence_and_nothing_is_read(
    rows: list[str], says: str
) -> None:
    found = read(*(line.replace(",1,5", ',"1,5"') for line in rows))
    assert found.tables == () and len(found.refused) == 1 and says in found.refused[0]
    assert (
        found.refused[0].startswith("MHSDS_Monthly.csv") and "Choose the file" in found.refused[0]
    )


def test_a_comma_for_thousands_is_read_and_said() -> None:
    table = one(row('"33,000"'))
    assert (
        list(values(table).values()) == [33000]
        and "a number with commas read without them: MHS95" in table.table.changes
    )


def test_a_byte_that_is_no_letter_is_named() -> None:
    content = "\n".join([HEADINGS, row(measure="Children | seen")]).encode().replace(b"|", b"\x81")
    found = reading.read([("MHSDS_Monthly.csv", content)], TABLES)
    assert "holds the byte 0x81, which no letter has" in found.refused[0] and found.tables == ()


@pytest.mark.parametrize(
    ("value", "wrong"),
    [(0, "is 0, and other figures are worked out from it"), (3, "is fewer than 5 children")],
)
def test_too_few_treated_in_a_year_are_refused_by_row(value: int, wrong: str) -> None:
    """It is the year that districts' shares are worked out from."""
    found = read(
        row(9, level="RAT", breakdown="Provider"), row(value, id="MHS69", end="31/03/2020")
    )
    (fault,) = found.tables[0].faults
    assert wrong in fault.wrong and (fault.row, fault.column) == (3, "value") and found.sound == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(mhsds.MEASURES)),
            st.text(max_size=8),
            st.sampled_from(["31/03/2020", "30/06/2024"]),
        )
    )
)
def test_no_value_in_a_monthly_file_raises(cells: list[tuple[str, str, str]]) -> None:
    """Whatever passes the checks can be brought in."""
    rows = [
        row(f'"{text.replace(chr(34), "")}"', id=measure, end=end) for measure, text, end in cells
    ]
    found = reading.read(
        [("MHSDS.csv", "\n".join([HEADINGS, *rows]).encode("utf-8", errors="replace"))], TABLES
    )
    if found.sound:
        own.bring_in(TABLES, found.sound)


def test_the_new_period_stands_beside_the_published_ones() -> None:
    made = own.bring_in(TABLES, read(row()).sound)
    rows = made.safe.published_counts
    rows = rows[(rows.measure == "contacted_once") & (rows.level == "whole")].set_index("period")
    assert (
        rows.value["12 months to 2024-06"] == 33000
        and rows.provenance["12 months to 2024-06"] == "uploaded"
    )
    assert rows.value[YEAR] == 24045 and rows.provenance[YEAR] == "published"
    assert made.safe.counts.equals(TABLES.counts)


@pytest.mark.parametrize(
    ("id", "of"), [("MHS130", "MHS130"), ("MHS131", "MHS130"), ("MHS135", "MHS133")]
)
def test_three_children_are_a_star_and_so_is_a_median_of_theirs(id: str, of: str) -> None:
    rows = [row(3, id=of)] if id == of else [row(3, id=of), row(40, id=id)]
    made = own.bring_in(TABLES, read(*rows).sound)
    uploaded = made.safe.published_counts[made.safe.published_counts.provenance == "uploaded"]
    assert len(uploaded) == len(rows) and uploaded.value.isna().all()


def test_a_year_of_two_contacts_carries_the_measured_pattern_forward() -> None:
    made = own.bring_in(TABLES, read(row(18_000, id="MHS69", end="31/03/2023")).sound)
    rows = made.safe.counts[
        (made.safe.counts.period == "2022/23")
        & (made.safe.counts.measure == "treated_two_contacts")
    ]
    assert rows.value.sum() == 18_000 and set(rows.provenance) == {"modelled"}


def test_a_big_file_is_read_in_blocks() -> None:
    """20 MB of other areas around one row: Arrow never holds more than a few blocks."""
    filler = row(5, level="RAT", breakdown="Provider") + "\n"
    content = (HEADINGS + "\n" + filler * (20_000_000 // len(filler)) + row() + "\n").encode()
    found = reading.read([("big.csv", content)], TABLES)
    assert found.tables[0].table.frame.value.tolist() == [33000]
    assert pa.default_memory_pool().max_memory() < 200e6


def test_is_mhsds_is_told_from_a_template() -> None:
    assert mhsds.is_mhsds((HEADINGS + "\n").encode("utf-8-sig"))
    assert not mhsds.is_mhsds(reading.template("counts", TABLES))
