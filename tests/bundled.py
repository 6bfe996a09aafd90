"""The figures that come with the dashboard, and areas that tests choose for what they are."""

import tomllib
from pathlib import Path
from urllib.parse import urlencode

from lib import sources
from lib.catalogue.indicators import MODELLED
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.scenarios import link, slider
from lib.scenarios.record import Levers, Scenario
from lib.uploads import own

HERE = Context(tables=own.made_safe(sources.read_all()))
FILTERS = Filters(basis="national", weighted=False, standard=35.0, standard_label="", district=None)
PLACE = HERE.tables.place
PERIOD = PLACE.measured_period
# years that carry its pattern forward
LATER = sorted(HERE.tables.counts.period[HERE.tables.counts.period > PERIOD].unique())
ACCESS = (MODELLED, PERIOD, "national", False)
# As its publishers print them, and as they were worked out by hand.
PUBLISHED = tomllib.loads((Path(__file__).parent / "fixtures" / "published.toml").read_text())
TODAY = HERE.today_of(Scenario()).pounds

ORDER = HERE.tables.areas.order
NAME = HERE.tables.areas.name
PARTS = HERE.tables.crosswalk.names
_access = HERE.measured(*ACCESS)
_home, _weights = HERE.tables.crosswalk.home, HERE.tables.crosswalk.weights
_kind = HERE.tables.areas.kind
_former = HERE.tables.area_aliases.set_index("what").alias
# rows of areas that lie in more than one part, the largest share last
_split = HERE.tables.crosswalk.table[lambda rows: rows.share < 1].sort_values("share")

FIRST, LAST = ORDER[0], ORDER[-1]
UNITARY = next(code for code, kind in _kind.items() if kind == "unitary authority")
# what an area was called before
OLD_NAME = next(alias for what, alias in _former.items() if what.startswith("name"))
HIGHEST = str(_access.districts.value.idxmax())
# two areas that lie wholly in the part where fewest are reached, so that they tie
LOWEST, ALSO_LOWEST = _home.index[_home == _access.parts.value.idxmin()][:2]
# each is a part by itself, and the whole of it
OF_ONE_PART = [code for code, part in _home.items() if _weights.loc[code].get(part) == 1]
# as many areas as lie wholly in one part
TOGETHER = list(_home.index[_home == _home.value_counts().idxmax()])
# in two parts, most of it in one that another area is wholly in
SPLIT, _most = _split.iloc[-1][["area_code", "part_code"]]
BESIDE_SPLIT = next(code for code, part in _home.items() if part == _most)
# in two parts too
ASIDE = next(code for code in _split.area_code if code != SPLIT)


def moving(early: float = 0, growth: float = 0, **more) -> Scenario:
    """Half a million from where most are reached, shared by two where fewest are."""
    changes = {HIGHEST: -500_000, LOWEST: 250_000, ALSO_LOWEST: 250_000}
    return Scenario(levers=Levers(changes=changes, early=early, growth=growth), **more)


def standing(sliders: dict[str, float | str]) -> dict[str, str]:
    """A link in which sliders stand at percents of today's spend, as the first release wrote it."""
    return {link.slug(NAME[code]): str(percent) for code, percent in sliders.items()}


def address(page: str, sliders: dict[str, float | str], **more: str) -> str:
    """A page at a link of the first release."""
    return f"{page}?{urlencode(standing(sliders) | more)}"


def of_today(code: str, percent: float) -> int:
    """A percent of an area's spend today in whole £1,000, as a slider stands there."""
    return slider.meant(round(percent), float(TODAY[code]), "percent")
