"""What sharing counts of parts among districts makes of the published figures."""

from dataclasses import dataclass

from lib import apportion
from lib.findings.context import Context


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """What counts and spend by district rest on.

    Attributes
    ----------
    count
        Of the parts.
    referral_gap
        Highest over lowest referral rate of the parts, on the population that their publisher uses.
    denominator
        Children in need of the whole.
    treated
        Of the whole, as published.
    scaled
        What those of the parts are multiplied by to sum to it.
    mean
        Access of the parts together, unscaled.
    rate
        Of the whole, as published (0 to 1).
    """

    count: int
    referral_gap: float
    denominator: float
    treated: float
    scaled: float
    mean: float
    rate: float


def sharing(context: Context) -> Sharing:
    """For a partnership whose counts are published for parts."""
    tables, period = context.tables, context.tables.place.measured_period
    published, names = tables.published_counts, tables.crosswalk.names
    of_parts = (
        published[published.area_code.isin(names.index)]
        .rename(columns={"area_code": "part_code"})
        .set_index(["measure", "part_code"])
    )
    of_whole = published[(published.level == "whole") & (published.period == period)]
    whole = of_whole.set_index("measure").value
    total, rate = float(whole["treated_two_contacts"]), float(whole["two_contact_access_rate"])
    treated = float(apportion.treated(of_parts, of_whole, period).sum())
    referred = of_parts.loc["referred"].value / of_parts.loc["population_0_17"].value
    return Sharing(
        count=len(names),
        referral_gap=float(referred.max() / referred.min()),
        denominator=total / rate,
        treated=total,
        scaled=total / treated,
        mean=treated / total * rate,
        rate=rate,
    )
