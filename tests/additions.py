"""One more of each record, put in the catalogue before anything reads it: `python -m pytest -p
tests.additions`.

Not a test file: `tests/app/test_catalogue.py` starts a program with it and runs every page in
there.
"""

import numpy as np

from lib.catalogue import services
from lib.catalogue.indicators import INDICATORS
from lib.catalogue.measures import MEASURES
from lib.catalogue.statistics import STATISTICS, Statistic
from lib.variation import summary
from tests.records import DISCHARGED, OF_DISCHARGED, OUTREACH, SYNTHETIC

STATISTICS["furthest"] = Statistic(
    key="furthest",
    title="Furthest from the mean",
    question="How far is the area that is furthest off?",
    how="The largest distance of a rate from their mean, over the mean.",
    misleads="It is made up.",
    reference="Nobody.",
    answer="The area furthest off is {share} away: {value}.",
    decimals=2,
    tile="Furthest off",
    plain=True,
)
summary.ESTIMATED["furthest"] = summary.over(
    lambda value, rates: np.max(np.abs(value / np.mean(value, axis=-1, keepdims=True) - 1), axis=-1)
)
services.SERVICES[OUTREACH.key] = OUTREACH

from lib.catalogue import assumptions  # noqa: E402, it reads the services
from lib.catalogue.settings import (  # noqa: E402
    Assumption,
    Option,
    Setting,
)

MEASURES[DISCHARGED.key] = DISCHARGED
for indicator in (OF_DISCHARGED, SYNTHETIC):
    INDICATORS[indicator.key] = indicator
assumptions.ASSUMPTIONS["A99"] = Assumption(
    id="A99",
    in_words="{late:g}% come late, {late_who}",
    settings=(
        Setting(
            key="late",
            where=("late",),
            words="Children who come late, % (A99)",
            value=12,
            low=4,
            high=20,
            panel="assumptions",
            declared="value",
            swings=True,
        ),
        Setting(
            key="late_who",
            where=("pace", "late_who"),
            words="Who comes late (A99)",
            kind="choice",
            value="young",
            options=(
                Option(key="young", label="Mostly the young"),
                Option(key="old", label="Mostly the old", words="the old"),
            ),
            panel="assumptions",
        ),
    ),
)
