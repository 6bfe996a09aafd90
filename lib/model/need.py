"""Children with a diagnosable condition, on each basis the reader may choose (docs/methods.md 3)."""

from dataclasses import dataclass

import pandas as pd

from lib.areas import listed
from lib.catalogue.indicators import MEASURED_PERIOD

CHILD_AGES = range(18)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A way to estimate need; `standard` is True where the national access standards are defined on it."""

    key: str
    label: str
    definition: str
    standard: bool


BASES = {
    basis.key: basis
    for basis in (
        Basis(
            key="national",
            label="National standard (2004 survey)",
            definition="The denominator NHS England used for the 30 to 35% access standards: the published Kent and "
            "Medway total, shared by children aged 0 to 17 (mid-2018, the publisher's own).",
            standard=True,
        ),
        Basis(
            key="survey_2017",
            label="2017 survey (diagnosed by interview)",
            definition="Prevalence by age from the 2017 national survey times children of each age; none below 2.",
            standard=False,
        ),
        Basis(
            key="survey_2023",
            label="2023 survey (probable disorder)",
            definition="Prevalence by age from the 2023 survey, a questionnaire and not a diagnosis; below 8 as in 2017.",
            standard=False,
        ),
    )
}


def has_standard(basis: str, weighted: bool) -> bool:
    """The access standards are defined on the national basis only, unweighted."""
    return BASES[basis].standard and not weighted


def children(people: pd.DataFrame) -> pd.Series:
    """Children aged 0 to 17 by area (persons). people: columns area_code, age_from, age_to, persons."""
    return people[people.age_to.isin(CHILD_AGES)].groupby("area_code").persons.sum()


def prevalence_by_age(prevalence: pd.DataFrame, survey: str) -> pd.Series:
    """Share of children with a condition at each age 0 to 17; ages a survey leaves out fall back to 2017, then 0."""
    rate = pd.Series(0.0, index=list(CHILD_AGES))
    for name in dict.fromkeys(("survey_2017", survey)):
        for row in prevalence[prevalence.survey == name].itertuples():
            rate[[age for age in CHILD_AGES if row.age_from <= age <= row.age_to]] = row.percent / 100
    return rate


def by_survey(people: pd.DataFrame, prevalence: pd.DataFrame, survey: str) -> pd.Series:
    """Need by area: sum over ages of children times prevalence (children, not rounded).

    people: columns area_code, age_from, age_to, persons; inside a band of ages children are taken to be spread evenly.
    """
    rate = prevalence_by_age(prevalence, survey)
    child = people[people.age_to.isin(CHILD_AGES)]
    of_band = [rate.loc[first:last].mean() for first, last in zip(child.age_from, child.age_to)]
    return (child.persons * of_band).groupby(child.area_code).sum()


def unverified(prevalence: pd.DataFrame, survey: str) -> str:
    """What a basis rests on that nobody has read in its publication, in a sentence; "" where all of it was read."""
    used = prevalence[prevalence.survey.isin(("survey_2017", survey)) & (prevalence.age_from < len(CHILD_AGES))]
    recalled = used[used.provenance == "recalled"]
    if survey not in set(prevalence.survey) or recalled.empty:
        return ""
    said = listed(f"{row.percent:g}% at ages {row.age_from} to {row.age_to}" for row in recalled.itertuples())
    return f"Not verified: the share of children with a condition, {said}, is recalled and not read in its publication."


def national_by_ccg(published: pd.DataFrame) -> pd.Series:
    """Need by former CCG on the national basis: published numerator over published rate, shared by population 0 to 17.

    published: the rows of published_counts.csv.
    """
    whole = published[(published.level == "whole") & (published.period == MEASURED_PERIOD)].set_index("measure").value
    population = published[published.measure == "population_0_17"].set_index("area_code").value
    total = whole["treated_two_contacts"] / whole["two_contact_access_rate"]
    return total * population / population.sum()


def to_districts(by_ccg: pd.Series, shares: pd.DataFrame) -> pd.Series:
    """A quantity of former CCGs given to districts by weight w_dc (children)."""
    return (shares.ccg_code.map(by_ccg) * shares.weight).groupby(shares.area_code).sum()


def to_ccgs(by_area: pd.Series, shares: pd.DataFrame) -> pd.Series:
    """A quantity of districts given to former CCGs by the share of each district's LSOAs."""
    return (shares.area_code.map(by_area) * shares.share).groupby(shares.ccg_code).sum()


def weighted(need: pd.Series, index: pd.Series) -> pd.Series:
    """Need scaled by the mental-health need index (all ages), total unchanged."""
    scaled = need * index
    return scaled * need.sum() / scaled.sum()
