"""The Pack page: what goes in, a preview, and the files, all made on this server."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from lib import measures, money_words, pace_words, provenance, spread_words, words
from lib.classes import DIFFERS
from lib.errors import BadLever, NoPace
from lib.exports.files import OUTPUTS, make, together
from lib.exports.pack import AUDIENCES, LICENCE, LICENCE_OWN, PARTS, Assumption, Pack
from lib.exports.pictures import PICTURES, PREVIEW, described, picture
from lib.findings.filters import Filters
from lib.findings.outcome import Result, work_out
from lib.markdown import verbatim
from lib.measures import Measured
from lib.methods import METHODS
from lib.model import pace
from lib.model.need import BASES, has_standard
from lib.model.reallocation import SHARED_BY, Outcome
from lib.model.scenario import Scenario
from lib.model.uncertainty import Sureness
from lib.ui import blocks, cache, compare, getting_there, keeping, saved, unequal, yours

MADE, PREVIEWS = "pack_files", "pack_previews"
MODELLED_OWN = "Modelled: worked out by this dashboard from the partnership's own figures and stated assumptions."
PLAIN_STATISTICS = ("ratio", "funnel", "slope")  # what councillors are told of variation
UNIT = "children reached in 100 in need"


def show(filters: Filters) -> None:
    """Choose, look, make, take."""
    offered = compare.candidates(saved.listed())
    left, right = st.columns(2)
    names = list(offered)
    last = "On the sliders now"
    chosen = left.selectbox("Scenario", names, index=names.index(last) if last in names else 0, key="pack_scenario")
    audience = right.radio("For", list(AUDIENCES), format_func=lambda key: AUDIENCES[key].label, horizontal=True, key="pack_audience")
    areas = cache.tables().areas
    districts = left.multiselect("Districts to say a sentence on", list(cache.context().modelled_areas().name), key="pack_districts")
    parts = right.multiselect("Pages", list(PARTS), list(PARTS), format_func=lambda key: PARTS[key], key="pack_parts")
    outputs = left.multiselect("Files", list(OUTPUTS), list(OUTPUTS), format_func=lambda key: OUTPUTS[key].label, key="pack_outputs")
    made_on = right.date_input("Date on the pack", key="pack_date", format="DD/MM/YYYY")
    if not parts or not outputs:
        st.warning("Choose at least one page and one file.")
        return
    scenario = keeping.stamped(offered[chosen])
    try:
        pack = gather(scenario, filters, audience, [str(areas.code(name)) for name in districts], parts, made_on)
    except BadLever as fault:
        st.warning(verbatim(str(fault)), title="This scenario's levers do not go together")
        return
    # Files of another choice are not offered under this preview.
    asked = (chosen, scenario.to_json(), filters, audience, districts, parts, outputs, made_on)
    preview(pack)
    st.button("Make the pack", type="primary", on_click=_make, args=(pack, outputs, asked))
    made_for, files = st.session_state.get(MADE, (None, ()))
    for file in files if made_for == asked else ():
        st.download_button(
            verbatim(f"{file.output.label}: {file.name}"),
            file.content,
            file.name,
            file.output.media,
            key=f"take_{file.name}",
            on_click="ignore",
        )


def preview(pack: Pack) -> None:
    """What the pack will say and show."""
    st.header("Preview", anchor="preview")
    st.markdown(f"**{verbatim(pack.message)}** {verbatim(' '.join([*pack.plain_words, *pack.districts]))}")
    with st.container(key="pack_pictures"):
        for key, what in PICTURES.items():
            if what.part in pack.parts:
                blocks.png(_drawn(pack, key), described(pack, key))
    if "scenario" in pack.parts:
        st.markdown(verbatim(f"{pack.scenario_message} {pack.scenario_span}"))
    if "variation" in pack.parts:
        st.markdown(f"**{verbatim(pack.spread_message)}** {verbatim(' '.join(answer for _, _, answer in pack.statistics))}")
    st.caption(verbatim(f"{pack.stamp} {pack.cited}"))


def _drawn(pack: Pack, key: str) -> bytes:
    """A preview picture; the session keeps it until what it shows is another."""
    kept = st.session_state.setdefault(PREVIEWS, {})
    of = (pack.data_version, pack.scenario_json, pack.stamp)
    if kept.get(key, (None, b""))[0] != of:
        kept[key] = (of, picture(pack, key, "png", PREVIEW))
    return kept[key][1]


def _make(pack: Pack, keys: list[str], asked: tuple) -> None:
    """Build every file, saying how far it is; all of it on this server."""
    yours.goes_out()
    bar = st.progress(0.0, "Making the pack")
    files = []
    for i, file in enumerate(make(pack, keys), 1):
        files.append(file)
        bar.progress(i / len(keys), f"Made: {verbatim(file.output.label)}")
    bar.empty()
    st.session_state[MADE] = (asked, (together(pack, files), *files))


def gather(scenario: Scenario, filters: Filters, audience: str, districts: list[str], parts: list[str], made_on: date) -> Pack:
    """Everything the outputs say, worked out once. Raises BadLever where the scenario's levers do not go together."""
    tables, areas = cache.tables(), cache.tables().areas
    key = ("access_rate", cache.context().base_period(), scenario.basis, scenario.weighted)
    found = cache.context().measured(*key)
    d = found.districts
    result = work_out(cache.context(), scenario, filters)
    outcome, sure = result.outcome, result.sure
    message = words.headline(found, areas)
    by_itself = cache.context().known(*key)
    path, said = walked(result)
    standard = scenario.standard if has_standard(scenario.basis, scenario.weighted) else None
    view = unequal.view_of("access_rate", replace(filters, basis=scenario.basis, weighted=scenario.weighted))
    told = unequal.answers(view, AUDIENCES[audience].technical)
    wanted = [key for key in METHODS if key in told and (AUDIENCES[audience].technical or key in PLAIN_STATISTICS)]
    moves = scenario_message(result, standard)
    if left := money_words.left_over(outcome):
        moves = f"{moves} {left}."
    return Pack(
        title=f"Access to children's mental-health services, {found.period}",
        message=message,
        plain_words=(words.whole(found, areas), words.caution(found, areas), f"{scenario_title(result)}.", said),
        districts=tuple(money_words.district_sentence(outcome, sure, areas.name, code) for code in districts),
        parts=tuple(part for part in PARTS if part in parts),
        audience=AUDIENCES[audience],
        spread_message=spread_words.spread_sentence(view.spread, view.measured, view.names),
        statistics=tuple((METHODS[key].title, METHODS[key].question, told[key]) for key in wanted),
        period=found.period,
        provenance=provenance.KINDS[found.provenance],
        modelled=provenance.KINDS["modelled"] if found.level == "former_ccg" else MODELLED_OWN,
        licence=LICENCE_OWN if found.level == "district" else LICENCE,
        scenario_name=scenario.name,
        scenario_reason=scenario.reason,
        scenario_title=scenario_title(result),
        scenario_message=moves,
        scenario_span=result.choices_line,
        scenario_json=scenario.to_json(),
        pace_message=said,
        link=keeping.link(scenario),
        data_version=scenario.data_version,
        made_on=made_on,
        standard=standard,
        unit=UNIT,
        access=pd.DataFrame(
            {
                "district": areas.name,
                "value": d.value,
                "lower": d.lower,
                "upper": d.upper,
                "wide_lower": d.lower if by_itself is None else by_itself.printed.lower,
                "wide_upper": d.upper if by_itself is None else by_itself.printed.upper,
                "source": measures.rate_from(tables) if found.level == "former_ccg" else "",
                "text": [found.indicator.say(v) for v in d.value],
            }
        ),
        moves=moved(outcome, sure, result.areas.name),
        path=path,
        outlines=tables.boundaries.reset_index(),
        classes=cache.context().classes(*key, DIFFERS, None),
        assumptions=assumptions(scenario),
        quality=(
            *known(found),
            "A contact is not an outcome: the model counts children reached, not children helped.",
            *filter(None, [found.unverified]),
        ),
        sources=provenance.every(tables),
    )


def scenario_title(result: Result) -> str:
    """The scenario in one line, over a slide."""
    if not result.parts:
        return f"{result.scenario.name}: no money moves"
    return f"{result.scenario.name}: about {money_words.more(result.outcome.gained)} children a year ({result.over_choices})"


def scenario_message(result: Result, standard: float | None) -> str:
    """What the scenario would do, lever by lever."""
    if not result.parts:
        return f"This scenario moves no money. {result.held_back}".strip()
    reach = (result.reach_today, result.reach_after) if standard is not None else None
    return money_words.outcome_sentence(result.parts, result.outcome, reach, result.scenario.standard)


def known(found: Measured) -> tuple[str, ...]:
    """How counts and spend of this pack are known."""
    areas, spent = cache.tables().areas, cache.context().spending()
    if found.level == "former_ccg":
        counts = (
            "No service count is published by district: counts for eight former clinical commissioning groups are shared among "
            "districts by children. Districts of one former CCG show one rate and are ties."
        )
    else:
        counts = f"Service counts by district were brought in by the partnership. {words.caution(found, areas)}"
    if spent.by_area is not None:
        money = (
            f"Spend by district was brought in by the partnership ({spent.period}); its split by service is taken to be the same in every "
            "district (A2)."
        )
    else:
        money = "Spend is published for Kent and Medway only; its split by district and by service is assumed (A1, A2)."
    return counts, money, f"Counts are for {found.period}, spend for {spent.period}, children of {found.children}."


def moved(outcome: Outcome, sure: Sureness, names: pd.Series) -> pd.DataFrame:
    """Before and after by area_code, as Pack.moves."""
    return pd.DataFrame(
        {
            "district": names,
            "pounds_today": outcome.pounds_before,
            "change": outcome.pounds_after - outcome.pounds_before,
            "before": outcome.access_before,
            "after": outcome.access_after,
            "low": sure.access_low95,
            "high": sure.access_high95,
            "children": outcome.treated_after - outcome.treated_before,
        }
    )


def walked(result: Result) -> tuple[pd.DataFrame, str]:
    """Access by district and year, and how long it takes; today alone where no path fits the rule."""
    try:
        path, sentence = getting_there.walk(result)
    except NoPace as fault:
        only = result.outcome.access_before.rename(result.areas.name)
        return pd.DataFrame([only]), f"No path fits the rule for getting there. {fault}"
    rule = result.scenario.pace
    behind = pace_words.behind_sentence(pace.held_by_the_cap(path), rule.most, rule.under, result.areas.name)
    return getting_there.frames(result, path)["Access"], words.joined(filter(None, [sentence, behind]))


def assumptions(scenario: Scenario) -> tuple[Assumption, ...]:
    """Each assumption with the value this scenario gives it."""
    declared = cache.tables().assumptions
    services = scenario.services
    used = {
        "A1": SHARED_BY[scenario.shared_by] if cache.context().spending().by_area is None else "not used: spend was brought in by district",
        "A2": f"early {services.early_spend:g}% of spend, {services.early_reached:g}% of children; intensive "
        f"{services.intensive_spend:g}% and {services.intensive_reached:g}%",
        "A3": f"{scenario.elasticity:g}",
        "A4": f"±{scenario.errors.need:g}%, and ±{scenario.errors.need_district:g}% in one district"
        if not BASES[scenario.basis].standard
        else "not used: the national standard has its own denominator",
        "A5": f"{scenario.errors.apportionment:g}%"
        if cache.context().counts_apportioned()
        else "not used: counts were brought in by district",
        "A7": f"{scenario.inflation:g}% a year",
        "A6": f"{scenario.pace.years} years, growth {scenario.pace.growth:g}%, from {scenario.pace.least:g}% to {scenario.pace.most:g}%",
    }
    spans = {key: f"{a['low']} to {a['high']}" if "low" in a else "a choice" for key, a in declared.items()}
    return tuple(Assumption(key=key, title=a["title"], value=used[key], span=spans[key], why=a["why"]) for key, a in declared.items())
