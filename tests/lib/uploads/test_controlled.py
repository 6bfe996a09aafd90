"""What an attacker of the disclosure rule found: each a case in which one star had one value
left."""

import pytest

from lib import sources
from lib.disclosure.shown import NOTHING, Shown
from lib.model import need
from lib.uploads import own, reading

TABLES = sources.read_all()
ORDER, PLACE, SHARES = TABLES.areas.order, TABLES.place, TABLES.crosswalk.table
THIS_YEAR, CARRIED = PLACE.measured_period, TABLES.spend.period.max()
REST = len(ORDER) - 1
# A part that shares a district with each of two others; the districts are one of its own, the first
# that it shares, one of the first other's own, and the second.
_others = SHARES.merge(SHARES, on="area_code").query("part_code_x != part_code_y")
MIDDLE = _others.groupby("part_code_x").part_code_y.nunique().idxmax()
_beside = _others[_others.part_code_x == MIDDLE].sort_values("area_code")
FIRST, SECOND = _beside.part_code_y
_own = SHARES[SHARES.share == 1].groupby("part_code").area_code.first()
CHAIN = (_own[MIDDLE], _beside.area_code.iloc[0], _own[FIRST], _beside.area_code.iloc[1])


def district(measure: str, counts: list, period: str = "2024/25") -> str:
    return lines([(code, period, measure, n) for code, n in zip(ORDER, counts)])


def in_chain(measure: str, counts: tuple[int, ...]) -> str:
    """Fifty in every district but those of the three parts."""
    of = dict(zip(CHAIN, counts))
    return district(measure, [of.get(code, 50) for code in ORDER], THIS_YEAR)


def total(measure: str, count: int, period: str = "2024/25") -> str:
    return lines([(PLACE.code, period, measure, count)])


def parts(measure: str, counts: dict[str, float]) -> str:
    return lines([(code, THIS_YEAR, measure, n) for code, n in counts.items()])


def lines(rows: list[tuple]) -> str:
    return "\n".join(["area_code,period,measure,value", *(",".join(map(str, row)) for row in rows)])


def used(*files: str, earlier: Shown = NOTHING) -> own.Own:
    found = reading.read([(f"{i}.csv", text.encode()) for i, text in enumerate(files)], TABLES)
    assert not found.refused and not [fault for one in found.tables for fault in one.faults], found
    return own.bring_in(TABLES, found.sound, earlier)


def stars(mine: own.Own, measure: str) -> list[bool]:
    rows = mine.safe.counts
    return rows[(rows.measure == measure) & (rows.provenance == "uploaded")].value.isna().tolist()


SEVENS = [4, *[7] * REST]  # 88 in all, shown as 90: 88 to 92, and the others' 5s are 84 at most


@pytest.mark.parametrize("first", [True, False])
def test_an_own_total_of_a_year_that_has_a_published_one(first: bool) -> None:
    """A total is published for the year. An own total of 90 stands on the page, or went out before:
    beside the others' 5s the star is a 4."""
    counts, whole = (
        district("contacted_once", SEVENS, CARRIED),
        total("contacted_once", sum(SEVENS), CARRIED),
    )
    earlier = own.gone_out(used(whole), NOTHING) if first else NOTHING
    assert all(stars(used(counts, *([] if first else [whole]), earlier=earlier), "contacted_once"))


def test_a_total_that_went_out_and_is_another_now() -> None:
    """90 went out; 200 take its place. Who believes the first has the star."""
    out = own.gone_out(used(total("contacted_once", sum(SEVENS))), NOTHING)
    files = district("contacted_once", SEVENS), total("contacted_once", 200)
    assert all(stars(used(*files, earlier=out), "contacted_once"))


def test_a_total_that_is_corrected_after_its_districts_went_out() -> None:
    """100 went out first, then the districts, which do not add up to it; 88 in its place would
    complete them."""
    wrong, counts = total("contacted_once", 100), district("contacted_once", SEVENS)
    out = own.gone_out(used(wrong), NOTHING)
    second = used(counts, wrong, earlier=out)
    third = used(counts, total("contacted_once", sum(SEVENS)), earlier=own.gone_out(second, out))
    rows = third.safe.published_counts
    assert (
        stars(third, "contacted_once") == stars(second, "contacted_once")
        and rows[rows.provenance == "uploaded"].value.isna().all()
    )
    assert third.held_back == (("contacted_once", "2024/25"),)


def test_a_total_of_districts_that_were_corrected() -> None:
    """0, 1 and 5 beside 5 in all, 5 to 7. Then 1, 1 and 5: the first is 1 at least, and were 5 to 7
    still there, both would be 1."""
    first = used(
        district("contacted_once", [0, 1, 5, *[0] * (REST - 2)]), total("contacted_once", 6)
    )
    second = district("contacted_once", [1, 1, 5, *[0] * (REST - 2)]), total("contacted_once", 7)
    rows = used(*second, earlier=own.gone_out(first, NOTHING)).safe.published_counts
    assert rows[rows.provenance == "uploaded"].value.isna().all()


def test_whether_counts_keep_to_a_total_is_seen() -> None:
    """1, 1 and 8 beside 10 in all, 8 to 12. Then 1, 1 and 5: a number for the last would say that
    they no longer add up to 8, so that they are 7, with 1 and 1."""
    first = used(
        district("contacted_once", [1, 1, 8, *[0] * (REST - 2)]),
        total("contacted_once", 10),
    )
    second = used(
        district("contacted_once", [1, 1, 5, *[0] * (REST - 2)]),
        earlier=own.gone_out(first, NOTHING),
    )
    assert stars(first, "contacted_once")[:3] == [True, True, False] and all(
        stars(second, "contacted_once")[:3]
    )


def test_an_owners_star_may_be_no_small_one() -> None:
    """4, a star that is 7, and 7 treated; seven contacted once in each of the last two. 18 in all
    leave a 4 for the first."""
    treated = district("treated_two_contacts", [4, "*", 7, *[0] * (REST - 2)])
    contacted = district("contacted_once", [20, 7, 7, *[0] * (REST - 2)])
    assert all(
        stars(
            used(treated, contacted, total("treated_two_contacts", 18)),
            "treated_two_contacts",
        )
    )


@pytest.mark.parametrize("late", [True, False])
def test_a_quarter_is_part_of_its_year(late: bool) -> None:
    """88 children of a quarter were contacted in its year too."""
    counts, quarter = (
        district("contacted_once", SEVENS),
        total("contacted_once", sum(SEVENS), "quarter to 2025-03"),
    )
    out = own.gone_out(used(counts), NOTHING) if late else NOTHING
    made = used(counts, quarter, earlier=out)
    rows = made.safe.published_counts
    assert (
        all(stars(made, "contacted_once")) != late
        and rows[rows.provenance == "uploaded"].value.isna().all() == late
    )


CLOSED = "closed_before_treatment"


@pytest.mark.parametrize("what", ["together", "before", "after"])
def test_own_figures_of_published_parts(what: str) -> None:
    """8, 5 and 5 in the three parts, shown as 10, 5 and 5: 18 at least. 7, 7 and
    0 are 14 at most, so the star is 4."""
    counts, below = in_chain(CLOSED, (4, 7, 0, 7)), parts(CLOSED, {MIDDLE: 8, FIRST: 5, SECOND: 5})
    out = {
        "together": NOTHING,
        "before": own.gone_out(used(below), NOTHING),
        "after": own.gone_out(used(counts), NOTHING),
    }
    made = used(counts, *([] if what == "before" else [below]), earlier=out[what])
    shown = made.safe.counts[
        (made.safe.counts.measure == CLOSED) & made.safe.counts.area_code.isin(CHAIN)
    ]
    assert shown.value.isna().all() == (what != "after")
    if what == "after":  # what was published stays
        rows = made.safe.published_counts[made.safe.published_counts.measure == CLOSED]
        assert (
            (rows.provenance == "published").all()
            and rows.value.notna().all()
            and made.held_back == ((CLOSED, THIS_YEAR),)
        )


@pytest.mark.parametrize(
    ("measure", "below"),
    [("referred", CLOSED), ("treated_two_contacts", "two_contact_access_rate")],
)
def test_figures_of_published_parts_that_bound_another_measure(measure: str, below: str) -> None:
    """18 closed at least say as much of those referred; a rate says the count that it is of."""
    children = (
        need.national_by_part(TABLES.published_counts, THIS_YEAR)
        if "rate" in below
        else dict.fromkeys((MIDDLE, FIRST, SECOND), 1)
    )
    figures = {code: n / children[code] for code, n in ((MIDDLE, 8), (FIRST, 5), (SECOND, 5))}
    made = used(in_chain(measure, (4, 7, 0, 7)), parts(below, figures))
    shown = made.safe.counts[
        (made.safe.counts.measure == measure) & (made.safe.counts.provenance == "uploaded")
    ]
    assert shown.value[shown.area_code.isin(CHAIN)].isna().all()


def test_one_part_by_itself() -> None:
    """All 8 of the first are in two districts that show a star each, so both are 4."""
    made = used(in_chain(CLOSED, (50, 4, 4, 50)), parts(CLOSED, {FIRST: 8}))
    shown = (
        made.safe.counts[
            (made.safe.counts.measure == CLOSED) & (made.safe.counts.period == THIS_YEAR)
        ]
        .set_index("area_code")
        .value
    )
    assert shown[list(CHAIN)].isna().all()


def test_a_mean_wait_of_a_part_is_of_more_than_a_few() -> None:
    """Of 50 referred 49 were closed: 211 days are one child's. What was published stays."""
    rows = [
        (MIDDLE, THIS_YEAR, measure, n)
        for measure, n in (("referred", 50), (CLOSED, 49), ("mean_wait_days", 211))
    ]
    published = used(lines(rows)).safe.published_counts
    wait = published[(published.area_code == MIDDLE) & (published.measure == "mean_wait_days")]
    assert wait.provenance.tolist() == ["published"] and (wait.value < 211).all()


def test_a_total_that_is_held_back_carries_no_pattern_into_its_year() -> None:
    """Districts went out; the total that comes after them is a star, so their year has no row that
    follows from it. Without what went out it would have."""
    contacted = district("contacted_once", [100] * len(ORDER), CARRIED)
    out = own.gone_out(used(contacted), NOTHING)
    waiting = district("waiting_one_contact", [20] * len(ORDER), CARRIED)
    late = used(waiting, total("treated_two_contacts", 9000, CARRIED), earlier=out)
    assert ("treated_two_contacts", CARRIED) in late.held_back
    rows = late.safe.counts
    assert not ((rows.measure == "treated_two_contacts") & (rows.period == CARRIED)).any()


def of_groups(**counts: list) -> str:
    rows = [(code, "2023/24", g, n) for g, each in counts.items() for code, n in zip(ORDER, each)]
    return lines(rows).replace("measure", "group")


def test_a_group_that_comes_after_one_that_it_is_in_went_out_completes_no_star() -> None:
    plans, need = [3, *[60] * REST], [4, *[500] * REST]
    first = used(of_groups(child_protection=plans))
    out = own.gone_out(first, NOTHING)
    again = used(of_groups(child_protection=plans, in_need=[40, *need[1:]]), earlier=out)
    rows = again.safe.groups
    assert rows[rows.group == "in_need"].value.isna().tolist() == [True, *[False] * REST]
    assert again.held_back == (("in_need", "2023/24"),)
    without = used(of_groups(child_protection=plans, in_need=[40, *need[1:]]))
    assert without.held_back == () and without.safe.groups.value.isna().sum() == 1


def test_a_deployments_own_groups_are_known_before_a_reader_brings_any() -> None:
    exact = used(of_groups(child_protection=[3, *[60] * REST]))
    deployed = own.made_safe(exact.exact)
    assert deployed.groups.value.isna().tolist() == [True, *[False] * REST]
    shown = own.stands_already(deployed)
    assert len(shown.groups_of("2023/24")) == len(ORDER)
