"""Charts of slides: the standard inside the axis, every area a row with its figure beside it."""

import io

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from lib.exports import charts_in_deck
from lib.exports.slides import HEIGHT, WIDTH
from lib.findings.pack import Pack
from lib.scenarios.record import Scenario
from tests.lib.exports.packs import Files, packed


def charted(pack: Pack) -> list:
    """The slides of both charts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    charts_in_deck.ranked(deck, pack, pack.shown("bars"))
    charts_in_deck.before_after(deck, pack, pack.shown("scenario"))
    return list(deck.slides)


@pytest.mark.parametrize("standard", [1, 34, 61, 100])
def test_the_line_at_the_standard_is_inside_the_axis(standard: float) -> None:
    for slide in charted(packed(Scenario(standard=standard))):
        (chart,) = [shape for shape in slide.shapes if shape.has_chart]
        (line,) = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.LINE]
        assert chart.chart.value_axis.maximum_scale >= standard
        assert chart.left < line.left <= chart.left + chart.width
        (name,) = [
            s for s in slide.shapes if s.has_text_frame and s.text_frame.text.startswith("standard")
        ]
        (table,) = [shape for shape in slide.shapes if shape.has_table]
        assert name.left >= 0 and name.left + name.width <= table.left


def test_each_bar_has_its_figure_and_interval_beside_it_in_its_row(
    pack: Pack, files: Files
) -> None:
    slides = Presentation(io.BytesIO(files["deck"])).slides
    both = [slide for slide in slides if any(shape.has_chart for shape in slide.shapes)]
    assert len(both) == 2
    for slide, columns in zip(both, (["text"], ["text_before", "text_after"])):
        (chart,) = [shape for shape in slide.shapes if shape.has_chart]
        (shape,) = [shape for shape in slide.shapes if shape.has_table]
        rows = [[cell.text for cell in row.cells] for row in shape.table.rows][1:]
        key = "bars" if len(columns) == 1 else "scenario"
        frame = pack.shown(key).frame.set_index("district")
        names = list(reversed(list(chart.chart.plots[0].categories)))
        for name, cells in zip(names, rows, strict=True):
            for column, cell in zip(columns, cells, strict=True):
                assert cell.startswith(str(frame[column][name])) and " to " in cell
        # a row of the table is as high as one of the chart
        plot = chart.chart._chartSpace.chart.plotArea
        inner = {e.tag.split("}")[1]: float(e.get("val")) for e in plot.iter("{*}y", "{*}h")}
        top = chart.top + chart.height * inner["y"]
        assert abs(shape.top + shape.table.rows[0].height - top) < 20
        each = chart.height * inner["h"] / len(names)
        assert all(abs(row.height - each) < 20 for row in list(shape.table.rows)[1:])
