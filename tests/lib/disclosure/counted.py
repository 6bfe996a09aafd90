"""Counts, and published figures beside them, as tests of disclosure control bring them in."""

import math

import pandas as pd

from lib.catalogue.measures import MEASURES
from lib.disclosure.cells import SMALL, behind, rounded
from lib.disclosure.search import Relation, total
from lib.schema import TABLES

Counts = dict[str, float]


BANDS = MEASURES["mean_wait_days"].mean_of


STAR = float("nan")


def published_total(cells: tuple[str, ...], count: int) -> Relation:
    return total(cells, count, count)


def stars(shown: Counts) -> list[str]:
    return [cell for cell, figure in shown.items() if math.isnan(figure)]


def shown_total(count: int) -> tuple[int, int]:
    """What a total that is shown to the nearest 5 may stand for."""
    return (1, SMALL) if math.isnan(rounded(count)) else behind(rounded(count))


def table(rows: list[tuple[str, str, float]], kind: str = "uploaded") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_code", "measure", "value"])
    return frame.assign(period="2024/25", provenance=kind)[TABLES["counts.csv"].columns]


NONE = pd.DataFrame(columns=TABLES["published_counts.csv"].columns)


ENDED = ("closed_before_treatment", "waiting_no_contact", "waiting_one_contact")


def whole(measure: str, value: float, kind: str = "published") -> tuple:
    return ("Q", "Whole", "whole", "2024/25", measure, value, kind, "x")


def beside(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=NONE.columns)


def by_area(measure: str, counts: tuple[float, ...]) -> pd.DataFrame:
    return table([(f"E{i}", measure, count) for i, count in enumerate(counts)])


NONE_COUNTED = table([])
