"""Numbers of a link are brought to where a widget can stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.catalogue.assumptions import of_kind
from lib.scenarios import ends, link, standing
from tests.bundled import HERE, HIGHEST, NAME

OLD_KEY = link.slug(NAME[HIGHEST])  # of its slider in links of the first releases
FAR = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: f"{x:g}")


@settings(deadline=None, max_examples=200)
@given(
    st.dictionaries(st.sampled_from([one.key for one in of_kind("number")]), FAR, max_size=8),
    st.integers(-99, 99),
)
def test_no_number_of_a_link_is_too_far_to_open(numbers: dict[str, str], years: int) -> None:
    """What no widget can stand at is said and brought to where one can; what one can stand at is
    opened as it was sent."""
    parameters = {key: [value] for key, value in numbers.items()} | {
        "years": [str(years)],
        OLD_KEY: ["-10"],
    }
    brought, sentences = ends.within(parameters)
    opened = standing.settings(
        standing.scenario(link.read(brought, HERE.linked()), HERE.linked()),
        HERE.linked(),
        "percent",
    )
    assert opened["moves"] and len(sentences) == sum(
        brought[key] != parameters.get(key) for key in brought
    )
    assert all(
        opened[key] == pytest.approx(float(brought[key][0]))
        for key in brought
        if key not in (OLD_KEY, "own_standard")
    )
    assert ends.within(brought) == (brought, [])


def test_control_characters_of_a_link_are_left_out_with_a_word() -> None:
    brought, sentences = ends.within({"name": ["Plan\x07"], "reason": ["two\nlines"]})
    assert brought == {"name": ["Plan"], "reason": ["two\nlines"]}
    assert sentences == ["control characters in its name are left out"]
