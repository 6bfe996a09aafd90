"""Where the next places should stand, and which would be missed least (docs/methods.md 22)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import distance_words, words
from lib.catalogue.assumptions import settings
from lib.catalogue.places import MOST_NEW
from lib.distance_words import km
from lib.figures import homes
from lib.findings.context import Context, remembered
from lib.findings.distances import by_area, distances, lacking, to_homes, to_places
from lib.findings.tiles import Tile
from lib.model.places import within
from lib.model.siting import AIMS, Sited, missed_least
from lib.scenarios.record import Scenario
from lib.sources import Tables


@dataclass(frozen=True, kw_only=True)
class Next:
    """More places where they serve best.

    Attributes
    ----------
    sites
        A row a place: lsoa, area_code, district, lat, lon, nearer (children who would be nearer).
    home, nearest
        Kilometres of each home then, and the index of its nearest place: those that there are
        first, then these.
    rows
        By area then, as `Distances` has them.
    pounds
        A year.
    """

    message: str
    more: str
    sites: pd.DataFrame
    home: np.ndarray
    nearest: np.ndarray
    rows: pd.DataFrame
    proven: bool
    pounds: float
    tiles: tuple[Tile, ...]

    @property
    def text(self) -> list[str]:
        """What the map says of each area."""
        return [f"{value:.1f}" for value in self.rows["mean"]]

    @property
    def alt(self) -> str:
        """The map in a sentence."""
        where = ", ".join(f"{i} in {name}" for i, name in enumerate(self.sites.district, 1))
        mean, name = self.rows["mean"], self.rows.district
        ends = (f"{km(mean[c])} in {name[c]}" for c in (mean.idxmin(), mean.idxmax()))
        return (
            f"Mean distance to the nearest place with the further places, numbered: {where}. From"
            f" {' to '.join(ends)}."
        )

    @property
    def table(self) -> pd.DataFrame:
        """The places in words."""
        return pd.DataFrame(
            {
                "Place": [f"{i}" for i in range(1, len(self.sites) + 1)],
                "Where": [f"{row.district}, LSOA {row.lsoa}" for row in self.sites.itertuples()],
                "Latitude": [f"{value:.4f}" for value in self.sites.lat],
                "Longitude": [f"{value:.4f}" for value in self.sites.lon],
                "Children nearer": [f"{value:,.0f}" for value in self.sites.nearer],
            }
        )


def _asked(scenario: Scenario) -> tuple:
    """What decides where places stand, and no more: nothing else has it worked out again."""
    one, usual = scenario.places, Scenario()
    of_need = scenario if one.counted != "children" else usual
    band = one.within if one.aim == "within" else usual.places.within
    return (one.aim, one.counted, band, one.closing, of_need.basis, of_need.weighted)


@remembered()
def solved(
    context: Context[Tables],
    number: int,
    aim: str,
    counted: str,
    band: float,
    closing: bool,
    basis: str,
    weighted: bool,
) -> Sited:
    """So many more places. It is the same whenever it is asked, so that a scenario, which keeps
    what is asked, keeps its places."""
    now = to_places(context, closing).min(axis=1, initial=np.inf)
    weight = homes.counted(context.tables, counted, basis, weighted)
    return AIMS[aim](now, to_homes(context), weight, number, band)


def next_places(context: Context[Tables], scenario: Scenario) -> Next | None:
    """The scenario's more places; None where it has none or nothing can be measured."""
    levers, tables = scenario.places, context.tables
    view = distances(context, scenario)
    if not levers.new or not view.held:
        return None
    answer = solved(context, levers.new, *_asked(scenario))
    children = tables.lsoas.children.to_numpy(float)
    held = len(homes.places(tables, levers.closing))
    rows = tables.lsoas.iloc[list(answer.sites)]
    nearest = to_homes(context)[:, list(answer.sites)]
    nearer = (nearest <= answer.km[:, None] + 1e-9) & (answer.km < view.home)[:, None]
    sites = rows[["lsoa", "area_code", "lat", "lon"]].assign(
        district=rows.area_code.map(tables.areas.name), nearer=nearer.T @ children
    )
    before, after = (float(np.average(far, weights=children)) for far in (view.home, answer.km))
    pounds = 1000 * levers.new * levers.cost
    choice = settings()["places_aim"].labels[levers.aim]
    whom = settings()["places_counted"].labels[levers.counted]
    return Next(
        message=distance_words.sited(len(sites), before, after, answer.proven, answer.gap),
        more=words.joined(
            [
                f"They stand where {choice}, counting {whom}.",
                distance_words.there_already(
                    tables.areas.name[code]
                    for code in lacking(context)
                    if code in {*sites.area_code}
                ),
                distance_words.COST.format(1000 * levers.cost),
            ]
        ),
        sites=sites.reset_index(drop=True),
        home=answer.km,
        nearest=np.where(
            answer.km < view.home, held + nearest.argmin(axis=1) if len(sites) else 0, view.nearest
        ),
        rows=by_area(context, answer.km, levers.closing),
        proven=answer.proven,
        pounds=pounds,
        tiles=(
            Tile(label="Mean distance then", value=km(after), note=f"today {km(before)}"),
            Tile(
                label="Farthest then",
                value=km(float(answer.km.max())),
                note=f"today {km(float(view.home.max()))}",
            ),
            Tile(
                label=f"Within {levers.within:g} km then",
                value=f"{within(answer.km, children, levers.within):.0f} in 100",
                note=f"today {within(view.home, children, levers.within):.0f}",
            ),
            Tile(label="A year", value=words.pounds(pounds), note="off the budget (A23)"),
        ),
    )


def gains(context: Context[Tables], scenario: Scenario, number: int) -> dict[str, float | str]:
    """One row of the curve of benefit against the number of places: number, mean, worst, share
    (within the scenario's distance), proven; of today where number is nought."""
    view = distances(context, scenario)
    children = context.tables.lsoas.children.to_numpy(float)
    home, proven = view.home, True
    if number:
        answer = solved(context, number, *_asked(scenario))
        home, proven = answer.km, answer.proven
    return {
        "number": number,
        "mean": float(np.average(home, weights=children)),
        "worst": float(home.max()),
        "share": within(home, children, scenario.places.within),
        "proven": "proven" if proven else "not proven",
    }


def curve_table(rows: list[dict[str, float | str]], band: float) -> pd.DataFrame:
    """The curve in words."""
    frame = pd.DataFrame(rows)
    return pd.DataFrame(
        {
            "More places": [f"{n:.0f}" for n in frame.number],
            "Mean, km": [f"{n:.2f}" for n in frame["mean"]],
            "Farthest, km": [f"{n:.1f}" for n in frame.worst],
            f"Within {band:g} km, %": [f"{n:.1f}" for n in frame.share],
            "Answer": frame.proven,
        }
    )


@remembered()
def closed(
    context: Context[Tables],
    number: int,
    counted: str,
    closing: bool,
    basis: str,
    weighted: bool,
) -> Sited | None:
    """So many places whose closing makes the mean grow least; None where no more are there."""
    apart = to_places(context, closing)
    if apart.shape[1] <= number:
        return None
    weight = homes.counted(context.tables, counted, basis, weighted)
    return missed_least(apart, weight, number)


def closings(context: Context[Tables], scenario: Scenario) -> pd.DataFrame:
    """What would be lost with one place fewer, two and so on, in words."""
    view, levers = distances(context, scenario), scenario.places
    held = homes.places(context.tables, levers.closing)
    children = context.tables.lsoas.children.to_numpy(float)
    rows = []
    for number in range(1, MOST_NEW + 1):
        answer = closed(
            context, number, levers.counted, levers.closing, scenario.basis, scenario.weighted
        )
        if answer is None:
            break
        farther = children[answer.km > view.home + 1e-9].sum()
        names = ", ".join(held.site.iloc[i] for i in answer.sites)
        mean = float(np.average(answer.km, weights=children))
        rows.append((f"{number}", names, f"{mean:.2f}", f"{farther:,.0f}"))
    return pd.DataFrame(rows, columns=["Fewer", "Places", "Mean, km", "Children farther"])


def swings(context: Context[Tables], scenario: Scenario) -> pd.DataFrame:
    """What each assumption is worth between the ends of its range, in words."""
    mean, levers, known = distances(context, scenario).whole["mean"], scenario.places, settings()
    cost, road = known["places_cost"], known["places_road"]
    rows = [
        (
            f"{road.words}, {road.low:g} to {road.high:g}",
            "Mean distance by road, about",
            *(km(mean * times) for times in (road.low, levers.road, road.high)),
        ),
        (
            f"{cost.words}, {cost.low:g} to {cost.high:g}",
            "Pounds a year off the budget",
            *(
                words.pounds(1000 * levers.new * each)
                for each in (cost.low, levers.cost, cost.high)
            ),
        ),
    ]
    return pd.DataFrame(rows, columns=["Assumption", "Of what", "Low end", "Now", "High end"])
