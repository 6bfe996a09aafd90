"""How far children live from the nearest place, by area and small area (docs/methods.md 22)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import distance_words, words
from lib.classes import SEQUENTIAL, Classes
from lib.distance_words import UNIT, km
from lib.figures import amounts, homes
from lib.findings.context import Context, remembered
from lib.findings.staged import StageMap
from lib.findings.tiles import Tile
from lib.model.places import floating_catchment, kilometres, percentile, within
from lib.place.areas import Areas
from lib.scenarios.record import Scenario
from lib.sources import Tables
from lib.variation.gradient import line, midpoint_rank
from lib.variation.spread import gini

BANDS = (2, 5, 10)  # km
FILES = ("sites.csv", "site_facts.csv", "lsoas.csv")
CLASSES = Classes(
    edges=(1.0, 2.0, 4.0, 8.0), colours=SEQUENTIAL, decimals=1, meaning="darker: farther"
)
PER = 10_000


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """What is known of the list of places. warning: whose answers rest on an incomplete one. table:
    every fact in words."""

    warning: str
    note: str
    table: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class Distances:
    """Distances to the nearest place.

    Attributes
    ----------
    rows
        By area_code: district, children, places, mean, far (90th percentile), gini, within_2 and so
        on (percent of children), reach.
    whole
        The same of all areas together.
    home, nearest
        Kilometres of each home and the index of its place; -1 where there is none.
    slope
        With deprivation, in a sentence.
    """

    message: str
    year: int
    areas: Areas
    rows: pd.DataFrame
    whole: pd.Series
    home: np.ndarray
    nearest: np.ndarray
    slope: str
    caution: str
    tiles: tuple[Tile, ...]

    @property
    def held(self) -> bool:
        return not self.rows.empty

    @property
    def text(self) -> list[str]:
        """What the map says of each area."""
        return [f"{value:.1f}" for value in self.rows["mean"]]

    @property
    def alt(self) -> str:
        """The map in a sentence."""
        mean = self.rows["mean"]
        ends = (f"{km(mean[c])} in {self.areas.name[c]}" for c in (mean.idxmin(), mean.idxmax()))
        return (
            f"Mean distance to the nearest place by {self.areas.noun.one}, straight line: from"
            f" {' to '.join(ends)}. Every value is in the table."
        )

    @property
    def table(self) -> pd.DataFrame:
        """Every area and all together, in words, the farthest first."""
        order = self.rows.sort_values("mean", ascending=False, kind="stable")
        every = pd.concat([order, self.whole.to_frame().T])
        return pd.DataFrame(
            {
                self.areas.noun.heading: [*order.district, "All"],
                "Children": [f"{n:,.0f}" for n in every.children],
                "Places": [f"{n:.0f}" for n in every.places],
                "Mean, km": [f"{n:.1f}" for n in every["mean"]],
                "1 in 10 beyond, km": [f"{n:.1f}" for n in every.far],
                **{
                    f"Within {band} km, %": [f"{n:.0f}" for n in every[f"within_{band}"]]
                    for band in BANDS
                },
                "Gini": [f"{n:.2f}" for n in every.gini],
                "In reach": [f"{n:.2f}" for n in every.reach],
            }
        )

    @property
    def bands(self) -> pd.DataFrame:
        """Percent of children by band, a row an area and band, the farthest area first: label,
        band, share."""
        order = self.rows.sort_values("mean", ascending=False, kind="stable")
        ends = pd.DataFrame({0: 0.0} | {band: order[f"within_{band}"] for band in BANDS})
        ends[np.inf] = 100.0
        shares = ends.diff(axis=1).iloc[:, 1:].set_axis(band_names(), axis=1)
        return shares.assign(label=order.district).melt(
            "label", var_name="band", value_name="share"
        )

    @property
    def staged(self) -> StageMap:
        mean = self.rows["mean"]
        return StageMap(
            value=mean,
            text=pd.Series(self.text, mean.index),
            name=self.areas.name,
            named=(str(mean.idxmax()), str(mean.idxmin())),
            classes=CLASSES,
            unit=UNIT,
            alt=self.alt,
        )

    @property
    def of_when(self) -> str:
        """Of which year homes and places are."""
        return f"homes of mid-{self.year}, places as listed"

    def about(self, code: str) -> str:
        """One area in a sentence."""
        row = self.rows.loc[code]
        return distance_words.area(row.district, row["mean"], row.far, row.within_5)


def band_names() -> list[str]:
    return distance_words.bands(BANDS)


def completeness(context: Context[Tables]) -> Completeness:
    """Before any answer: what the list lacks, and what of it may be gone."""
    tables = context.tables
    facts = homes.facts(tables)
    names = {kind: list(rows.area_name) for kind, rows in facts.groupby("kind")}
    warning = distance_words.incomplete(names.get(homes.MISSING, []), names.get(homes.CLOSING, []))
    note = distance_words.UNKNOWN if facts.empty else distance_words.NAMED
    if homes.own_list(tables):
        note = distance_words.OWN
    return Completeness(
        warning=warning,
        note=note,
        table=pd.DataFrame(
            {
                "Where": facts.area_name,
                "What": facts.site,
                "Known": facts.words,
                "When": facts.period,
                "By whom": [tables.publications[key]["publisher"] for key in facts.source_id],
            }
        ).reset_index(drop=True),
    )


def lacking(context: Context[Tables]) -> list[str]:
    """The areas that the list is known to lack places in."""
    facts = homes.facts(context.tables)
    return list(dict.fromkeys(facts.area_code[facts.kind == homes.MISSING]))


@remembered()
def to_places(context: Context[Tables], closing: bool) -> np.ndarray:
    """Kilometres from each home to each place that counts."""
    tables = context.tables
    return kilometres(homes.points(tables.lsoas), homes.points(homes.places(tables, closing)))


@remembered()
def to_homes(context: Context[Tables]) -> np.ndarray:
    """Kilometres from each home to each, as a candidate for a place."""
    at = homes.points(context.tables.lsoas)
    return kilometres(at, at)


def distances(context: Context[Tables], scenario: Scenario) -> Distances:
    """Of the places that there are, under the scenario's choice of which count."""
    road = scenario.places.road
    return _distances(context, scenario.places.closing, road)


@remembered()
def _distances(context: Context[Tables], closing: bool, road: float) -> Distances:
    tables = context.tables
    if tables.lsoas.empty or homes.places(tables, closing).empty:
        return _nothing(tables)
    apart = to_places(context, closing)
    home, nearest = apart.min(axis=1), apart.argmin(axis=1)
    rows = by_area(context, home, closing)
    all_ = _summary(home, np.arange(len(home)), tables.lsoas.children.to_numpy(float))
    reach = _reach(context, closing)
    whole = pd.Series(
        {
            **all_,
            "children": rows.children.sum(),
            "places": rows.places.sum(),
            "reach": np.average(reach, weights=tables.lsoas.children),
        }
    )
    place = tables.place.name
    far = rows["mean"].idxmax()
    return Distances(
        year=int(tables.lsoas.year.max()),
        message=distance_words.point(place, whole["mean"], road, whole.far),
        areas=tables.areas,
        rows=rows,
        whole=whole,
        home=home,
        nearest=nearest,
        slope=_slope(tables, rows),
        caution=words.joined([distance_words.STRAIGHT.format(road), distance_words.WHAT]),
        tiles=(
            Tile(
                label="Mean distance",
                value=km(whole["mean"]),
                note=f"straight line; about {km(whole['mean'] * road)} by road (A24)",
            ),
            Tile(label="One in ten beyond", value=km(whole.far), note="90th percentile"),
            Tile(
                label=f"Within {BANDS[1]} km",
                value=f"{whole[f'within_{BANDS[1]}']:.0f} in 100",
                note="children under 18",
            ),
            Tile(
                label="Farthest on average",
                value=str(rows.district[far]),
                note=f"{km(rows['mean'][far])}; 1 in 10 beyond {km(rows.far[far])}",
            ),
        ),
    )


def _nothing(tables: Tables) -> Distances:
    lacks = distance_words.NO_HOMES if tables.lsoas.empty else distance_words.NO_PLACES
    return Distances(
        message=lacks,
        year=0,
        areas=tables.areas,
        rows=pd.DataFrame(),
        whole=pd.Series(dtype=float),
        home=np.array([]),
        nearest=np.array([], dtype=int),
        slope="",
        caution="",
        tiles=(),
    )


def _summary(home: np.ndarray, inside: np.ndarray, children: np.ndarray) -> dict[str, float]:
    """Of some homes: mean, far, gini and the shares within each band; NaN without a child."""
    apart, of = home[inside], children[inside]
    lived = bool(of.sum()) and bool(np.isfinite(apart).all())
    mean = float(np.average(apart, weights=of)) if lived else float("nan")
    return {
        "mean": mean,
        "far": percentile(apart, of, 0.9),
        "gini": float(gini(apart, of)) if lived and mean > 0 else 0.0 if lived else mean,
        **{f"within_{band}": within(apart, of, band) for band in BANDS},
    }


@remembered()
def _reach(context: Context[Tables], closing: bool) -> np.ndarray:
    """Places in reach for each 10,000 children, shape (homes,); each place counts as one."""
    apart = to_places(context, closing)
    children = context.tables.lsoas.children.to_numpy(float)
    return PER * floating_catchment(apart, children, np.ones(apart.shape[1]))


def by_area(context: Context[Tables], home: np.ndarray, closing: bool) -> pd.DataFrame:
    """Rows of `Distances`. home: kilometres of each home to its nearest place."""
    tables = context.tables
    children = tables.lsoas.children.to_numpy(float)
    inside = tables.lsoas.groupby("area_code").indices
    order, none = tables.areas.order, np.array([], dtype=int)
    reach = _reach(context, closing)
    rows = pd.DataFrame(
        [_summary(home, inside.get(code, none), children) for code in order], index=order
    )
    held = homes.places(tables, closing).groupby("area_code").size()
    return rows.assign(
        district=tables.areas.name.reindex(order),
        children=[children[inside.get(code, none)].sum() for code in order],
        places=held.reindex(order, fill_value=0),
        reach=[
            float(np.average(reach[at], weights=children[at])) if len(at) else float("nan")
            for at in (inside.get(code, none) for code in order)
        ],
    )


def _slope(tables: Tables, rows: pd.DataFrame) -> str:
    known = rows[rows["mean"].notna() & (rows.children > 0)]
    rank = midpoint_rank(amounts.deprivation(tables).reindex(known.index), known.children)
    share = (known.children / known.children.sum()).to_numpy()
    at_most, steep = line(known["mean"].to_numpy(), rank.to_numpy(), share)
    return distance_words.slope(float(at_most), float(at_most + steep), tables.areas.noun.many)


def catchments(context: Context[Tables], scenario: Scenario) -> pd.DataFrame:
    """The homes that each place is nearest to, most children first: site, area_code, kind,
    children, need (of the scenario's basis), far (the farthest home), mean (km)."""
    tables, closing = context.tables, scenario.places.closing
    view = distances(context, scenario)
    need = homes.counted(tables, "need", scenario.basis, scenario.weighted)
    rows = pd.DataFrame(
        {"i": view.nearest, "children": tables.lsoas.children, "need": need, "km": view.home}
    )
    rows["sum"] = rows.km * rows.children
    by = rows.groupby("i").agg(
        children=("children", "sum"), need=("need", "sum"), far=("km", "max"), sum=("sum", "sum")
    )
    held = homes.places(tables, closing)
    table = held[["site", "area_code", "service_type"]].join(by)
    table = table.fillna({"children": 0, "need": 0})
    table["mean"] = table["sum"] / table.children.where(table.children > 0)
    return table.sort_values("children", ascending=False, kind="stable").drop(columns="sum")
