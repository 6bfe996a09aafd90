"""The figures that come with the dashboard, and what follows from them."""

from lib import sources
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.scenarios.record import Levers, Scenario
from lib.uploads import own

HERE = Context(tables=own.made_safe(sources.read_all()))
FILTERS = Filters(basis="national", weighted=False, standard=35.0, standard_label="", district=None)
BY_NAME = {name: code for code, name in HERE.tables.areas.name.items()}
ACCESS = ("access_rate", "2019/20", "national", False)


def moving(early: float = 0, growth: float = 0, **more) -> Scenario:
    """Half a million from Thanet, shared by Dartford and Gravesham."""
    changes = {
        BY_NAME["Thanet"]: -500_000,
        BY_NAME["Dartford"]: 250_000,
        BY_NAME["Gravesham"]: 250_000,
    }
    return Scenario(levers=Levers(changes=changes, early=early, growth=growth), **more)
