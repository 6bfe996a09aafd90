"""A session's own tables: what shows is made from the safe ones, and nothing that leaves tells two
sets of counts apart."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from lib import databases, sources
from lib.catalogue.indicators import INDICATORS
from lib.disclosure.shown import NOTHING
from lib.errors import DataFault, NotMeasured
from lib.figures import amounts, measured, pupils
from lib.figures.spend import spend
from lib.uploads import brought as brought_in
from lib.uploads import bundles, counted, following, own, reading
from lib.uploads.matching import KINDS
from lib.uploads.own import Own
from tests.lib.uploads.made import (
    AREA,
    CARRIED,
    DAY,
    MONTHLY,
    NAME,
    ORDER,
    OTHER,
    PLACE,
    REST,
    TABLES,
    YEAR,
    brought,
    read,
    rows_of,
)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if len(getattr(TABLES, kind))])
def test_bundled_values_brought_in_are_the_bundled_values(kind: str) -> None:
    made = own.bring_in(TABLES, read((f"{kind}.csv", reading.template(kind, TABLES))).sound)
    before, after = getattr(TABLES, kind), getattr(made.exact, kind)
    key = [
        c
        for c in before.columns
        if c in ("area_code", "period", "measure", "service", "site", "postcode", "age")
    ]
    value = next((c for c in ("value", "pounds", "persons") if c in before), key[-1])
    left, right = (table.sort_values(key).reset_index(drop=True) for table in (before, after))
    assert (
        len(left) == len(right)
        and (
            left[value] == right[value]
            if value == "postcode"
            else np.isclose(left[value], right[value])
        ).all()
    )


@given(st.permutations(list(ORDER)), st.integers(5, 900))
def test_the_order_of_rows_does_not_matter(order: list[str], start: int) -> None:
    value = {code: start + i for i, code in enumerate(ORDER)}
    lines = "\n".join(f"{code},2024/25,referred,{value[code]}" for code in order)
    made = own.bring_in(TABLES, read(("c.csv", f"area_code,period,measure,value\n{lines}")).sound)
    rows = made.exact.counts[made.exact.counts.period == "2024/25"].set_index("area_code").value
    assert rows.to_dict() == value


def test_own_counts_come_first_and_statistics_run_over_districts(mine: Own) -> None:
    m = measured.measure(mine.safe, "access_rate", "2024/25")
    assert (m.provenance, m.level, measured.periods(mine.safe, m.indicator)[0]) == (
        "uploaded",
        "district",
        "2024/25",
    )
    assert (
        OTHER in m.hidden
        and OTHER not in m.areas_measured.value.index
        and len(m.areas_measured.value) == len(ORDER) - 1
    )


def test_rates_are_of_rounded_counts(mine: Own) -> None:
    m = measured.measure(mine.safe, "closed_before_treatment", "2024/25")
    assert m.districts.value[ORDER[1]] == pytest.approx(300 / 1000 * 100)
    exact = measured.measure(mine.exact, "closed_before_treatment", "2024/25")
    assert exact.districts.value[ORDER[1]] == pytest.approx(301 / 1001 * 100)


def test_totals_leave_out_what_is_hidden(mine: Own) -> None:
    """The whole without what is hidden: 610 in every district but one with 905, of the rest's
    need."""
    m = measured.measure(mine.safe, "access_rate", "2024/25")
    need = amounts.children_in_need(TABLES, YEAR, "national", False).drop(OTHER)
    assert m.districts.overall == pytest.approx(((REST - 1) * 610 + 905) / need.sum() * 100)
    beside = TABLES.areas.partnership[OTHER]
    inside = [code for code in need.index if TABLES.areas.partnership[code] == beside]
    assert m.partnerships[beside] == pytest.approx(
        sum(905 if c == AREA else 610 for c in inside) / need[inside].sum() * 100
    )


def test_a_rate_is_never_of_two_sources() -> None:
    """Closed counts of a year brought in without referrals: no year has both from one source."""
    made = brought(rows_of("closed_before_treatment", {}, 30, period=YEAR))
    with pytest.raises(NotMeasured, match="no year has both closed before treatment and referred"):
        measured.periods(made.safe, INDICATORS["closed_before_treatment"])


def test_spend_by_district_is_used_as_it_is() -> None:
    files = [
        (
            "s.csv",
            reading.template("spend", TABLES)
            .decode("utf-8-sig")
            .replace(CARRIED, "2024/25")
            .encode(),
        )
    ]
    made = own.bring_in(TABLES, reading.read(files, TABLES).sound)
    spent = spend(made.safe, "2024/25")
    assert spent.by_area is not None and (spent.period, spent.provenance) == ("2024/25", "uploaded")
    assert spend(TABLES, YEAR).by_area is None


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
        rows_of("treated_two_contacts", {AREA: 905, OTHER: 1}, 610),
        rows_of("referred", {AREA: 1505}, 1002),
        rows_of("closed_before_treatment", {AREA: 4}, 299),
    )
    assert not other.exact.counts.equals(mine.exact.counts)
    assert other.safe.counts.equals(mine.safe.counts)
    assert other.safe.files == mine.safe.files == other.exact.files
    hidden = {
        (AREA, "2024/25", "closed_before_treatment"),
        (OTHER, "2024/25", "treated_two_contacts"),
    }
    assert set(other.hidden) == set(mine.hidden) == hidden


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
            ("area_code,period,measure,value\n" + rows_of("referred", {AREA: 10}, 400)).encode(),
        ),
        (
            "b.csv",
            (
                "area_code,period,measure,value\n" + rows_of("closed_before_treatment", {}, 30)
            ).encode(),
        ),
    ]
    found = reading.read(files, TABLES)
    made = own.bring_in(TABLES, found.sound)
    said = counted.clashes(made.exact.counts, TABLES.areas)
    assert said == [
        f"{NAME[AREA]}, 2024/25: closed before treatment is more than referred, which came in"
        " another file."
    ]


def test_nobody_to_count_is_not_called_suppressed() -> None:
    made = brought(
        rows_of("referred", {OTHER: 0}, 400),
        rows_of("closed_before_treatment", {OTHER: 0, AREA: 2}, 30),
    )
    m = measured.measure(made.safe, "closed_before_treatment", "2024/25")
    assert m.hidden == [AREA] and m.districts.value.isna().sum() == 2


def test_a_figure_with_every_district_hidden_is_not_measured() -> None:
    made = brought(rows_of("referred", {}, 400), rows_of("second_contact_over_12_weeks", {}, 3))
    with pytest.raises(NotMeasured, match="the figure of every district is suppressed"):
        measured.measure(made.safe, "over_12_weeks", "2024/25")


@pytest.mark.parametrize("url", ["nonsense", "oracle+none://x/y"])
def test_a_url_that_is_none_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(DataFault, match="DATA_URL is not the address of a database"):
        sources.read_all(url=url)


def test_a_database_with_a_fault_is_refused_in_a_sentence(database: str) -> None:
    engine = sa.create_engine(databases.address(database))
    with engine.begin() as connection:
        connection.execute(sa.text(f"update counts set value = -1 where area_code = '{AREA}'"))
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


def by_district(measure: str, period: str, counts: list[int]) -> str:
    lines = [f"{code},{period},{measure},{count}" for code, count in zip(ORDER, counts)]
    return "\n".join(["area_code,period,measure,value", *lines])


def used(*files: str, base=TABLES, earlier=NOTHING) -> own.Own:
    found = reading.read([(f"{i}.csv", text.encode()) for i, text in enumerate(files)], base)
    assert not found.refused and not [fault for one in found.tables for fault in one.faults], found
    return own.bring_in(base, found.sound, earlier)


def test_a_published_total_is_known_also_where_another_was_brought_in() -> None:
    """15,190 stays what its publisher printed: 4 beside figures that reach 15,184 at most."""
    counts = by_district("treated_two_contacts", YEAR, [4, *[1267] * (REST - 1), 1247])
    other = f"area_code,period,measure,value\nQKS,{YEAR},treated_two_contacts,15193"
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
    deployed = own.made_safe(used(by_district("referred", "2024/25", [7, *[50] * REST])).exact)
    waits = [
        by_district(m, "2024/25", [n, *[9] * REST])
        for m, n in (("closed_before_treatment", 5), ("waiting_no_contact", 1))
    ]
    mine = used(
        *waits,
        by_district("waiting_one_contact", "2024/25", [1, *[9] * REST]),
        base=deployed,
        earlier=own.stands_already(deployed),
    )
    first = mine.safe.counts[
        (mine.safe.counts.area_code == ORDER[0]) & (mine.safe.counts.period == "2024/25")
    ]
    assert first.set_index("measure").value.drop("referred").isna().all()


def test_a_total_that_is_a_star_takes_no_year_away() -> None:
    """Whole figures of a bundled year that are stars: what rests on them stays as it was, and what
    went out is kept."""
    small = f"area_code,period,measure,value\nQKS,{CARRIED},contacted_once,7"
    mine = used(by_district("contacted_once", "2024/25", [300] * len(ORDER)), small)
    assert own.gone_out(mine, NOTHING).of("2024/25")
    starred = used(
        by_district("treated_two_contacts", YEAR, [4, *[1267] * (REST - 1), 1247]), small
    )
    assert set(starred.safe.spend.period) == set(TABLES.spend.period)
    late = (
        f"area_code,period,measure,value\nQKS,{YEAR},treated_two_contacts,15190\n"
        f"{PLACE.code},{YEAR},two_contact_access_rate,0.42"
    )
    out = own.gone_out(
        used(by_district("treated_two_contacts", YEAR, [1168] * len(ORDER))), NOTHING
    )
    assert used(
        by_district("treated_two_contacts", YEAR, [1168] * len(ORDER)), late, earlier=out
    ).held_back


def test_rows_of_an_unknown_kind_are_not_taken_for_sites() -> None:
    beds = brought_in.Brought(kind="beds", name="beds.csv", frame=TABLES.sites)
    with pytest.raises(AssertionError, match="'beds'"):
        brought_in.put_over(TABLES, (beds,))


def test_own_teams_and_staff_take_the_place_of_the_assumptions() -> None:
    """Half as many pupils covered in one area as in the others, and staff of two skills."""
    first, *_ = ORDER
    teams = "\n".join(f"{code},2,{'30%' if code == first else 60}" for code in ORDER)
    staff = "\n".join(f"{code},1.5,10,0" for code in ORDER)
    found = read(
        ("t.csv", f"area_code,teams,covered\n{teams}\n"),
        ("s.csv", f"District,Practitioners,Clinicians,Senior WTE\n{staff}\n"),
    )
    assert [one.faults for one in found.tables] == [(), ()]
    mine = own.bring_in(TABLES, found.sound)
    share = pupils.covered(mine.safe, 52)
    assert share[first] == 0.3 and (share.drop(first) == 0.6).all()
    assert mine.safe.staff.clinician_posts.sum() == 10 * len(ORDER)
    assert set(mine.safe.teams.provenance) == {"uploaded"}


def test_a_table_of_teams_without_an_area_or_beyond_all_pupils_says_so() -> None:
    rows = "\n".join(f"{code},1,{101 if code == AREA else 40}" for code in ORDER if code != OTHER)
    (found,) = read(("t.csv", f"area_code,teams,covered\n{rows}\n")).tables
    said = " ".join(str(one) for one in found.faults)
    assert f"has no row for {NAME[OTHER]}" in said and "is above 100" in said
