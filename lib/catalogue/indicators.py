"""The figures a map can show. Add one here and it appears on the map, in the table, on Methods and
in the tests."""

from dataclasses import dataclass
from typing import Literal

from lib.catalogue.measures import NEED

MODELLED = "access_rate"  # the one that the model moves, and that every page but two opens with


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """How one figure is made and said.

    Attributes
    ----------
    kind
        How it is made, a key of KINDS in lib/figures/kinds.py.
    numerator, denominator
        Measures of counts.csv, or "need", or "children", or an index of deprivation.csv.
    per
        The figure is per this many.
    unit
        With {edition} where that of the index stands.
    definition
        With that, and {period}, {children} and {publisher} where the measured year, the mid-year
        under it and a sentence on that of its publisher stand (lib/figures/measured.py fills them
        in).
    better
        Which way is better, "" where neither is.
    line
        True where the access standards apply.
    verb, of
        Of a proportion in a sentence, "Northam reached about 59 in 100 of those in need"; the label
        and unit stand there where it has none.
    periods
        Those it is known for, where the tables do not say.
    """

    key: str
    label: str
    unit: str
    kind: str
    numerator: str
    denominator: str
    per: float
    decimals: int
    better: Literal["high", "low", ""]
    question: str
    definition: str
    misleads: str
    verb: str = ""
    of: str = ""
    line: bool = False
    periods: tuple[str, ...] = ()

    @property
    def of_need(self) -> bool:
        """Whether it changes with the need basis."""
        return NEED in (self.numerator, self.denominator)

    def say(self, value: float) -> str:
        """A value with the right number of decimals; a star where it is suppressed.

        >>> INDICATORS["access_rate"].say(58.97)
        '59.0'
        """
        return "*" if value != value else f"{value:,.{self.decimals}f}"


INDICATORS = {
    indicator.key: indicator
    for indicator in (
        Indicator(
            key="access_rate",
            label="Access rate",
            unit="in 100 children in need",
            kind="proportion",
            numerator="treated_two_contacts",
            denominator="need",
            per=100,
            decimals=1,
            better="high",
            question="Of children likely to have a diagnosable condition, how many were treated?",
            definition=(
                "Children with two or more contacts with NHS-funded community services in the year,"
                " per 100 children estimated to have a diagnosable condition."
            ),
            misleads=(
                "Need is an estimate and changes with the survey chosen. A contact is not an"
                " outcome."
            ),
            verb="reached",
            of="of those in need",
            line=True,
        ),
        Indicator(
            key="referral_rate",
            label="Referral rate",
            unit="per 1,000 children aged 0 to 17",
            kind="count_rate",
            numerator="referred",
            denominator="children",
            per=1000,
            decimals=1,
            better="",
            question="How many children are referred, for the number who live here?",
            definition=(
                "Children referred in the year per 1,000 children aged 0 to 17 of the nearest"
                " mid-year ({children} under {period}).{publisher}"
            ),
            misleads="A high rate can mean more need or an easier way in.",
        ),
        Indicator(
            key="closed_before_treatment",
            label="Closed before treatment",
            unit="in 100 children referred",
            kind="proportion",
            numerator="closed_before_treatment",
            denominator="referred",
            per=100,
            decimals=1,
            better="low",
            question="How many referrals end before a second contact?",
            definition=(
                "Children whose referral closed before treatment, per 100 children referred."
            ),
            misleads="Some closures are right: help found elsewhere, or advice was enough.",
            verb="closed before treatment",
            of="of those referred",
        ),
        Indicator(
            key="mean_wait",
            label="Mean wait",
            unit="days to second contact",
            kind="mean",
            numerator="mean_wait_days",
            denominator="referred",
            per=1,
            decimals=0,
            better="low",
            question="How long do children wait for their second contact?",
            definition="Mean days from referral to second contact, among children who had one.",
            misleads=(
                "Children still waiting at the end of the year are not in it, and a few long waits"
                " move a mean."
            ),
        ),
        Indicator(
            key="within_4_weeks",
            label="Second contact within 4 weeks",
            unit="in 100 children referred",
            kind="proportion",
            numerator="second_contact_within_4_weeks",
            denominator="referred",
            per=100,
            decimals=1,
            better="high",
            question="How many children have their second contact within four weeks?",
            definition=(
                "Children whose second contact came within 4 weeks of referral, per 100 referred."
            ),
            misleads=(
                "Children referred late in the year have had less time. A second contact is not the"
                " end of treatment."
            ),
            verb="gave a second contact within 4 weeks to",
            of="of those referred",
        ),
        Indicator(
            key="over_12_weeks",
            label="Second contact took over 12 weeks",
            unit="in 100 children referred",
            kind="proportion",
            numerator="second_contact_over_12_weeks",
            denominator="referred",
            per=100,
            decimals=1,
            better="low",
            question="How many children wait more than 12 weeks for their second contact?",
            definition=(
                "Children whose second contact came more than 12 weeks after referral, per 100"
                " referred."
            ),
            misleads=(
                "Children still waiting at the end of the year are not in it, however long they"
                " have waited."
            ),
            verb="kept waiting over 12 weeks",
            of="of those referred",
        ),
        Indicator(
            key="need",
            label="Need",
            unit="in 100 children aged 0 to 17",
            kind="need",
            numerator="need",
            denominator="children",
            per=100,
            decimals=1,
            better="",
            question="Where are children most likely to have a condition?",
            definition=(
                "Children estimated to have a diagnosable condition, on the need basis chosen, per"
                " 100 aged 0 to 17."
            ),
            misleads=(
                "National prevalence applied to local ages says nothing of local hardship unless"
                " the need index is on."
            ),
        ),
        Indicator(
            key="deprivation",
            label="Deprivation",
            unit="IMD {edition} average score",
            kind="index",
            numerator="IMD",
            denominator="children",
            per=1,
            decimals=1,
            better="",
            question="Where is deprivation deepest?",
            definition=(
                "Average score of the Index of Multiple Deprivation {edition}; higher is more"
                " deprived."
            ),
            misleads="An average hides the poor streets of a rich {area}.",
        ),
    )
}


def by_label(label: str) -> Indicator:
    """The indicator that a reader chose by its label."""
    return next(indicator for indicator in INDICATORS.values() if indicator.label == label)
