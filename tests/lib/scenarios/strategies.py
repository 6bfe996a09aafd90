"""Any scenario that this deployment's sliders can make."""

from hypothesis import strategies as st

from lib.printable import one_line
from lib.scenarios.record import (
    Errors,
    Levers,
    Pace,
    Scenario,
    Services,
)
from tests.bundled import HERE

halves = st.integers(0, 20).map(lambda n: n / 2)


@st.composite
def scenarios(draw) -> Scenario:
    """Any scenario that this deployment's sliders can make."""
    order = HERE.tables.areas.order
    basis, weighted = (
        draw(st.sampled_from(["national", "survey_2017", "survey_2023"])),
        draw(st.booleans()),
    )
    shared_by = draw(st.sampled_from(["treated", "children", "need"]))
    floor, cap = draw(st.integers(0, 100)), draw(st.integers(100, 300))
    today = HERE.today(basis, weighted, shared_by).pounds
    changes = {}
    for code in draw(st.lists(st.sampled_from(order), unique=True)):
        low, high = (
            int(today[code] * (floor - 100) / 100_000),
            int(today[code] * (cap - 100) / 100_000),
        )
        changes[code] = draw(st.integers(low, high)) * 1000
    return Scenario(
        name=draw(st.text(min_size=1, max_size=80).filter(one_line)),
        reason=draw(st.text(max_size=200)),
        levers=Levers(
            growth=draw(st.integers(-20, 60)) / 2,
            changes={code: pounds for code, pounds in changes.items() if pounds},
            floor=floor,
            cap=cap,
            locked=tuple(code for code in order if draw(st.booleans())),
            early=draw(st.integers(-10, 30)),
            intensive=draw(st.integers(-20, 20)),
            shift_only=draw(st.none() | st.sampled_from(order)),
            release_intensive=draw(st.booleans()),
        ),
        basis=basis,
        weighted=weighted,
        shared_by=shared_by,
        standard=draw(st.sampled_from([30, 32, 35, 33.5, 41.25])),
        curve=draw(st.sampled_from(["constant", "saturating"])),
        elasticity=draw(st.sampled_from([0.5, 0.55, 0.75, 0.99, 1.0, 1.13])),
        services=Services(
            early_spend=draw(halves) + 1,
            early_reached=draw(halves) + 1,
            intensive_spend=draw(halves) + 1,
            intensive_reached=draw(halves) + 1,
        ),
        errors=Errors(need=draw(halves), need_district=draw(halves), apportionment=draw(halves)),
        pace=Pace(
            target=draw(st.sampled_from(["scenario", "fair_share"])),
            years=draw(st.integers(1, 8)),
            growth=draw(halves),
            least=-draw(halves),
            most=draw(halves) + 10,
            speed=draw(halves),
            under=draw(halves),
        ),
    )
