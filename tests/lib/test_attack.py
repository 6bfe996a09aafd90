"""What an attacker of the disclosure rule found: each a case in which one star had one value
left."""

import itertools

import numpy as np
import pandas as pd
import pytest

from lib.disclosure import tables as disclosure
from lib.disclosure.cells import SMALL, behind
from lib.sources import Tables
from lib.uploads import own, reading
from lib.uploads.own import NOTHING
from tests.app.test_your_data import opened
from tests.lib import test_disclosure as given

# 09E lies in the first, second and fourth; 10A in the second and third; 10D
EAST = ("E07000106", "E07000108", "E07000112", "E07000113")


def district(tables: Tables, measure: str, counts: list, period: str = "2024/25") -> str:
    return lines([(code, period, measure, n) for code, n in zip(tables.areas.order, counts)])


def east(tables: Tables, measure: str, counts: tuple[int, ...]) -> str:
    """Fifty in every district but those of three former CCGs in the east."""
    return district(
        tables,
        measure,
        [dict(zip(EAST, counts)).get(code, 50) for code in tables.areas.order],
        "2019/20",
    )


def total(measure: str, count: int, period: str = "2024/25") -> str:
    return lines([("QKS", period, measure, count)])


def ccgs(measure: str, **counts: float) -> str:
    return lines([(code.strip("_"), "2019/20", measure, n) for code, n in counts.items()])


def lines(rows: list[tuple]) -> str:
    return "\n".join(["area_code,period,measure,value", *(",".join(map(str, row)) for row in rows)])


def used(tables: Tables, *files: str, earlier: disclosure.Shown = NOTHING) -> own.Own:
    found = reading.read([(f"{i}.csv", text.encode()) for i, text in enumerate(files)], tables)
    assert not found.refused and not [fault for one in found.tables for fault in one.faults], found
    return own.bring_in(tables, found.sound, earlier)


def stars(made: own.Own, measure: str) -> list[bool]:
    rows = made.safe.counts
    return rows[(rows.measure == measure) & (rows.provenance == "uploaded")].value.isna().tolist()


SEVENS = [4, *[7] * 12]  # 88 in all, shown as 90: 88 to 92, and twelve 5s are 84 at most


@pytest.mark.parametrize("first", [True, False])
def test_an_own_total_of_a_year_that_has_a_published_one(tables: Tables, first: bool) -> None:
    """28,005 are published for 2021/22. An own total of 90 stands on the page, or went out before:
    beside twelve 5s the star is a 4."""
    counts, whole = (
        district(tables, "contacted_once", SEVENS, "2021/22"),
        total("contacted_once", 88, "2021/22"),
    )
    earlier = own.gone_out(used(tables, whole), NOTHING) if first else NOTHING
    assert all(
        stars(used(tables, counts, *([] if first else [whole]), earlier=earlier), "contacted_once")
    )


def test_a_total_that_went_out_and_is_another_now(tables: Tables) -> None:
    """90 went out; 200 take its place. Who believes the first has the star."""
    out = own.gone_out(used(tables, total("contacted_once", 88)), NOTHING)
    files = district(tables, "contacted_once", SEVENS), total("contacted_once", 200)
    assert all(stars(used(tables, *files, earlier=out), "contacted_once"))


def test_a_total_that_is_corrected_after_its_districts_went_out(tables: Tables) -> None:
    """100 went out first, then the districts, which do not add up to it; 88 in its place would
    complete them."""
    wrong, counts = total("contacted_once", 100), district(tables, "contacted_once", SEVENS)
    out = own.gone_out(used(tables, wrong), NOTHING)
    second = used(tables, counts, wrong, earlier=out)
    third = used(tables, counts, total("contacted_once", 88), earlier=own.gone_out(second, out))
    rows = third.safe.published_counts
    assert (
        stars(third, "contacted_once") == stars(second, "contacted_once")
        and rows[rows.provenance == "uploaded"].value.isna().all()
    )
    assert third.held_back == (("contacted_once", "2024/25"),)


def test_a_total_of_districts_that_were_corrected(tables: Tables) -> None:
    """0, 1 and 5 beside 5 in all, 5 to 7. Then 1, 1 and 5: the first is 1 at least, and were 5 to 7
    still there, both would be 1."""
    first = used(
        tables, district(tables, "contacted_once", [0, 1, 5, *[0] * 10]), total("contacted_once", 6)
    )
    second = district(tables, "contacted_once", [1, 1, 5, *[0] * 10]), total("contacted_once", 7)
    rows = used(tables, *second, earlier=own.gone_out(first, NOTHING)).safe.published_counts
    assert rows[rows.provenance == "uploaded"].value.isna().all()


def test_whether_counts_keep_to_a_total_is_seen(tables: Tables) -> None:
    """1, 1 and 8 beside 10 in all, 8 to 12. Then 1, 1 and 5: a number for the last would say that
    they no longer add up to 8, so that they are 7, with 1 and 1."""
    first = used(
        tables,
        district(tables, "contacted_once", [1, 1, 8, *[0] * 10]),
        total("contacted_once", 10),
    )
    second = used(
        tables,
        district(tables, "contacted_once", [1, 1, 5, *[0] * 10]),
        earlier=own.gone_out(first, NOTHING),
    )
    assert stars(first, "contacted_once")[:3] == [True, True, False] and all(
        stars(second, "contacted_once")[:3]
    )


def test_an_owners_star_may_be_no_small_one(tables: Tables) -> None:
    """4, a star that is 7, and 7 treated; seven contacted once in each of the last two. 18 in all
    leave a 4 for the first."""
    treated = district(tables, "treated_two_contacts", [4, "*", 7, *[0] * 10])
    contacted = district(tables, "contacted_once", [20, 7, 7, *[0] * 10])
    assert all(
        stars(
            used(tables, treated, contacted, total("treated_two_contacts", 18)),
            "treated_two_contacts",
        )
    )


@pytest.mark.parametrize("late", [True, False])
def test_a_quarter_is_part_of_its_year(tables: Tables, late: bool) -> None:
    """88 children of a quarter were contacted in its year too."""
    counts, quarter = (
        district(tables, "contacted_once", SEVENS),
        total("contacted_once", 88, "quarter to 2025-03"),
    )
    out = own.gone_out(used(tables, counts), NOTHING) if late else NOTHING
    made = used(tables, counts, quarter, earlier=out)
    rows = made.safe.published_counts
    assert (
        all(stars(made, "contacted_once")) != late
        and rows[rows.provenance == "uploaded"].value.isna().all() == late
    )


CLOSED = "closed_before_treatment"


@pytest.mark.parametrize("what", ["together", "before", "after"])
def test_own_figures_of_published_parts(tables: Tables, what: str) -> None:
    """8, 5 and 5 in the three former CCGs of the east, shown as 10, 5 and 5: 18 at least. 7, 7 and
    0 are 14 at most, so the star is 4."""
    counts, below = east(tables, CLOSED, (4, 7, 0, 7)), ccgs(CLOSED, _09E=8, _10A=5, _10D=5)
    out = {
        "together": NOTHING,
        "before": own.gone_out(used(tables, below), NOTHING),
        "after": own.gone_out(used(tables, counts), NOTHING),
    }
    made = used(tables, counts, *([] if what == "before" else [below]), earlier=out[what])
    shown = made.safe.counts[
        (made.safe.counts.measure == CLOSED) & made.safe.counts.area_code.isin(EAST)
    ]
    assert shown.value.isna().all() == (what != "after")
    if what == "after":  # what was published stays
        rows = made.safe.published_counts[made.safe.published_counts.measure == CLOSED]
        assert (
            (rows.provenance == "published").all()
            and rows.value.notna().all()
            and made.held_back == ((CLOSED, "2019/20"),)
        )


@pytest.mark.parametrize(
    ("measure", "below"),
    [("referred", CLOSED), ("treated_two_contacts", "two_contact_access_rate")],
)
def test_figures_of_published_parts_that_bound_another_measure(
    tables: Tables, measure: str, below: str
) -> None:
    """18 closed at least say as much of those referred; a rate says the count that it is of."""
    need = (
        own.need.national_by_part(tables.published_counts, tables.place.measured_period)
        if "rate" in below
        else dict.fromkeys(("09E", "10A", "10D"), 1)
    )
    figures = {f"_{code}": n / need[code] for code, n in (("09E", 8), ("10A", 5), ("10D", 5))}
    made = used(tables, east(tables, measure, (4, 7, 0, 7)), ccgs(below, **figures))
    shown = made.safe.counts[
        (made.safe.counts.measure == measure) & (made.safe.counts.provenance == "uploaded")
    ]
    assert shown.value[shown.area_code.isin(EAST)].isna().all()


def test_one_former_ccg_by_itself(tables: Tables) -> None:
    """All 8 of 10A are in two districts that show a star each, so both are 4."""
    made = used(tables, east(tables, CLOSED, (50, 4, 4, 50)), ccgs(CLOSED, _10A=8))
    shown = (
        made.safe.counts[
            (made.safe.counts.measure == CLOSED) & (made.safe.counts.period == "2019/20")
        ]
        .set_index("area_code")
        .value
    )
    assert shown[list(EAST)].isna().all()


def test_a_mean_wait_of_a_former_ccg_is_of_more_than_a_few(tables: Tables) -> None:
    """Of 50 referred 49 were closed: 211 days are one child's. What was published stays."""
    rows = [
        ("09W", "2019/20", measure, n)
        for measure, n in (("referred", 50), (CLOSED, 49), ("mean_wait_days", 211))
    ]
    published = used(tables, lines(rows)).safe.published_counts
    wait = published[(published.area_code == "09W") & (published.measure == "mean_wait_days")]
    assert wait.provenance.tolist() == ["published"] and (wait.value < 211).all()


def split(districts: tuple[int, ...], within: dict[str, tuple[int, ...]]) -> list[dict[str, int]]:
    """Every way in which the children of districts may be split between the former CCGs that they
    lie in."""
    every = []
    for parts in itertools.product(
        *(
            [p for p in itertools.product(range(n + 1), repeat=len(within[d])) if sum(p) == n]
            for d, n in zip(within, districts)
        )
    ):
        every.append({})
        for codes, part in zip(within.values(), parts):
            for code, n in zip(codes, part):
                every[-1][code] = every[-1].get(code, 0) + n
    return every


def test_every_table_of_three_districts_in_two_former_ccgs() -> None:
    """The middle one lies in both; their figures are to the nearest 5, and under 5 there are
    none."""
    within = {"E0": "X", "E1": "XY", "E2": "Y"}
    shares = pd.DataFrame(
        [(d, c) for d, codes in within.items() for c in codes], columns=["area_code", "part_code"]
    )
    pictures: dict[tuple, set[tuple[int, ...]]] = {}
    safe: dict[tuple, tuple] = {}
    for counts in itertools.product(range(15), repeat=3):
        for below in {tuple(sorted(one.items())) for one in split(counts, within)}:
            shown = tuple((code, given.rounded(n)) for code, n in below)
            if any(np.isnan(n) for _, n in shown) or sum(behind(n)[1] for _, n in shown) > 14:
                continue  # refused when it comes in, or tables outside the search look the same
            key = (
                tuple(-1 if np.isnan(given.rounded(n)) else given.rounded(n) for n in counts),
                shown,
            )
            if key not in safe:
                rows = [
                    (code, code, "former_ccg", "2019/20", CLOSED, float(n), "uploaded", "x")
                    for code, n in below
                ]
                made = disclosure.safe_counts(
                    given.in_2019(CLOSED, list(counts)), given.beside(*rows), shares=shares
                )
                safe[key] = tuple(-1 if np.isnan(n) else n for n in made.value)
            pictures.setdefault((safe[key], shown), set()).add(counts)
    seen = 0
    for (picture, shown), tables in pictures.items():
        for column, figure in zip(zip(*tables), picture):
            if figure == -1:
                seen += 1
                values = set(column)
                assert len(values) > 1 or values == {0} or min(values) > SMALL, (
                    picture,
                    shown,
                    tables,
                )
    assert seen


@pytest.mark.parametrize("exact", [True, False])
def test_charts_of_own_figures_offer_no_file_that_nobody_knows_of(exact: bool) -> None:
    """What goes out by a chart's own toolbar is not recorded, so a total brought in after it would
    complete it."""
    app = opened("access_map", exact=exact)
    assert any(
        "stElementToolbar" in str(element.proto)
        for place in app._tree.children.values()
        for element in place
    )
