"""The refresh pack: last year's plan, what happened, this year's plan, in whatever words."""

from collections.abc import Sequence
from datetime import date

from lib.findings.pack import Pack, collect
from lib.findings.pack_pages import USUAL
from lib.findings.planned import following, planned
from lib.findings.refresh import KEYS, last_of
from lib.findings.trajectory import line
from lib.scenarios.record import Scenario
from tests.bundled import FILTERS, HERE, PERIOD, moving

FIRST, SECOND = following(PERIOD), following(PERIOD, 2)
LAST = Scenario(name="points", plan_year=FIRST)
THIS = moving(plan_year=SECOND, name="Fair start")


def packed(
    scenario: Scenario, plans: Sequence[Scenario], parts: Sequence[str] = KEYS, who: str = "board"
) -> Pack:
    return collect(
        HERE,
        scenario,
        FILTERS,
        audience=who,
        districts=[],
        parts=list(parts),
        made_on=date(2026, 3, 2),
        link="https://dashboard.example/",
        plans=tuple(plans),
    )


def test_last_years_is_the_newest_plan_before_this_one() -> None:
    earlier, other = moving(plan_year=FIRST), moving(plan_year=following(PERIOD, 5))
    assert last_of(THIS, [earlier, other, THIS, Scenario()]) is earlier
    assert last_of(earlier, [earlier, other]) is None
    assert last_of(Scenario(), [earlier, other]) is other


def test_each_page_says_what_its_finding_says() -> None:
    pack = packed(THIS, [LAST, THIS])
    assert tuple(page.key for page in pack.pages) == KEYS
    stand, last, happened, this = pack.pages
    before, now = planned(HERE, LAST, FILTERS), planned(HERE, THIS, FILTERS)
    assert stand.sentences[0] == line(HERE).message
    assert last.sentences == (before.message,) and this.sentences == (now.message,)
    assert happened.sentences[0] == before.why
    assert last.sheet.frame.equals(before.table) and this.sheet.frame.equals(now.table)
    assert pack.added == [page.sentences[0] for page in pack.pages]


def test_for_councillors_a_plans_own_name_stays_as_it_is() -> None:
    """A plan may be called by a word that they read in another way."""
    last = next(p for p in packed(THIS, [LAST], who="councillors").pages if p.key == "last_plan")
    assert "“points”" in last.sentences[0]


def test_without_an_earlier_plan_there_is_no_page_of_it() -> None:
    keys = [page.key for page in packed(THIS, [THIS]).pages]
    assert keys == [key for key in KEYS if key != "last_plan"]


def test_a_usual_pack_has_none_of_it_nor_its_sources() -> None:
    pack = packed(THIS, [LAST], USUAL)
    assert not {page.key for page in pack.pages} & set(KEYS) and pack.added == []
    steps = set(HERE.tables.trajectory.source_id[HERE.tables.trajectory.provenance == "recalled"])
    titles = {HERE.tables.publications[key]["title"] for key in steps}
    assert not titles & {source.title for source in pack.sources}
    assert titles <= {source.title for source in packed(THIS, [LAST]).sources}
