"""Tables for others to use: every row carries its period, how it is known and who published it."""

import pandas as pd

from lib import provenance
from lib.catalogue.waiting import WAITS
from lib.figures import pupils, waiting
from lib.figures.actual import RATE, TREATED
from lib.figures.measured import Measured
from lib.findings.cliff import every_row, own_people
from lib.findings.context import Context
from lib.findings.distances import BANDS, FILES, catchments, distances
from lib.findings.group_figures import figures
from lib.findings.over_years import CONTACTED
from lib.findings.planned import Plan, Year
from lib.findings.promises import promises
from lib.findings.schools import Schools
from lib.scenarios.record import Scenario
from lib.sources import SafeTables

MEASURED = (RATE, TREATED, CONTACTED)  # of the trajectory


def indicator_csv(
    context: Context[SafeTables], indicator: str, period: str, basis: str, weighted: bool
) -> bytes:
    """One indicator by district as CSV (UTF-8 with mark, so that Excel reads it): one row a
    district."""
    asked = (indicator, period, basis, weighted)
    tables, measured, known = context.tables, context.measured(*asked), context.known(*asked)
    d = measured.districts
    source = provenance.cited(tables, measured.kind.files)
    if measured.own:
        # lib/uploads/own.py sees to it that there is one
        title = tables.publications["uploaded"]["title"]
        source = f"{title}; {provenance.cited(tables, ('children.csv', 'population.csv'))}"
    level = tables.place.level
    frame = pd.DataFrame(
        {
            "area_code": d.value.index,
            "area_name": tables.areas.name.to_numpy(),
            "indicator": measured.indicator.label,
            "unit": measured.indicator.unit,
            "period": measured.period,
            "value": _rounded(d.value, measured),
            "lower_95": _rounded(d.lower, measured),
            "upper_95": _rounded(d.upper, measured),
            "lower_95_district_by_itself": _rounded(
                d.lower if known is None else known.printed.lower, measured
            ),
            "upper_95_district_by_itself": _rounded(
                d.upper if known is None else known.printed.upper, measured
            ),
            "rank_from_highest": context.ranks(*asked).to_numpy(),
            "need_basis": measured.basis.label if measured.indicator.of_need else "",
            "not_verified": measured.unverified,
            "children_of": measured.children,
            f"rate_from_{level.key if level else 'part'}": (
                tables.crosswalk.made_of.to_numpy() if measured.level == "part" else ""
            ),
            "partnership": tables.areas.partnership.to_numpy(),
            "provenance": measured.provenance,
            "source": source,
            "licence": provenance.licence(tables.place, measured.own),
        }
    )
    return _csv(frame)


def closest_csv(context: Context[SafeTables], code: str) -> bytes:
    """The closest places of one district as CSV: a row for each former CCG that one lay in, the
    district's own first."""
    tables = context.tables
    rows = tables.closest[tables.closest.area_code == code].sort_values("place")
    access = tables.closest_access.drop(columns="source_id").rename(
        columns={
            "area_code": "close_code",
            "share": "share_of_former_ccg",
            "provenance": "access_provenance",
        }
    )
    frame = rows.merge(access, on="close_code", how="left").assign(
        source=provenance.cited(tables, ("closest.csv", "closest_access.csv")),
        licence=tables.place.licence,
    )
    return _csv(frame)


def promises_csv(context: Context[SafeTables]) -> bytes:
    """Every promise as CSV, a row each, with where it is cited and what would be needed to know."""
    view = promises(context)
    frame = view.table().assign(
        theme=[one.theme.title for one in view.standings],
        direction=[one.direction for one in view.standings],
        period=[one.period for one in view.standings],
        known=[one.known for one in view.standings],
        publisher=[one.source for one in view.standings],
        cited=[one.summary for one in view.standings],
        needed=[one.needed for one in view.standings],
        licence=context.tables.place.licence,
    )
    return _csv(frame)


def risk_csv(context: Context[SafeTables]) -> bytes:
    """Every figure of groups at greatest risk as CSV, published and own, a row each, with its 95%
    interval where it is of a count."""
    tables = context.tables
    own = len(tables.groups) > 0
    frame = figures(context).assign(licence=provenance.licence(tables.place, own))
    return _csv(frame)


def transition_csv(context: Context[SafeTables], scenario: Scenario) -> bytes:
    """Need by single year of age and who turns 18 by year, of every area, as CSV, a row each."""
    tables = context.tables
    source = provenance.cited(tables, ("population.csv", "prevalence.csv", "counts.csv"))
    own = own_people(context) or "uploaded" in set(tables.counts.provenance)
    frame = every_row(context, scenario).assign(
        provenance="modelled", source=source, licence=provenance.licence(tables.place, own)
    )
    return _csv(frame)


SCHOOLS = ("population.csv", "prevalence.csv", "teams.csv", "staff.csv")


def schools_csv(context: Context[SafeTables], view: Schools) -> bytes:
    """New school teams and staff by area as CSV, a row an area."""
    tables, staff = context.tables, view.staff.by_area
    rows = view.by_area
    frame = pd.DataFrame(
        {
            "area_code": rows.index,
            "area_name": rows.district,
            "pupils_5_to_17": rows.pupils,
            "pupils_in_need": rows.in_need.round(),
            "teams_for_every_pupil": rows["all"].round(2),
            "new_teams": rows.teams,
            "pupils_newly_covered": rows.covered.round(),
            "in_need_newly_covered": rows.need.round(),
            **{f"{key}_posts_more": staff[key].round(2) for key in staff},
            "period": f"pupils {pupils.year(tables)}",
            "provenance": "modelled",
            "covered_today_percent": rows.now.round(1),
            "source": provenance.cited(tables, SCHOOLS),
            "licence": provenance.licence(tables.place, view.own),
        }
    )
    return _csv(frame)


def waits_csv(context: Context[SafeTables]) -> bytes:
    """Every published count of referrals that wait as CSV, a row each, with NHS England's own
    code of it."""
    tables = context.tables
    rows = tables.referral_waits
    frame = rows.drop(columns="source_id").assign(
        period=[waiting.in_words(WAITS[row.measure].span, row.ends) for row in rows.itertuples()],
        code=rows.measure.map({key: wait.code for key, wait in WAITS.items()}),
        words=rows.measure.map({key: wait.words for key, wait in WAITS.items()}),
        source=provenance.cited(tables, ("referral_waits.csv",)),
        licence=tables.place.licence,
    )
    return _csv(frame)


def places_csv(context: Context[SafeTables], scenario: Scenario) -> bytes:
    """Distances by area and what each place is nearest to as CSV, a row an area or a place."""
    tables, view = context.tables, distances(context, scenario)
    areas = view.rows.rename(columns={"district": "name"}).rename_axis("area_code").reset_index()
    places = catchments(context, scenario).rename(columns={"site": "name"})
    columns = {
        "children": "children",
        "mean": "mean_km",
        "far": "ninth_tenth_or_farthest_km",
        "need": "children_in_need",
        "places": "places",
        "gini": "gini",
        **{f"within_{band}": f"percent_within_{band}_km" for band in BANDS},
        "reach": "places_in_reach_per_10000",
    }
    frame = pd.concat([areas.assign(what="area"), places.assign(what="nearest place")])
    frame = frame[["what", "area_code", "name", *columns]].rename(columns=columns).round(3)
    frame = frame.assign(
        provenance="modelled",
        source=provenance.cited(tables, FILES),
        licence=provenance.licence(tables.place, "uploaded" in set(tables.sites.provenance)),
    )
    return _csv(frame)


def trajectory_csv(context: Context[SafeTables]) -> bytes:
    """Both measures of the partnership by period with the national steps, and every other
    partnership, as CSV: a row a figure, each measure by itself."""
    tables = context.tables
    steps = tables.trajectory.assign(what=tables.trajectory.words, of=tables.trajectory.level)
    held = tables.standards.set_index("standard").percent
    steps = steps.assign(value=steps.value.fillna(steps.standard.map(held)))
    rows = tables.published_counts
    own = rows[rows.level.isin(("whole", "nation")) & rows.measure.isin(set(MEASURED))]
    others = tables.partnerships.rename(columns={"partnership": "of"})
    parts = (
        own.assign(of=own.area_name, what="outturn"),
        others.assign(what="outturn"),
        steps,
    )
    columns = ["measure", "of", "period", "what", "value", "provenance", "source_id"]
    frame = pd.concat([part[columns] for part in parts if len(part)])
    cited = {key: f"{one['publisher']}, {one['title']}" for key, one in tables.publications.items()}
    frame = frame.assign(source=frame.source_id.map(cited), licence=tables.place.licence)
    return _csv(frame.drop(columns="source_id"))


def plan_csv(context: Context[SafeTables], plan: Plan) -> bytes:
    """A plan against what happened as CSV, a row a year."""
    rows = [
        {
            "plan": plan.scenario.name,
            "period": year.period,
            "planned_pounds": round(year.pounds),
            "planned_children": round(year.treated),
            "planned_lower_95": round(year.low),
            "planned_upper_95": round(year.high),
            **_happened(year),
            "licence": context.tables.place.licence,
        }
        for year in plan.years
    ]
    return _csv(pd.DataFrame(rows))


def _happened(year: Year) -> dict[str, float | str | None]:
    """What came of a year, in columns; empty where nothing is known."""
    one, split = year.actual, year.reasons
    return {
        "pounds_in_the_plans_prices": None if year.real is None else round(year.real),
        "children": None if one is None else one.treated,
        "children_lower_95": None if one is None else round(one.low),
        "children_upper_95": None if one is None else round(one.high),
        "difference": None if split is None else split.total,
        "of_it_need": None if split is None or one is None or one.need is None else split.need,
        "of_it_money": None if split is None or year.real is None else split.money,
        "of_it_unexplained": None if split is None else split.unexplained,
        "children_provenance": "" if one is None else one.known,
    }


def _rounded(value: pd.Series, measured: Measured) -> list[float | str]:
    """Figures, with [c] for a suppressed district as the guidance on statistics in spreadsheets has
    it."""
    return [
        "[c]" if code in measured.hidden else figure
        for code, figure in value.round(measured.indicator.decimals + 1).items()
    ]


def _csv(frame: pd.DataFrame) -> bytes:
    """As spreadsheets open it: with a byte order mark and their ends of lines."""
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
