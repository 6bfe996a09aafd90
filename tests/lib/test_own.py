"""A session's own tables: what shows is made from the safe ones, and nothing that leaves tells two
sets of counts apart."""

import hashlib
import io
import json
import os
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from lib import databases, schema, sources
from lib.catalogue.indicators import INDICATORS
from lib.disclosure.shown import NOTHING
from lib.errors import DataFault, NotMeasured
from lib.figures import amounts, measured
from lib.figures.spend import spend
from lib.uploads import bundles, counted, following, own, reading
from lib.uploads.own import Own

TABLES = sources.read_all()
ORDER = TABLES.areas.order
DAY = date(2026, 11, 22)
THANET, DOVER = "E07000114", "E07000108"


def counts(measure: str, value: dict[str, float], usual: float, period: str = "2024/25") -> str:
    return "".join(f"{code},{period},{measure},{value.get(code, usual):g}\n" for code in ORDER)


def brought(*parts: str) -> Own:
    found = reading.read(
        [("c.csv", ("area_code,period,measure,value\n" + "".join(parts)).encode())], TABLES
    )
    assert not found.refused and not found.tables[0].faults, (found.refused, found.tables[0].faults)
    return own.bring_in(TABLES, found.sound)


@pytest.fixture(scope="module")
def mine() -> Own:
    return brought(
        counts("treated_two_contacts", {THANET: 903, DOVER: 3}, 612),
        counts("referred", {THANET: 1503}, 1001),
        counts("closed_before_treatment", {THANET: 2}, 301),
    )


def test_own_counts_come_first_and_statistics_run_over_districts(mine: Own) -> None:
    m = measured.measure(mine.safe, "access_rate", "2024/25")
    assert (m.provenance, m.level, measured.periods(mine.safe, m.indicator)[0]) == (
        "uploaded",
        "district",
        "2024/25",
    )
    assert (
        DOVER in m.hidden
        and DOVER not in m.areas_measured.value.index
        and len(m.areas_measured.value) == len(ORDER) - 1
    )


def test_rates_are_of_rounded_counts(mine: Own) -> None:
    m = measured.measure(mine.safe, "closed_before_treatment", "2024/25")
    assert m.districts.value["E07000105"] == pytest.approx(300 / 1000 * 100)
    exact = measured.measure(mine.exact, "closed_before_treatment", "2024/25")
    assert exact.districts.value["E07000105"] == pytest.approx(301 / 1001 * 100)


def test_totals_leave_out_what_is_hidden(mine: Own) -> None:
    """Kent and Medway without Dover: 11 districts with 610 and Thanet with 905 of the rest's
    need."""
    m = measured.measure(mine.safe, "access_rate", "2024/25")
    need = amounts.children_in_need(TABLES, "2019/20", "national", False).drop(DOVER)
    assert m.districts.overall == pytest.approx((11 * 610 + 905) / need.sum() * 100)
    east = TABLES.areas.partnership[DOVER]
    inside = [code for code in need.index if TABLES.areas.partnership[code] == east]
    assert m.partnerships[east] == pytest.approx(
        sum(905 if c == THANET else 610 for c in inside) / need[inside].sum() * 100
    )


def test_a_rate_is_never_of_two_sources() -> None:
    """Closed counts of 2019/20 brought in without referrals: no year has both from one source."""
    made = brought(counts("closed_before_treatment", {}, 30, period="2019/20"))
    with pytest.raises(NotMeasured, match="no year has both closed before treatment and referred"):
        measured.periods(made.safe, INDICATORS["closed_before_treatment"])


def test_spend_by_district_is_used_as_it_is() -> None:
    files = [
        (
            "s.csv",
            reading.template("spend", TABLES)
            .decode("utf-8-sig")
            .replace("2021/22", "2024/25")
            .encode(),
        )
    ]
    made = own.bring_in(TABLES, reading.read(files, TABLES).sound)
    spent = spend(made.safe, "2024/25")
    assert spent.by_area is not None and (spent.period, spent.provenance) == ("2024/25", "uploaded")
    assert spend(TABLES, "2019/20").by_area is None


def test_bundled_figures_worked_out_again_are_the_bundled_figures() -> None:
    """Published figures brought in unchanged: apportioned counts and spend come out the same, child
    by child."""
    again = following.worked_out_again(TABLES)
    assert again.counts.equals(TABLES.counts)
    assert (again.spend.pounds.to_numpy() == TABLES.spend.pounds.to_numpy()).all()


def test_two_sets_of_counts_that_look_alike_are_alike_in_all_but_the_exact_table(mine: Own) -> None:
    """3 and 1 are both a star, 903 and 905 both 905: safe tables, fingerprints and version are
    one."""
    other = brought(
        counts("treated_two_contacts", {THANET: 905, DOVER: 1}, 610),
        counts("referred", {THANET: 1505}, 1002),
        counts("closed_before_treatment", {THANET: 4}, 299),
    )
    assert not other.exact.counts.equals(mine.exact.counts)
    assert other.safe.counts.equals(mine.safe.counts)
    assert other.safe.files == mine.safe.files == other.exact.files
    hidden = {
        (THANET, "2024/25", "closed_before_treatment"),
        (DOVER, "2024/25", "treated_two_contacts"),
    }
    assert set(other.hidden) == set(mine.hidden) == hidden


# Bundle


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
        (table.area_code == THANET)
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


MONTHLY = (
    "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,PRIMARY_LEVEL_DESCRIPTION,SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE\n01/06/2024,30/06/2024,Final,ICB"
    " - GP Practice or Residence,QKS,KENT AND MEDWAY,NONE,NONE,MHS130,New referrals,1800\n"
)


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
    row = table.index[(table.area_code == "10E") & (table.measure == "referred")][0]
    table.loc[row, "value"] += 100
    found = reading.read(
        [("b.zip", signed_again(content, published_counts=table.to_csv(index=False)))], TABLES
    )
    assert (
        "published figures of the bundle that are others here, so left out: 10E 2019/20 referred"
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
    lines = b"area_code,period,measure,value\nQKS,2019/20,treated_two_contacts,18000\n"
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
        "QKS,2019/20,treated_two_contacts,18000\n"
        if name == "published_counts"
        else counts("referred", {}, 400)
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


# A deployment's own source


@pytest.fixture
def folder(mine: Own, tmp_path: Path) -> Path:
    """A bundle unpacked: a data folder of a deployment's own."""
    with zipfile.ZipFile(io.BytesIO(bundles.bundle(mine, DAY, "a word"))) as held:
        held.extractall(tmp_path)
    return tmp_path


def test_a_bundle_unpacked_is_a_data_folder(mine: Own, folder: Path) -> None:
    read = sources.read_all(folder)
    assert read.counts.value.equals(mine.exact.counts.value.astype(float))
    safe = own.made_safe(read)
    assert safe.counts.value.equals(mine.safe.counts.value.astype(float))
    assert safe.files["counts.csv"]["sha256"] != read.files["counts.csv"]["sha256"]


def test_the_bundled_folder_is_left_as_it_is() -> None:
    assert vars(own.made_safe(TABLES)) == vars(TABLES)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, mine: Own, tmp_path: Path) -> str:
    """A database of a deployment's own with one table of the contract, in a real PostgreSQL too."""
    url = (
        f"sqlite:///{tmp_path}/own.db"
        if request.param == "sqlite"
        else request.getfixturevalue("postgres")
    )
    engine = sa.create_engine(databases.address(url))
    mine.exact.counts.to_sql("counts", engine, index=False, if_exists="replace")
    engine.dispose()
    return url


def test_a_database_stands_in_for_the_files_it_has(mine: Own, database: str) -> None:
    read = sources.read_all(url=database)
    assert read.counts.value.equals(mine.exact.counts.value.astype(float)) and read.spend.equals(
        TABLES.spend
    )
    assert own.made_safe(read).counts.value.equals(mine.safe.counts.value.astype(float))


def test_a_deployments_own_counts_stay_when_a_reader_brings_in_published_figures(
    mine: Own, database: str
) -> None:
    deployed = own.made_safe(sources.read_all(url=database))
    made = own.bring_in(deployed, reading.read([("MHSDS.csv", MONTHLY.encode())], deployed).sound)
    year = (
        made.safe.counts[made.safe.counts.period == "2024/25"]
        .sort_values(["area_code", "measure"])
        .value
    )
    assert year.tolist() == pytest.approx(
        mine.safe.counts[mine.safe.counts.period == "2024/25"]
        .sort_values(["area_code", "measure"])
        .value.tolist(),
        nan_ok=True,
    )
    assert deployed.publications["uploaded"]["title"] == "This deployment's own figures"


def test_counts_that_came_in_separate_files_are_held_against_each_other() -> None:
    files = [
        (
            "a.csv",
            ("area_code,period,measure,value\n" + counts("referred", {THANET: 10}, 400)).encode(),
        ),
        (
            "b.csv",
            (
                "area_code,period,measure,value\n" + counts("closed_before_treatment", {}, 30)
            ).encode(),
        ),
    ]
    found = reading.read(files, TABLES)
    made = own.bring_in(TABLES, found.sound)
    said = counted.clashes(made.exact.counts, TABLES.areas)
    assert said == [
        "Thanet, 2024/25: closed before treatment is more than referred, which came in another"
        " file."
    ]


def test_nobody_to_count_is_not_called_suppressed() -> None:
    made = brought(
        counts("referred", {DOVER: 0}, 400),
        counts("closed_before_treatment", {DOVER: 0, THANET: 2}, 30),
    )
    m = measured.measure(made.safe, "closed_before_treatment", "2024/25")
    assert m.hidden == [THANET] and m.districts.value.isna().sum() == 2


def test_a_figure_with_every_district_hidden_is_not_measured() -> None:
    made = brought(counts("referred", {}, 400), counts("second_contact_over_12_weeks", {}, 3))
    with pytest.raises(NotMeasured, match="the figure of every district is suppressed"):
        measured.measure(made.safe, "over_12_weeks", "2024/25")


@pytest.mark.parametrize("url", ["nonsense", "oracle+none://x/y"])
def test_a_url_that_is_none_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(DataFault, match="DATA_URL is not the address of a database"):
        sources.read_all(url=url)


def test_a_database_with_a_fault_is_refused_in_a_sentence(database: str) -> None:
    engine = sa.create_engine(databases.address(database))
    with engine.begin() as connection:
        connection.execute(sa.text("update counts set value = -1 where area_code = 'E07000114'"))
    engine.dispose()
    with pytest.raises(
        DataFault,
        match=(
            r"counts.csv: row \d+, column value: '-1' is below 0.*Mend the table counts in the"
            r" database"
        ),
    ):
        sources.read_all(url=database)


def test_a_database_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(DataFault) as problem:
        sources.read_all(url="postgresql://someone:secret@localhost:1/none")
    assert "cannot be opened" in str(problem.value) and "secret" not in str(problem.value)


def test_an_empty_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match="holds none of the tables"):
        sources.read_all(url=f"sqlite:///{tmp_path}/empty.db")


def test_deployment_settings_are_read(
    monkeypatch: pytest.MonkeyPatch, folder: Path, mine: Own
) -> None:
    import streamlit as st

    from lib.ui import cache

    monkeypatch.setitem(os.environ, "DATA_DIR", str(folder))
    st.cache_resource.clear()
    try:
        assert cache.deployed().counts.value.equals(mine.safe.counts.value.astype(float))
    finally:
        st.cache_resource.clear()


def by_district(measure: str, period: str, counts: list[int]) -> str:
    lines = [
        f"{code},{period},{measure},{count}" for code, count in zip(TABLES.areas.order, counts)
    ]
    return "\n".join(["area_code,period,measure,value", *lines])


def used(*files: str, base=TABLES, earlier=NOTHING) -> own.Own:
    found = reading.read([(f"{i}.csv", text.encode()) for i, text in enumerate(files)], base)
    assert not found.refused and not [fault for one in found.tables for fault in one.faults], found
    return own.bring_in(base, found.sound, earlier)


def test_a_published_total_is_known_also_where_another_was_brought_in() -> None:
    """15,190 stays what its publisher printed: 4 beside figures that reach 15,184 at most."""
    counts = by_district("treated_two_contacts", "2019/20", [4, *[1267] * 11, 1247])
    other = "area_code,period,measure,value\nQKS,2019/20,treated_two_contacts,15193"
    for files in ((counts,), (counts, other)):
        shown = used(*files).safe.counts
        assert (
            shown[(shown.measure == "treated_two_contacts") & (shown.provenance == "uploaded")]
            .value.isna()
            .all()
        )


def test_figures_of_a_deployment_are_known_before_any_are_brought_in() -> None:
    """7 referred and 5 closed stand there as 5 and 5; the two waits, of one child each, would be
    known."""
    deployed = own.made_safe(used(by_district("referred", "2024/25", [7, *[50] * 12])).exact)
    waits = [
        by_district(m, "2024/25", [n, *[9] * 12])
        for m, n in (("closed_before_treatment", 5), ("waiting_no_contact", 1))
    ]
    mine = used(
        *waits,
        by_district("waiting_one_contact", "2024/25", [1, *[9] * 12]),
        base=deployed,
        earlier=own.stands_already(deployed),
    )
    first = mine.safe.counts[
        (mine.safe.counts.area_code == TABLES.areas.order[0])
        & (mine.safe.counts.period == "2024/25")
    ]
    assert first.set_index("measure").value.drop("referred").isna().all()


def test_a_total_that_is_a_star_takes_no_year_away() -> None:
    """Whole figures of a bundled year that are stars: what rests on them stays as it was, and what
    went out is kept."""
    small = "area_code,period,measure,value\nQKS,2021/22,contacted_once,7"
    mine = used(by_district("contacted_once", "2024/25", [300] * 13), small)
    assert own.gone_out(mine, NOTHING).of("2024/25")
    starred = used(by_district("treated_two_contacts", "2019/20", [4, *[1267] * 11, 1247]), small)
    assert set(starred.safe.spend.period) == set(TABLES.spend.period)
    late = (
        "area_code,period,measure,value\nQKS,2019/20,treated_two_contacts,15190\n"
        "QKS,2019/20,two_contact_access_rate,0.42"
    )
    out = own.gone_out(used(by_district("treated_two_contacts", "2019/20", [1168] * 13)), NOTHING)
    assert used(
        by_district("treated_two_contacts", "2019/20", [1168] * 13), late, earlier=out
    ).held_back
