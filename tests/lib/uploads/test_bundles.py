"""A reader's own figures as one file, to go on with another day."""

import hashlib
import io
import json
import tomllib
import zipfile

import pandas as pd
import pytest

from lib import schema
from lib.uploads import bundles, own, reading
from lib.uploads.own import Own
from tests.lib.uploads.made import (
    AREA,
    DAY,
    MONTHLY,
    ORDER,
    PART,
    PLACE,
    TABLES,
    YEAR,
    rows_of,
)


def test_a_bundle_holds_the_exact_tables_and_comes_back(mine: Own) -> None:
    content = bundles.bundle(mine, DAY, "a word")
    assert content == bundles.bundle(mine, DAY, "a word")
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        manifest = json.loads(held.read("manifest.json"))
        table = pd.read_csv(io.BytesIO(held.read("counts.csv")))
        record = tomllib.loads(held.read("sources.toml").decode())
    assert manifest["marked"] == "exact, not for sharing" and set(manifest["files"]) == {
        *schema.TABLES,
        *OTHERS,
    }
    chosen = (
        (table.area_code == AREA)
        & (table.measure == "closed_before_treatment")
        & (table.period == "2024/25")
    )
    assert table[chosen].value.tolist() == [2]
    assert "uploaded" in record["files"]["counts.csv"]["built_from"]
    found = reading.read([("bundle.zip", content)], TABLES)
    again = own.bring_in(TABLES, found.sound)
    assert again.exact.counts.equals(mine.exact.counts) and again.safe.counts.equals(
        mine.safe.counts
    )
    assert found.sound[0].name == "c.csv"


OTHERS = ("boundaries.geojson", "assumptions.toml", "place.toml", "sources.toml")


def test_a_bundle_with_a_monthly_file_comes_back() -> None:
    made = own.bring_in(TABLES, reading.read([("MHSDS.csv", MONTHLY.encode())], TABLES).sound)
    found = reading.read([("b.zip", bundles.bundle(made, DAY, "a word"))], TABLES)
    assert not found.refused and [table.faults for table in found.tables] == [()]


def altered(content: bytes, name: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(out, "w") as into:
        for member in held.namelist():
            into.writestr(member, body if member == name else held.read(member))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("counts.csv", b"area_code\n", "counts.csv was altered after the bundle was made"),
        ("manifest.json", b"{}", "is a bundle of another version"),
        ("manifest.json", b"[1]", "is no bundle this page can read"),
        ("manifest.json", b"not json", "is no bundle this page can read"),
    ],
)
def test_an_altered_bundle_is_refused(mine: Own, name: str, body: bytes, says: str) -> None:
    found = reading.read(
        [("b.zip", altered(bundles.bundle(mine, DAY, "a word"), name, body))], TABLES
    )
    assert not found.tables and says in found.refused[0]


def signed_again(content: bytes, **bodies: str) -> bytes:
    """A bundle with files changed and a manifest to match, as someone may who knows how it is made.
    bodies: by name without .csv."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        manifest = json.loads(held.read("manifest.json"))
    for name, text in bodies.items():
        content = altered(content, f"{name}.csv", text.encode())
        manifest["files"][f"{name}.csv"] = hashlib.sha256(text.encode()).hexdigest()
    return altered(content, "manifest.json", json.dumps(manifest).encode())


def table_of(content: bytes, name: str) -> pd.DataFrame:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return pd.read_csv(io.BytesIO(held.read(f"{name}.csv")))


def test_changed_published_figures_of_a_bundle_are_left_out_and_said(mine: Own) -> None:
    content = bundles.bundle(mine, DAY, "a word")
    table = table_of(content, "published_counts")
    row = table.index[(table.area_code == PART) & (table.measure == "referred")][0]
    table.loc[row, "value"] += 100
    found = reading.read(
        [("b.zip", signed_again(content, published_counts=table.to_csv(index=False)))], TABLES
    )
    assert (
        f"published figures of the bundle that are others here, so left out: {PART} {YEAR} referred"
        in found.tables[0].table.changes
    )
    assert own.bring_in(TABLES, found.sound).exact.published_counts.equals(TABLES.published_counts)
    assert reading.read([("b.zip", content)], TABLES).tables[0].table.changes == ()


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        (0, "is 0, and other figures are worked out from it"),
        (3, "is fewer than 5 children"),
        (-5, "is below 0"),
    ],
)
def test_uploaded_published_figures_of_a_bundle_are_checked_again(value: int, wrong: str) -> None:
    lines = f"area_code,period,measure,value\nQKS,{YEAR},treated_two_contacts,18000\n".encode()
    made = own.bring_in(TABLES, reading.read([("p.csv", lines)], TABLES).sound)
    content = bundles.bundle(made, DAY, "a word")
    table = table_of(content, "published_counts")
    row = table.index[table.provenance == "uploaded"][0]
    table.loc[row, "value"] = value
    found = reading.read(
        [("b.zip", signed_again(content, published_counts=table.to_csv(index=False)))], TABLES
    )
    assert (
        any(wrong in fault.wrong and fault.row == row + 2 for fault in found.tables[0].faults)
        and found.sound == ()
    )


@pytest.mark.parametrize("cell", ["", "nan", "7", "abc", "-1", "1e400", "=1+1"])
@pytest.mark.parametrize("column", ["area_code", "period", "measure", "value"])
@pytest.mark.parametrize("name", ["counts", "published_counts"])
def test_no_cell_of_a_bundle_raises(name: str, column: str, cell: str) -> None:
    """Also under a manifest that matches: a sentence or a fault, or it can be used."""
    rows = (
        f"{PLACE.code},{YEAR},treated_two_contacts,18000\n"
        if name == "published_counts"
        else rows_of("referred", {}, 400)
    )
    made = own.bring_in(
        TABLES,
        reading.read([("p.csv", f"area_code,period,measure,value\n{rows}".encode())], TABLES).sound,
    )
    content = bundles.bundle(made, DAY, "a word")
    table = table_of(content, name).astype(object)
    table.loc[table.index[table.provenance == "uploaded"][0], column] = cell
    found = reading.read(
        [("b.zip", signed_again(content, **{name: table.to_csv(index=False)}))], TABLES
    )
    usable = ["7"] if name == "published_counts" else ["7", "", "nan"]  # an empty count is a star
    assert found.refused or found.tables[0].faults or (column == "value" and cell in usable)
    if found.sound:
        own.bring_in(TABLES, found.sound)


def test_a_bundle_without_what_it_says_was_brought_in_is_refused(mine: Own) -> None:
    content = bundles.bundle(mine, DAY, "a word")
    table = table_of(content, "counts")
    emptied = signed_again(
        content, counts=table[table.provenance != "uploaded"].to_csv(index=False)
    )
    found = reading.read([("b.zip", emptied)], TABLES)
    assert found.tables == () and "lacks figures that it says were brought in" in found.refused[0]


def groups(of: dict[str, list[int]]) -> bytes:
    rows = [f"{code},2023/24,{g},{n}" for g, every in of.items() for code, n in zip(ORDER, every)]
    return "\n".join(["area_code,period,group,value", *rows]).encode()


def test_groups_come_back_out_of_a_bundle_and_older_bundles_have_none() -> None:
    few = [3, *[60] * (len(ORDER) - 1)]
    read = reading.read([("g.csv", groups({"looked_after": few}))], TABLES)
    made = own.bring_in(TABLES, read.sound)
    again = own.bring_in(
        TABLES, reading.read([("b.zip", bundles.bundle(made, DAY, "a word"))], TABLES).sound
    )
    assert again.exact.groups.value.tolist() == few and again.safe.groups.equals(made.safe.groups)
    assert made.hidden == [(ORDER[0], "2023/24", "looked_after")]


def test_a_bundle_made_before_groups_were_opens(mine: Own) -> None:
    content = bundles.bundle(mine, DAY, "a word")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(out, "w") as into:
        manifest = json.loads(held.read("manifest.json"))
        del manifest["files"]["groups.csv"]
        for member in held.namelist():
            if member not in ("groups.csv", "manifest.json"):
                into.writestr(member, held.read(member))
        into.writestr("manifest.json", json.dumps(manifest))
    found = reading.read([("old.zip", out.getvalue())], TABLES)
    again = own.bring_in(TABLES, found.sound)
    assert again.exact.counts.equals(mine.exact.counts) and again.exact.groups.empty
