"""What sharing counts of parts makes of the published figures."""

import pytest

from lib.findings.sharing import sharing
from tests.bundled import HERE


def test_what_is_shared_adds_up_to_what_is_published() -> None:
    shared, counts = sharing(HERE), HERE.tables.counts
    treated = counts[
        (counts.measure == "treated_two_contacts") & (counts.period == HERE.base_period())
    ].value.sum()
    assert shared.treated == treated
    assert shared.denominator * shared.rate == pytest.approx(shared.treated)
    assert shared.mean * shared.scaled == pytest.approx(shared.rate)
    assert shared.count == len(HERE.tables.crosswalk.names) and shared.referral_gap > 1
