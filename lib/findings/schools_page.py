"""Schools and workforce in the meeting pack, in the story, and as bars and a map."""

import pandas as pd

from lib import provenance, workforce_words
from lib.figures import pupils
from lib.findings import schools
from lib.findings.context import Context
from lib.findings.outcome import Result
from lib.findings.page import Audience, Card, Page, Picture, Sheet
from lib.findings.schools import Schools
from lib.findings.staged import StageBars
from lib.model.workforce import NONE
from lib.sources import Tables

WANTED = "wanted"


def page(context: Context[Tables], result: Result, audience: Audience) -> Page:
    """What new teams would do, who has to be found for it, and by when; by area in the workbook."""
    view, place = schools.of_result(context, result), context.tables.place
    noun, name = place.area, result.scenario.name
    needed, said = view.staff, (view.message, view.more, schools.caution(context.tables))
    return Page(
        key="workforce",
        heading="Schools and workforce",
        known="modelled",
        sentences=tuple(filter(None, said)),
        cards=(
            *(
                Card(number=tile.value, text=f"{tile.label}: {tile.note}")
                for tile in view.tiles[-3:]
            ),
        ),
        backup=(
            "For questions: staff",
            tuple(filter(None, (needed.message, needed.binding, needed.beside))),
        )
        if audience.technical
        else None,
        pictures=(_map(view, name),) if view.by_area.teams.any() else (),
        caption=f"New teams and staff, by {noun.one} (modelled)",
        table=view.table(noun.heading),
        sheet=Sheet(
            name="Schools",
            title=f"New school teams and staff of “{name}”, by {noun.one}",
            frame=numbers(view, noun.heading),
            modelled=True,
            note=workforce_words.NOT_ADDED,
            stamp=f"{provenance.MODELLED} Pupils of {pupils.year(context.tables)}.",
        ),
    )


def numbers(view: Schools, heading: str) -> pd.DataFrame:
    """By area as numbers."""
    rows = view.by_area
    return pd.DataFrame(
        {
            heading: rows.district,
            "Pupils": rows.pupils,
            "Teams for every pupil": rows["all"].round(1),
            "New teams": rows.teams,
            "Pupils newly covered": rows.covered.round(),
            "of them in need": rows.need.round(),
            "Staff, more or fewer": rows.staff.round(1),
        }
    )


def _map(view: Schools, name: str) -> Picture:
    rows = view.by_area
    frame = pd.DataFrame(
        {
            "district": rows.district,
            "value": rows.share,
            "text": [f"{share:+.0f}" if share else "0" for share in rows.share],
            "span": "",
        }
    )
    return Picture(
        key="teams",
        kind="map",
        frame=frame,
        slide=f"“{name}”: where new school teams go",
        title=f"{name}: {schools.UNIT}",
        alt=view.map_alt,
        modelled=True,
        classes=schools.ADDED,
        unit=schools.UNIT,
    )


def bars(view: Schools) -> StageBars:
    """New posts wanted and those that can be filled, by year; where none is new, posts more or
    fewer by area."""
    if view.staff.new < NONE:
        rows = list(zip(view.by_area.district, view.by_area.staff))
        return _bars(rows, "{:+.1f}", "whole-time posts, more or fewer")
    by_year = [
        (f"Year {year}: {what}", posts)
        for year, row in view.staff.years.iterrows()
        for what, posts in ((WANTED, row.wanted), ("in post", row.in_post))
    ]
    return _bars(by_year, "{:.0f}", "new whole-time posts by the end of each year")


def _bars(rows: list[tuple[str, float]], figure: str, unit: str) -> StageBars:
    frame = pd.DataFrame(rows, columns=["label", "value"])
    text = [figure.format(posts) if abs(posts) >= 0.05 else "0" for posts in frame.value]
    frame = frame.assign(lower=float("nan"), upper=float("nan"), text=text)
    return StageBars(
        rows=frame,
        marked=tuple(label for label in frame.label if label.endswith(WANTED)),
        line=None,
        unit=unit,
        alt="; ".join(f"{row.label} {row.text}" for row in frame.itertuples()) + ".",
    )
