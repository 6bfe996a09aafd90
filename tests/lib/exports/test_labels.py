"""Labels of a map: never over one another, whatever the areas are like."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.exports.labels import land, spots

CANVAS = (0.0, 0.0, 600.0, 340.0)


def grid(across: int, up: int) -> list[shapely.Geometry]:
    wide, tall = 400 / across, 240 / up
    return [
        shapely.box(100 + x * wide, 50 + y * tall, 100 + (x + 1) * wide, 50 + (y + 1) * tall)
        for y in range(up)
        for x in range(across)
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 5),
    st.integers(1, 4),
    st.lists(st.floats(10, 70), min_size=20, max_size=20),
)
def test_labels_never_lie_over_one_another(across: int, up: int, broad: list[float]) -> None:
    areas = grid(across, up)
    sizes = [(wide, 12.0) for wide in broad[: len(areas)]]
    found = spots(land(areas), sizes, CANVAS)
    boxes = np.array(
        [
            shapely.box(s.x - w / 2, s.y - h / 2, s.x + w / 2, s.y + h / 2)
            for s, (w, h) in zip(found, sizes)
        ]
    )
    over = [
        (i, j)
        for i in range(len(boxes))
        for j in range(i)
        if found[i].free and found[j].free and boxes[i].intersects(boxes[j])
    ]
    assert over == []
    left, bottom, right, top = shapely.total_bounds(boxes)
    assert left >= CANVAS[0] and bottom >= CANVAS[1] and right <= CANVAS[2] and top <= CANVAS[3]


def test_a_label_stays_in_its_area_where_it_has_room_and_is_led_to_where_it_has_not() -> None:
    areas = grid(2, 1)
    inside, beside = spots(land(areas), [(40.0, 12.0), (230.0, 12.0)], CANVAS)
    assert not inside.moved and areas[0].contains(shapely.box(180, inside.y - 6, 220, inside.y + 6))
    assert beside.moved and beside.free
