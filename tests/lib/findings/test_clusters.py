"""Whether neighbours resemble one another, in words."""

from lib.figures.kinds import from_counts
from lib.findings.clusters import Clustered, clustered
from lib.variation.clustering import Clustering
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS


def reading(moran: float, p: float) -> str:
    return Clustered(figure="", result=Clustering(moran=moran, expected=-0.1, p=p)).reading


def test_a_pattern_is_clear_only_where_neighbours_are_alike_and_chance_is_not_enough() -> None:
    assert reading(0.5, 0.01) == "neighbours resemble one another"
    assert reading(0.5, 0.20) == reading(-0.5, 0.01) == "no clear pattern"


def test_the_sentence_has_figure_moran_and_p() -> None:
    one = Clustered(figure="Need", result=Clustering(moran=0.414, expected=-0.083, p=0.0204))
    assert one.message == "Need: 0.41 (p 0.020), neighbours resemble one another."


def test_figures_shared_out_from_parts_are_not_among_them() -> None:
    """Their neighbours agree by construction."""
    figures = [one.figure for one in clustered(HERE, FILTERS)]
    assert figures
    assert not [
        figure for figure in figures for counted in from_counts() if counted.label in figure
    ]
