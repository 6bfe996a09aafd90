"""Three made-up districts whose figures are worked out by hand."""

import numpy as np
import pandas as pd

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.figures.measured import Measured, ranks
from lib.findings.access import Access
from lib.findings.filters import Filters
from lib.findings.spread import Unequal
from lib.model.need import BASES
from lib.place.areas import Areas
from lib.variation import gradient, summary
from tests.bundled import HERE
from tests.lib.variation.by_hand import ORDER, RATES

NORTHAM, SOUTHBY, WESTON = ORDER
FILTERS = Filters(
    basis="national",
    weighted=False,
    standard=35.0,
    standard_label="the standard",
    district=NORTHAM,
)
ON_A_SURVEY = Filters(
    basis="survey_2017", weighted=False, standard=35.0, standard_label="", district=None
)


def series(*values: float | str | bool) -> pd.Series:
    return pd.Series(list(values), ORDER)


AREAS = Areas(
    name=series("Northam", "Southby", "Weston"),
    kind=series("district", "district", "unitary"),
    partnership=series("North", "South", "South"),
    indicative=series(False, False, True),
    noun=HERE.tables.areas.noun,
)
MEASURED = Measured(
    indicator=INDICATORS[MODELLED],
    period="2001/02",
    basis=BASES["national"],
    districts=RATES,
    parts=RATES,
    mix=pd.DataFrame(np.eye(3), ORDER, ORDER),
    home=pd.Series(ORDER, ORDER),
    partnerships=pd.Series({"North": 50.0, "South": 70 / 3}),
    provenance="uploaded",
    level="district",
    children="mid-2001",
    unverified="",
    place=HERE.tables.place,
)
VIEW = Access(
    measured=MEASURED,
    areas=AREAS,
    rank=ranks(MEASURED),
    known=None,
    rate_from=series("", "", ""),
    key=(MODELLED, "2001/02", "national", False),
)


def unequal() -> Unequal:
    """How unequal the three are; Weston is the most deprived and Northam the least."""
    rng = np.random.default_rng(1)
    return Unequal(
        measured=MEASURED,
        spread=summary.summarise(RATES, True, rng),
        slope=gradient.gradient(RATES, series(10.0, 20.0, 30.0), 1.0, rng),
        names=AREAS.name,
        areas=AREAS,
        key=VIEW.key,
    )
