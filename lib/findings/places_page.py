"""Places as a step of the story and as a page of the meeting pack."""

import pandas as pd

from lib import distance_words, words
from lib.distance_words import UNIT, km
from lib.findings.context import Context
from lib.findings.distances import BANDS, CLASSES, Distances, completeness, distances
from lib.findings.next_places import next_places
from lib.findings.page import Audience, Card, Page, Picture, Sheet
from lib.findings.points import MODEL, Ground, Point
from lib.scenarios.record import Scenario
from lib.sources import Tables

STATISTICS = ["Gini", "In reach"]  # columns that a councillor is spared


def far(on: Ground) -> Point | None:
    """How far help is, after how whole the list is; where next, with a lever set."""
    view = distances(on.context, on.result.scenario)
    if not view.held:
        return None
    more = next_places(on.context, on.result.scenario)
    known = completeness(on.context)
    return Point(
        of=on.shown.measured,
        message=view.message if more is None else more.message,
        number=km(view.whole["mean"]),
        counts="on average to the nearest place on the list, straight line",
        known=MODEL,
        caution=words.joined(filter(None, [known.warning, known.note])),
        picture=view.staged,
        period=view.of_when,
    )


def page(context: Context[Tables], scenario: Scenario, audience: Audience) -> Page | None:
    """What the list lacks, how far children live on a map, and where the next places would stand;
    no statistics but for those who know them. None where nothing can be measured."""
    view, known = distances(context, scenario), completeness(context)
    if not view.held:
        return None
    more = next_places(context, scenario)
    answer = () if more is None else (more.message, more.more)
    first = tuple(filter(None, [known.warning, known.note]))
    without = [] if audience.technical else STATISTICS
    return Page(
        key="places",
        heading="Places",
        known="modelled",
        sentences=(view.message, *first, view.slope, *answer, view.caution),
        words=None if more is None else ("Where next", answer),
        cards=tuple(
            Card(number=tile.value, text=f"{tile.label}: {tile.note}") for tile in view.tiles[:3]
        ),
        pictures=(_map(view, known.warning or known.note),),
        caption="Distance to the nearest place on the list, straight line",
        table=view.table.drop(columns=without, errors="ignore"),
        sheet=Sheet(
            name="Places",
            title="Distance to the nearest place on the list, straight line",
            frame=_numbers(view).drop(columns=without),
            modelled=True,
            note=words.joined([*first, view.caution, distance_words.IN_REACH]),
            stamp=distance_words.STAMP,
        ),
    )


def _map(view: Distances, beneath: str) -> Picture:
    rows = view.rows
    frame = pd.DataFrame(
        {"district": rows.district, "value": rows["mean"], "text": view.text, "span": ""},
        index=rows.index,
    )
    return Picture(
        key="nearest",
        kind="map",
        frame=frame,
        slide="How far the nearest place is",
        title="Mean distance to the nearest place",
        alt=view.alt,
        modelled=True,
        beneath=beneath,
        classes=CLASSES,
        unit=UNIT,
    )


def _numbers(view: Distances) -> pd.DataFrame:
    """Figures as numbers, a row an area."""
    names = {
        "district": view.areas.noun.heading,
        "children": "Children",
        "places": "Places",
        "mean": "Mean, km",
        "far": "90th percentile, km",
        **{f"within_{band}": f"Within {band} km, %" for band in BANDS},
        "gini": "Gini",
        "reach": "In reach",
    }
    return view.rows[list(names)].round(2).rename(columns=names).reset_index(drop=True)
