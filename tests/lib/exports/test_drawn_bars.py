"""Bars as a picture: the line at the standard is always inside the axis, and its name on paper."""

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from lib.exports.canvas import STYLE, standard_label
from lib.exports.pictures import drawn
from lib.scenarios.record import Scenario
from tests.lib.exports.packs import packed


@pytest.mark.parametrize("standard", [1, 34, 58, 100])
@pytest.mark.parametrize("key", ["bars", "scenario"])
def test_the_line_at_the_standard_is_inside_the_axis(key: str, standard: float) -> None:
    pack = packed(Scenario(standard=standard))
    with mpl.rc_context(STYLE):
        figure = drawn(pack, pack.shown(key), 50)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
    (axes,) = figure.axes
    low, high = axes.get_xlim()
    (line,) = [one for one in axes.lines if set(one.get_xdata()) == {standard}]
    assert low < standard < high and line.get_visible()
    words = {text.get_text(): text for text in axes.texts}
    box = words.pop(standard_label(standard)).get_window_extent(canvas.get_renderer())
    assert box.x0 >= 0 and box.x1 <= figure.bbox.x1
    others = [text.get_window_extent(canvas.get_renderer()) for text in words.values()]
    assert not [other for other in others if box.overlaps(other)]
