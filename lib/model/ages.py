"""Who is in need at each age from birth to 25, by which survey, and how those of today grow older
(docs/methods.md 19)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

AGES = range(26)
ADULT = 18  # where children's services end
SWITCH = 17  # from which the survey of those who are older is asked
# The surveys behind each choice of A15, a later one over an earlier.
OLDER = {"survey_2023": ("survey_2023",), "apms_2023": ("survey_2023", "apms_2023")}


@dataclass(frozen=True, kw_only=True)
class Rates:
    """In need at each age, shape (ages,): share, nought below the first survey and NaN where none
    asks; survey, its key, "" where there is none."""

    share: np.ndarray
    survey: np.ndarray

    @property
    def changes(self) -> list[int]:
        """The ages at which another survey begins: no line may run across."""
        return [age for age in AGES[1:] if self.survey[age] != self.survey[age - 1]]

    @property
    def adult(self) -> list[int]:
        """The ages from 18 that a survey asks."""
        return [age for age in AGES[ADULT:] if np.isfinite(self.share[age])]


def rates(prevalence: pd.DataFrame, under: str, older: str) -> Rates:
    """Prevalence at each age. under: the survey of those below 17, 2017 where it asks nobody.
    older: a key of OLDER."""
    share, survey = np.full(len(AGES), np.nan), np.full(len(AGES), "", object)
    share[:SWITCH] = 0
    for ages, names in ((AGES[:SWITCH], ("survey_2017", under)), (AGES[SWITCH:], OLDER[older])):
        for name in dict.fromkeys(names):
            bands = prevalence.loc[prevalence.survey == name, ["age_from", "age_to", "percent"]]
            for start, end, percent in bands.to_numpy():
                first, after = int(max(start, ages.start)), int(min(end + 1, ages.stop))
                share[first:after], survey[first:after] = percent / 100, name
    return Rates(share=share, survey=survey)


def grown(people: np.ndarray, years: int) -> np.ndarray:
    """Those of each age so many years later, were nobody to move or die; NaN of whoever is not born
    yet. people: shape (..., ages).

    >>> grown(np.array([[3.0, 2.0, 1.0]]), 1).tolist()
    [[nan, 3.0, 2.0]]
    """
    later = np.full(people.shape, np.nan)
    later[..., years:] = people[..., : people.shape[-1] - years]
    return later


def turning(people: np.ndarray, years: int) -> np.ndarray:
    """Those who turn 18 in each of the next years, shape (..., years): of today's children the
    oldest first. people: shape (..., ages); years: at most 18."""
    return people[..., :ADULT][..., ::-1][..., :years]
