"""What the model assumes: one record an assumption, with its settings. Widgets, links, scenario
files, Methods and the pack follow.

Values, ranges, reasons and sources are data (data/assumptions.toml); a test holds the two together.
"""

from lib.catalogue import pathway, places, risk, schools, transition
from lib.catalogue.services import Service, shifted
from lib.catalogue.settings import LEVERS, Assumption, Option, Setting, shifts

# Of what an assumption is; where the data in use have none of it, it is not used, and why. {area}
# and the like, here as in every text of the catalogue, are filled in by lib/place/profile.py.
UNUSED: dict[str, str] = {
    "spend shared out": "not used: spend was brought in by {area}",
    "need surveyed": "not used: the national standard has its own denominator",
    "offers to groups": "not used: nothing is offered to a group",
    "counts shared out": "not used: counts were brought in by {area}",
}


def _pace(
    field: str, words: str, low: float, high: float, value: float, help: str, description: str = ""
) -> Setting:
    """A number of the rule of yearly growth (A6)."""
    return Setting(
        key=f"pace_{field}",
        where=("pace", field),
        words=f"Pace: {words[0].lower()}{words[1:]}",
        label=words,
        low=low,
        high=high,
        value=value,
        step=0.5,
        panel="pace",
        help=help,
        description=description,
        declared=field,
    )


def _share(service: Service, what: str, of: str, value: float) -> Setting:
    """A service's share of the whole's spend or children, percent (A2)."""
    return Setting(
        key=f"{service.key}_{what}",
        where=("services", f"{service.key}_{what}"),
        words=f"{service.label}, % of {of} (A2)",
        label=f"{service.short}: {of}",
        value=value,
        low=1,
        high=99,
        panel="services",
    )


def _service_split() -> str:
    """A2's values in words: "early 10% of spend, 25% of children; intensive 20% and 5%"."""
    first, *others = [service.key for service in shifted()]
    shares = [f"{first} {{{first}_spend:g}}% of spend, {{{first}_reached:g}}% of children"]
    return "; ".join(
        [*shares, *(f"{key} {{{key}_spend:g}}% and {{{key}_reached:g}}%" for key in others)]
    )


# In the order that the Reallocate page draws their widgets.
ASSUMPTIONS = {
    assumption.id: assumption
    for assumption in (
        Assumption(
            id="A1",
            in_words="{shared_by}",
            of="spend shared out",
            settings=(
                Setting(
                    key="shared_by",
                    where=("shared_by",),
                    words="Spend shared by (A1)",
                    kind="choice",
                    value="treated",
                    options=(
                        Option(key="treated", label="children treated (one unit cost everywhere)"),
                        Option(
                            key="children", label="children aged 0 to 17 (equal pounds a child)"
                        ),
                        Option(key="need", label="children in need (equal pounds a child in need)"),
                    ),
                    label="Today's spend is shared among {areas} by (assumption A1)",
                    description="A1",
                    declared="value",
                ),
            ),
        ),
        Assumption(
            id="A2",
            in_words=_service_split(),
            settings=tuple(
                share
                for service in shifted()
                for share in (
                    _share(service, "spend", "spend", service.spend),
                    _share(service, "reached", "children", service.reached),
                )
            ),
        ),
        Assumption(
            id="A3",
            in_words="{elasticity:g}",
            settings=(
                Setting(
                    key="elasticity",
                    where=("elasticity",),
                    words="Elasticity (A3)",
                    label="Elasticity (A3): % more children for 1% more money",
                    value=0.75,
                    low=0.5,
                    # the nearest published range ends at 1.128: Martin, Rice and Smith 2012, Health
                    # Economics 21(3)
                    high=1.13,
                    step=0.01,
                    panel="levers",
                    description="A3",
                    declared="value",
                    swings=True,
                    curve="constant",
                ),
            ),
        ),
        Assumption(
            id="A7",
            in_words="{inflation:g}% a year",
            settings=(
                Setting(
                    key="inflation",
                    where=("inflation",),
                    words="Inflation, % a year (A7)",
                    value=2.5,
                    high=6,
                    step=0.5,
                    panel="assumptions",
                    description=(
                        "A7: percent a year; growth is after it, and this only says it in cash"
                    ),
                    declared="value",
                ),
            ),
        ),
        Assumption(
            id="A4",
            in_words="±{need_error:g}%, and ±{need_own_error:g}% in one {area}",
            of="need surveyed",
            settings=(
                Setting(
                    key="need_error",
                    where=("errors", "need"),
                    words="Need may be off, ±% (A4)",
                    value=15,
                    high=50,
                    panel="assumptions",
                    declared="value",
                ),
                Setting(
                    key="need_own_error",
                    where=("errors", "need_district"),
                    words="and in one {area}, ±% (A4)",
                    value=5,
                    high=50,
                    panel="assumptions",
                    declared="district_value",
                ),
            ),
        ),
        Assumption(
            id="A5",
            in_words="{count_error:g}%",
            of="counts shared out",
            settings=(
                Setting(
                    key="count_error",
                    where=("errors", "apportionment"),
                    words="{Areas} inside {a part} differ by, % (A5)",
                    value=17,
                    high=50,
                    panel="assumptions",
                    declared="value",
                ),
            ),
        ),
        Assumption(
            id="A6",
            in_words=(
                "{years} years, growth {pace_growth:g}%, from {pace_least:g}% to {pace_most:g}%"
            ),
            settings=(
                Setting(
                    key="target",
                    where=("pace", "target"),
                    words="Pace: target",
                    kind="choice",
                    value="scenario",
                    options=(
                        Option(key="scenario", label="This scenario", words="scenario"),
                        Option(key="fair_share", label="Fair share by need", words="fair share"),
                    ),
                    label="Target",
                ),
                Setting(
                    key="years",
                    where=("pace", "years"),
                    words="Pace: years",
                    kind="whole",
                    value=4,
                    low=1,
                    high=8,
                    label="Years",
                ),
                _pace(
                    "growth",
                    "Budget growth, % a year",
                    low=-10,
                    high=30,
                    value=0,
                    help="All of {place}, after inflation.",
                    description="Of the whole budget, after inflation",
                ),
                _pace(
                    "speed",
                    "Distance made up, % a year",
                    low=0,
                    high=100,
                    value=50,
                    help="How much of its distance from target {an area}'s growth makes up.",
                    description="Percent of the distance from target that a year's growth makes up",
                ),
                _pace(
                    "least",
                    "Least growth, % a year",
                    low=-50,
                    high=30,
                    value=-5,
                    help="No {area} grows slower.",
                ),
                _pace(
                    "most",
                    "Most growth, % a year",
                    low=-10,
                    high=100,
                    value=10,
                    help="No {area} grows faster; this always wins.",
                ),
                _pace(
                    "under",
                    "Most under target, %",
                    low=0,
                    high=100,
                    value=5,
                    help="No {area} stays further below target where the money allows.",
                    description="Percent {an area} may stay under target where the money allows",
                ),
            ),
        ),
        *pathway.ASSUMED,
        *risk.ASSUMED,
        *transition.ASSUMED,
        *schools.ASSUMED,
        *places.ASSUMED,
    )
}


def settings() -> dict[str, Setting]:
    """Every setting of a scenario that is one number, switch or choice, by key."""
    assumed = [setting for assumption in ASSUMPTIONS.values() for setting in assumption.settings]
    beyond = (*pathway.LEVERS, *risk.LEVERS, *transition.LEVERS, *schools.LEVERS, *places.LEVERS)
    return {setting.key: setting for setting in (*LEVERS, *beyond, *assumed, *shifts())}


def under(panel: str) -> list[Setting]:
    """The settings that a part of the Reallocate page draws, in their order."""
    return [setting for setting in settings().values() if setting.panel == panel]


def of_kind(*kinds: str) -> list[Setting]:
    return [setting for setting in settings().values() if setting.kind in kinds]


def setting_at(where: tuple[str, ...]) -> Setting:
    """The setting that stands somewhere in a scenario's record."""
    return next(setting for setting in settings().values() if setting.where == where)


def behind(setting: Setting) -> Assumption | None:
    """The assumption that a setting belongs to; None for a lever."""
    return next(
        (assumption for assumption in ASSUMPTIONS.values() if setting in assumption.settings), None
    )
