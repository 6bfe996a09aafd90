"""Numbers into sentences: units, cautious wording, no jargon."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from lib.figures.measured import Measured, ties
from lib.model.need import defined
from lib.place.areas import Areas, listed
from lib.provenance import MODELLED


def pounds(amount: float) -> str:
    """Pounds to the nearest £1,000, millions to two decimals.

    >>> pounds(1234567), pounds(-48211), pounds(0)
    ('£1.23m', '-£48,000', '£0')
    """
    size = abs(amount)
    text = f"£{size / 1e6:.2f}m" if size >= 999_500 else f"£{round(size, -3):,.0f}"
    return f"-{text}" if amount < 0 and text != "£0" else text


def children(number: float) -> str:
    """Modelled children, to the nearest 5.

    >>> children(1233), children(-2)
    ('1,235', '0')
    """
    return f"{int(5 * round(number / 5)):,}"


def number(count: int) -> str:
    """A whole number in a sentence, in letters up to ten.

    >>> number(8), number(42)
    ('eight', '42')
    """
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return small[count] if count < len(small) else f"{count:,}"


def signed(text: str) -> str:
    """A plus in front of what is not negative or zero."""
    return text if text.startswith("-") or text in ("0", "£0", "0.0", "0%") else f"+{text}"


def between(low: float, high: float) -> str:
    """A span of modelled children, with no more digits than two seeds agree on.

    >>> between(92, 171), between(-123, 904)
    ('+90 to +170', '-100 to +900')
    """
    step = next(
        step
        for step, width in ((5, 100), (10, 250), (25, 600), (50, 1500), (100, np.inf))
        if high - low < width
    )
    return " to ".join(signed(f"{int(step * round(end / step)):,}") for end in (low, high))


def chance(share: float) -> str:
    """A probability from draws, to the nearest 5%: a finer digit would be another one under another
    seed.

    >>> chance(0.423), chance(0.999), chance(0.97), chance(0.002)
    ('about 40%', 'over 99%', 'over 95%', 'under 1%')
    """
    if share != share:
        return "*"  # nobody is in need
    if share > 0.99 or share < 0.01:
        return "over 99%" if share > 0.5 else "under 1%"
    if share > 0.95 or share < 0.05:
        return "over 95%" if share > 0.5 else "under 5%"
    return f"about {5 * round(share * 20)}%"


def rate_in_100(value: float) -> str:
    """Access per 100; a star where it is suppressed or nobody is in need."""
    return "*" if np.isnan(value) else f"{value:.1f}"


def times(ratio: float) -> str:
    return f"{ratio:.2f} times" if np.isfinite(ratio) else "no limit (one reaches nobody)"


def rate(measured: Measured, value: float) -> str:
    """A value with its unit: "59.0 in 100 children in need"."""
    return f"{measured.indicator.say(value)} {measured.indicator.unit}"


def interval(measured: Measured, code: str) -> str:
    """The 95% interval of a district's published rate, or that there is none."""
    d = measured.districts
    if code in measured.hidden:
        return "*"
    if not d.has_interval:
        return (
            "no interval published"
            if measured.provenance != "modelled"
            else "no interval: modelled"
        )
    return f"{measured.indicator.say(d.lower[code])} to {measured.indicator.say(d.upper[code])}"


def together(measured: Measured, areas: Areas, code: str) -> str:
    """The district, with those that share its published rate."""
    group = ties(measured)
    same = [areas.name[other] for other in areas.order if group[other] == group[code]]
    return listed(same)


def headline(measured: Measured, areas: Areas) -> str:
    """The page's point in one sentence."""
    value = measured.districts.value
    top, low = str(value.idxmax()), str(value.idxmin())
    say = measured.indicator.say
    shown = " of those shown" if measured.hidden else ""
    if measured.kind.of_trials and measured.indicator.verb:
        high, down = f"about {value[top]:.0f} in 100", f"about {value[low]:.0f}"
        indicator = measured.indicator
        start = (
            f"In {measured.period} {together(measured, areas, top)} {indicator.verb} {high}"
            f" {indicator.of}"
        )
        return f"{start}; {together(measured, areas, low)}, lowest{shown}, {down}."
    start = (
        f"{measured.indicator.label} ({measured.indicator.unit}, {measured.period}) is highest in"
        f" {together(measured, areas, top)}"
    )
    return (
        f"{start} ({say(value[top])}) and lowest in {together(measured, areas, low)}"
        f" ({say(value[low])}){shown}."
    )


STAR = "* a count under 5, one kept back so that another cannot be worked out, or nobody to count"


def caution(measured: Measured, areas: Areas) -> str:
    """What the reader must know of how the figures are made."""
    return joined(filter(None, [_how_known(measured, areas), measured.unverified]))


def _how_known(measured: Measured, areas: Areas) -> str:
    place = measured.place
    if measured.level == "district" and measured.kind.from_counts:
        rounded = f"Counted by {place.area.one}, to the nearest 5"
        if not measured.hidden:
            return f"{rounded}; no number was small enough to hide."
        names = listed(areas.name[code] for code in measured.hidden)
        return (
            f"{rounded}. Suppressed, and so left out of totals, statistics and the model: {names}"
            f" ({STAR})."
        )
    if measured.provenance == "apportioned":
        parts = measured.nouns
        return (
            f"Apportioned: counts are published for {len(measured.parts.value)} {parts.many}, not"
            f" for {place.area.many}. {place.area.headings} of one {parts.one} share its rate and"
            " are ties; how they differ inside it is unknown."
        )
    if measured.level == "none":
        return (
            f"Modelled: the {place.name} total for {measured.period}, with the"
            f" {place.measured_period} pattern carried forward."
        )
    if measured.provenance == "modelled":
        return (
            f"Modelled: {defined(measured.basis, place)}"
            if measured.indicator.of_need
            else MODELLED
        )
    return f"Published for {place.area.many}."


def without(measured: Measured, areas: Areas, here: pd.Series | None = None) -> str:
    """Whose figure a total leaves out. here: True by area_code where the total is of some areas
    only."""
    codes = [code for code in measured.hidden if here is None or here[code]]
    return f" without {listed(areas.name[code] for code in codes)}" if codes else ""


def whole(measured: Measured, areas: Areas) -> str:
    """The figure of all districts together, and which of them it leaves out."""
    overall = measured.indicator.say(measured.districts.overall)
    return f"{measured.place.name}{without(measured, areas)}: {overall} {measured.indicator.unit}."


def not_modelled(names: Iterable[str]) -> str:
    """Which districts the model leaves out, and why."""
    return f"Not in the model, because the count is suppressed: {listed(names)}."


def tie_note(measured: Measured, areas: Areas) -> str:
    """Which districts tie, for the figures beside the bars."""
    group = ties(measured)
    shared = [
        [areas.name[c] for c in part.index] for _, part in group.groupby(group) if len(part) > 1
    ]
    if not shared:
        return "The number beside a bar is its place."
    ties_are = (
        f"= marks ties, {areas.noun.many} of one {measured.nouns.one}:"
        f" {'; '.join(map(listed, shared))}"
    )
    return f"The number beside a bar is its place; {ties_are}."


def sites_note(sites: pd.DataFrame, areas: Areas) -> str:
    """How complete the places of support are; few in a district is a gap in the list before it is a
    gap in service."""
    number = sites.groupby("area_code").size().reindex(areas.order, fill_value=0)
    if "uploaded" in set(sites.provenance):
        return f"Places of support: {number.sum()}, as uploaded."
    few = [f"{areas.name[c]} {n}" for c, n in number.items() if n <= 2]
    return (
        f"Places of support: {number.sum()} family hubs and children's centres; the lists are"
        " incomplete"
        + (f" ({listed(few)})" if few else "")
        + ", so a gap on the map is not a gap in service."
    )


def whisker_note(measured: Measured) -> str:
    """What the whiskers are, or why there are none."""
    if not measured.districts.has_interval:
        return "There is no interval for this figure."
    if measured.level == "part":
        area = measured.place.area
        return (
            f"Thick whisker: 95% interval of the published rates of the {measured.nouns.many}. Thin"
            f" whisker: of the {area.one} by itself, with how {area.many} inside one"
            f" {measured.nouns.one} may differ (assumption A5)."
        )
    return "Whiskers: 95% intervals."


def map_alt(measured: Measured, areas: Areas) -> str:
    """The map in a sentence for a screen reader; the table has every value."""
    value = measured.districts.value
    top, low = value.idxmax(), value.idxmin()
    say = measured.indicator.say
    return (
        f"{measured.indicator.label}, {measured.indicator.unit}, {measured.period},"
        f" {measured.provenance}: from {say(value[low])} in {areas.name[low]} to {say(value[top])}"
        f" in {areas.name[top]}. Every value is in the table."
    )


def short_of(value: pd.Series, need: pd.Series, standard: float) -> float:
    """Children short of a standard (per 100) in the areas below it, by their figures."""
    return float((np.maximum(0, standard - value) / 100 * need).sum())


def month(text: str) -> str:
    """A month in words.

    >>> month("2023-05")
    'May 2023'
    """
    return f"{pd.Period(text, 'M'):%B %Y}"


def monthly_sentence(table: pd.DataFrame) -> str:
    """How the first column of a monthly table stands against a year before, now and at its worst,
    beside the second.

    table: as lib/figures/published.py has it; months a year apart are compared.
    """
    table = table.set_axis(pd.PeriodIndex(table.index, freq="M"))
    change = ((table / table.shift(12, freq="M").reindex(table.index)) - 1).dropna()
    if change.empty:
        return ""
    first, *others = table.columns
    last, worst = change.index[-1], change[first].idxmin()

    def described(at: pd.Period) -> str:
        beside = "".join(f", {name} {change.loc[at, name]:+.1%}" for name in others)
        return (
            f"{table.loc[at, first]:,.0f} in the 12 months to {at:%B %Y}"
            f" ({change.loc[at, first]:+.1%} on a year before{beside})"
        )

    text = f"{first}: {described(last)}"
    if worst != last and change.loc[worst, first] < 0:
        text += f"; at its lowest against the year before, {described(worst)}"
    return f"{text}. No publisher says why."


def crossed_sentence(first: Measured, second: Measured, low_high: list[str]) -> str:
    """What the map of two figures in thirds says."""
    one, two = first.indicator.label.lower(), second.indicator.label.lower()
    if not low_high:
        area = first.place.area.one
        return f"No {area} is in the lowest third of {one} and the highest third of {two}."
    return f"In the lowest third of {one} and the highest third of {two}: {listed(low_high)}."


def joined(lines: Iterable[str]) -> str:
    return " ".join(lines)
