"""The story of each partnership, of few areas and of many: every step, in its own names."""

import pytest

from lib.exports import stage
from lib.findings import story
from lib.scenarios.record import Levers, Scenario
from tests.bundled import FILTERS
from tests.places.conftest import Here


@pytest.mark.parametrize("moved", [False, True])
def test_every_step_is_drawn_in_the_partnerships_own_words(place: Here, moved: bool) -> None:
    first, *_, last = place.tables.areas.order
    changes = {first: -20_000, last: 20_000} if moved else {}
    scenario = Scenario(levers=Levers(changes=changes))
    steps = story.story(story.ground(place.context, scenario, FILTERS))
    # a partnership may have no plan to tell of, no figures of groups or of waits, no trajectory
    held = place.tables
    told = (
        held.promises,
        held.risk_figures,
        held.trajectory,
        held.referral_waits,
        held.lsoas,
    )
    planned = sum(len(rows) > 0 for rows in told)
    assert len(steps) == (len(story.STEPS) - len(told) if moved else 6) + planned
    for step in steps:
        svg = stage.drawn(step.point.picture, place.tables.boundaries, stage.WIDE)
        said = " ".join(
            [step.point.message, step.point.counts, step.point.caution, step.source, svg]
        )
        assert place.strangers(said) == [] and place.foreign_nouns(said) == [], step.key
        assert step.point.number and "{" not in said
