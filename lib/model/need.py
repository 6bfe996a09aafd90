"""Children with a diagnosable condition, on each basis the reader may choose (docs/methods.md
3)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.catalogue.assumptions import setting_at
from lib.place.areas import listed
from lib.place.profile import Profile

CHILD_AGES = range(18)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A way to estimate need; `standard` is True where the national access standards are defined on
    it. definition: with {whole} and {children} where the partnership's name and the children that
    its total is shared by stand; `defined` fills them in."""

    key: str
    definition: str
    standard: bool

    @property
    def label(self) -> str:
        return setting_at(("basis",)).labels[self.key]


BASES = {
    basis.key: basis
    for basis in (
        Basis(
            key="national",
            definition=(
                "The denominator NHS England used for the 30 to 35% access standards: the published"
                " {whole} total, shared by children aged 0 to 17 ({children})."
            ),
            standard=True,
        ),
        Basis(
            key="survey_2017",
            definition=(
                "Prevalence by age from the 2017 national survey times children of each age; none"
                " below 2."
            ),
            standard=False,
        ),
        Basis(
            key="survey_2023",
            definition=(
                "Prevalence by age from the 2023 survey, a questionnaire and not a diagnosis; below"
                " 8 as in 2017."
            ),
            standard=False,
        ),
    )
}


def defined(basis: Basis, place: Profile) -> str:
    """How a basis estimates need, in a sentence about this partnership."""
    children = "of the counts' own time"
    if place.level:
        children = ", ".join(filter(None, (place.level.population, "the publisher's own")))
    return basis.definition.format(whole=place.name, children=children)


def has_standard(basis: str, weighted: bool) -> bool:
    """The access standards are defined on the national basis only, unweighted."""
    return BASES[basis].standard and not weighted


def children(people: pd.DataFrame) -> pd.Series:
    """Children aged 0 to 17 by area (persons). people: columns area_code, age_from, age_to,
    persons."""
    return people[people.age_to.isin(CHILD_AGES)].groupby("area_code").persons.sum()


def prevalence_by_age(prevalence: pd.DataFrame, survey: str) -> pd.Series:
    """Share of children with a condition at each age 0 to 17; ages a survey leaves out fall back to
    2017, then 0."""
    rate = pd.Series(0.0, index=list(CHILD_AGES))
    for name in dict.fromkeys(("survey_2017", survey)):
        for row in prevalence[prevalence.survey == name].itertuples():
            rate[[age for age in CHILD_AGES if row.age_from <= age <= row.age_to]] = (
                row.percent / 100
            )
    return rate


def by_survey(people: pd.DataFrame, prevalence: pd.DataFrame, survey: str) -> pd.Series:
    """Need by area: sum over ages of children times prevalence (children, not rounded).

    people: columns area_code, age_from, age_to, persons; inside a band of ages children are taken
    to be spread evenly.
    """
    rate = prevalence_by_age(prevalence, survey)
    child = people[people.age_to.isin(CHILD_AGES)]
    below = np.concatenate([[0.0], rate.cumsum()])  # at all ages below one, together
    ages = child.age_to - child.age_from + 1
    of_band = (below[child.age_to + 1] - below[child.age_from]) / ages
    return (child.persons * of_band).groupby(child.area_code).sum()


def unverified(prevalence: pd.DataFrame, survey: str) -> str:
    """What a basis rests on that nobody has read in its publication, in a sentence; "" where all of
    it was read."""
    used = prevalence[
        prevalence.survey.isin(("survey_2017", survey)) & (prevalence.age_from < len(CHILD_AGES))
    ]
    recalled = used[used.provenance == "recalled"]
    if survey not in set(prevalence.survey) or recalled.empty:
        return ""
    shares = listed(
        f"{row.percent:g}% at ages {row.age_from} to {row.age_to}" for row in recalled.itertuples()
    )
    return (
        f"Not verified: the share of children with a condition, {shares}, is recalled and not read"
        " in its publication."
    )


def national_total(published: pd.DataFrame, period: str) -> float:
    """Need of the whole on the national basis: its published numerator over its published rate.

    published: the rows of published_counts.csv. period: the measured one.
    """
    whole = (
        published[(published.level == "whole") & (published.period == period)]
        .set_index("measure")
        .value
    )
    return float(whole[catalogue.reached().key] / whole[catalogue.reached_rate().key])


def national_by_part(published: pd.DataFrame, period: str) -> pd.Series:
    """Need by part on the national basis: the whole's, shared by the parts' published population 0
    to 17; empty where there are none."""
    population = published[published.measure == "population_0_17"].set_index("area_code").value
    return national_total(published, period) * population / population.sum()


def weighted(need: pd.Series, index: pd.Series) -> pd.Series:
    """Need scaled by the mental-health need index (all ages), total unchanged."""
    scaled = need * index
    return scaled * need.sum() / scaled.sum()
