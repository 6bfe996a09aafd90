"""A scenario and what stands on the widgets."""

from lib.scenarios import standing
from tests.bundled import HERE


def test_labels_and_keys_are_never_taken_for_each_other() -> None:
    for options in standing.labels(HERE.linked()).values():
        assert not set(options) & set(options.values()) and len(set(options.values())) == len(
            options
        )
