"""How districts differ, and what is known of one by itself, in sentences: the same words of one
fact on every page."""

import numpy as np
import pandas as pd

from lib.figures.measured import Measured, ties
from lib.known import SURE, Known, Reach
from lib.place.areas import Areas, listed
from lib.place.nouns import Level
from lib.variation.summary import Spread
from lib.words import STAR, chance, interval, times


def may(reach: Reach) -> str:
    """How many more may reach a standard: " and 6 more may"."""
    return f" and {reach.may} more may" if reach.may else ""


def reach_words(reach: Reach, standard: float, area: Level) -> str:
    """How many districts reach a standard beyond doubt and how many may: "3 of 5 districts reach 35
    in 100 and 2 more may". area: what they are called."""
    return f"{reach.sure} of {reach.of} {area.many} reach {standard:g} in 100{may(reach)}"


def by_itself(name: str, likely: float, low: float, high: float, standard: float) -> str:
    """Whether one district reaches a standard, the same words on every page.

    Parameters
    ----------
    likely
        Its chance (0 to 1).
    low, high
        Per 100.
    """
    span = f"between {low:.0f} and {high:.0f} in 100"
    if likely >= SURE:
        return f"{name} reaches {standard:g} in 100 ({span})."
    if likely <= 1 - SURE:
        return f"{name} does not reach {standard:g} in 100 ({span})."
    return (
        f"Whether {name} by itself reaches {standard:g} in 100 is not known ({span}; chance"
        f" {chance(likely)})."
    )


def wide_interval(measured: Measured, known: Known | None, code: str) -> str:
    """The wider interval, of the district by itself; to whole numbers where it comes from draws."""
    if known is None or code in measured.hidden or np.isnan(known.lower[code]):
        return interval(measured, code)
    if known.lower[code] == measured.districts.lower[code]:
        return interval(measured, code)
    return f"{known.lower[code]:.0f} to {known.upper[code]:.0f}"


def standing(
    measured: Measured, areas: Areas, code: str, place: pd.Series, known: Known | None
) -> str:
    """A district's rank in words, and which others it can be told apart from by itself."""
    name = areas.name[code]
    if code in measured.hidden:
        return f"{name}'s figure is suppressed ({STAR})."
    if np.isnan(measured.districts.value[code]):
        return f"{name} has no rate: there was nobody to count."
    group = ties(measured)
    value = measured.districts.value.dropna()
    same = [areas.name[c] for c in value.index if c != code and group[c] == group[code]]
    text = f"{name} is number {place[code].rstrip('=')} of {len(value)}, counting from the highest"
    if same:
        text += f", tied with {listed(same)} (the same published rate)"
    if known is None:
        return text + ". No interval is published, so how sure that place is cannot be said."
    told = [c for c in value.index if known.told_apart.loc[code, c]]
    above = [areas.name[c] for c in told if value[c] < value[code]]
    below = [areas.name[c] for c in told if value[c] > value[code]]
    others = len(value) - 1 - len(told)
    parts = [
        f"surely above {listed(above)}" if above else "",
        f"surely below {listed(below)}" if below else "",
    ]
    parts.append(
        f"not to be told apart from {'the other ' if told else 'any of the '}{others}"
        if others
        else ""
    )
    # how districts differ inside a part
    itself = "By itself (A5)" if measured.place.level else "By itself"
    return f"{text}. {itself} it is {listed(filter(None, parts))}."


def side(low: float, high: float, other: float) -> str:
    """On which side of another figure an interval lies: "above", "below", "neither" where it holds
    it, "" where there is no interval.

    >>> side(30, 34, 36), side(30, 38, 36), side(float("nan"), float("nan"), 36)
    ('below', 'neither', '')
    """
    if np.isnan(low) or np.isnan(high):
        return ""
    return "above" if low > other else "below" if high < other else "neither"


def against(side: str, better: str, name: str) -> str:
    """How a figure stands to that of the nation or region of this name. better: which way is, ""
    where neither is.

    >>> against("above", "low", "Northland"), against("above", "", "Northland")
    ('worse than Northland', 'higher than Northland')
    """
    if side == "same":
        word = "the same as"
    elif side in ("neither", ""):
        word = "not clearly different from" if side else "without an interval to compare with"
    elif not better:
        word = "higher than" if side == "above" else "lower than"
    else:
        word = "better than" if (side == "above") == (better == "high") else "worse than"
    return f"{word} {name}"


def order_note(areas: Areas, places: dict[str, pd.Series]) -> str:
    """Whether the order of the districts rests on how need is estimated; "" where it does not.

    places: by basis and weighting, the one in use first.
    """
    number = pd.DataFrame(
        {
            label: pd.to_numeric(place.str.rstrip("="), errors="coerce")
            for label, place in places.items()
        }
    ).dropna()
    if number.empty:
        return ""
    here = number.iloc[:, 0]
    moved = []
    most_moved = (number.max(axis=1) - number.min(axis=1)).idxmax()
    for code in dict.fromkeys((here.idxmin(), here.idxmax(), most_moved)):
        best, worst = number.loc[code].min(), number.loc[code].max()
        if worst > best:
            moved.append(
                f"{areas.name[code]} is number {here[code]:.0f} here and between {best:.0f} and"
                f" {worst:.0f} over them"
            )
    if not moved:
        return ""
    return (
        f"The order rests on the estimate of need, of which this page offers {number.shape[1]}:"
        f" {'; '.join(moved)}."
    )


def ratio_words(spread: Spread, measured: Measured, names: pd.Series) -> str:
    """How far the measured areas differ."""
    value = measured.areas_measured.value
    top, low = names[value.idxmax()], names[value.idxmin()]
    return f"{measured.indicator.label} is {times(spread.ratio.value)} as high in {top} as in {low}"


def spread_sentence(spread: Spread, measured: Measured, names: pd.Series) -> str:
    """How far the measured areas differ, what chance alone would give, and how many differ by more;
    one finding for every page."""
    value, text = measured.areas_measured.value, ratio_words(spread, measured, names)
    if spread.beyond is None or spread.chance_ratio is None:
        return text + "."
    return (
        f"{text}; if all {len(value)} {measured.nouns.many} had one rate, chance alone would make"
        f" that at most {spread.chance_ratio:.2f} (19 times in 20). {spread.beyond} of {len(value)}"
        f" differ from the whole by more than chance, {spread.beyond_adjusted} after allowing for"
        " how much such areas differ anyway."
    )


def parts_note(measured: Measured, names: pd.Series, standard: float) -> str:
    """Which parts reach a standard beyond doubt, by their published rates' own intervals. names: of
    them."""
    below = names[measured.parts.upper < standard]
    may = names[(measured.parts.lower < standard) & (measured.parts.upper >= standard)]
    clauses = [
        (
            f"{listed(below)} {'is' if len(below) == 1 else 'are'} below {standard:g} in 100 beyond"
            " doubt"
            if len(below)
            else ""
        )
    ]
    clauses.append(f"{listed(may)} may be on either side" if len(may) else "")
    others = len(names) - len(below) - len(may)
    clauses.append(f"the other {others} reach it" if others else "")
    return f"Of the {len(names)} {measured.nouns.many} {listed(filter(None, clauses))}."


def measured_area(name: str, code: str, measured: Measured, spread: Spread) -> str:
    """Where a measured area stands to the whole: the same finding as `spread_sentence` counts."""
    rates, say = measured.areas_measured, measured.indicator.say
    figure = f"{name} had {say(rates.value[code])} {measured.indicator.unit}"
    if spread.outside is None:
        return f"{figure}."
    way = "above" if rates.value[code] > rates.overall else "below"
    differs = (
        f"{way} the whole's {say(rates.overall)} by more than chance"
        if spread.outside[code]
        else "no further from the whole's "
    )
    return f"{figure} ({say(rates.lower[code])} to {say(rates.upper[code])}): " + (
        f"{differs}."
        if spread.outside[code]
        else f"{differs}{say(rates.overall)} than chance alone would put it."
    )
