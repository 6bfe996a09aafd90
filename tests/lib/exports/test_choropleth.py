"""Areas in their classes: each in its colour, a suppressed one hatched and said to be."""

from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from lib.exports.card import card
from lib.exports.choropleth import SUPPRESSED, keys, paint
from lib.findings.asked import asked
from lib.findings.reader import VIEWS
from tests.bundled import FIRST, HERE

SHOWN = VIEWS["access_map"].read(HERE, asked(HERE, {}))
MAP = SHOWN.maps[-1]
HIDDEN = MAP.value.where(MAP.value.index != FIRST)


def test_each_area_has_the_colour_of_its_class_and_a_suppressed_one_hatching() -> None:
    figure = Figure()
    axes = figure.add_subplot()
    colours = paint(figure, axes, HERE.tables.boundaries, HIDDEN, MAP.classes)
    kinds = MAP.classes.of(HIDDEN)
    assert colours == [MAP.classes.colours[k] if k >= 0 else "white" for k in kinds]
    hatched = [drawn for drawn in axes.collections if drawn.get_hatch()]
    assert len(hatched) == 1 and colours.count("white") == 1


def test_painting_draws_nothing_before_the_picture_is_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figure, drawings = Figure(), []
    canvas = FigureCanvasAgg(figure)
    monkeypatch.setattr(canvas, "draw", lambda: drawings.append(1))
    paint(figure, figure.add_subplot(), HERE.tables.boundaries, HIDDEN, MAP.classes)
    assert not drawings and figure.canvas is canvas


def test_the_legend_has_a_key_for_what_is_suppressed_only_where_something_is() -> None:
    labels = [[key.get_label() for key in keys(v, MAP.classes)] for v in (MAP.value, HIDDEN)]
    assert labels[1] == ["* suppressed", *labels[0]] and labels[0] == MAP.classes.labels()
    assert SUPPRESSED["hatch"] == keys(HIDDEN, MAP.classes)[0].get_hatch()


def test_the_picture_of_a_link_hatches_it_too() -> None:
    hidden = replace(SHOWN, maps=(replace(MAP, value=HIDDEN),))
    assert card(HERE.tables, hidden) != card(HERE.tables, SHOWN)
