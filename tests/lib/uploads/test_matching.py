"""Columns and rows of a sheet that are left out are said."""

from lib.uploads import reading
from tests.lib.uploads.made import AREA, NAME, OTHER, PLACE, TABLES, counts, one


def test_titles_above_the_headings_and_columns_beside_are_left_out_and_said() -> None:
    text = counts().replace("area_code,", "Remark,area_code,", 1)
    body = "\n".join(
        ("fine," + line) if line.startswith("E") else line for line in text.split("\n")
    )
    found = one("c.csv", f"Partnership report\n\n{body}")
    assert found.faults == ()
    assert "left out above the headings: row 1" in found.table.changes
    assert "column “Remark” left out: this table has no such column" in found.table.changes


def test_a_name_that_is_not_the_codes_is_named() -> None:
    lines = (
        reading.template("counts", TABLES)
        .decode("utf-8-sig")
        .replace(f"{AREA},{NAME[AREA]}", f"{AREA},{NAME[OTHER]}", 1)
    )
    (fault,) = one("c.csv", lines).faults
    assert (
        fault.value == NAME[OTHER]
        and fault.wrong == f"is another area than {AREA} {NAME[AREA]} beside it"
    )


def test_a_number_with_a_comma_outside_quotation_marks_is_named() -> None:
    found = one("c.csv", counts(lambda code: "1,234" if code == AREA else 100))
    assert [fault.wrong for fault in found.faults] == ["has more cells than there are headings"]


def test_totals_and_notes_are_left_out_and_said() -> None:
    text = (
        counts()
        + f"{PLACE.name},2024/25,referred,1300\nTotal,2024/25,referred,1300\n- not yet final,,,\n"
    )
    found = one("c.csv", text)
    last = len(NAME) + 1
    assert found.faults == ()
    assert (
        f"left out because it is a total, not a district: rows {last + 1}, {last + 2}"
        in found.table.changes
    )
    assert f"left out because it holds a note and no figures: row {last + 3}" in found.table.changes
