"""Choices that no published figure decides."""

from lib.model.need import BASES
from lib.scenarios import choices
from tests.bundled import HERE, moving


def test_choices_leave_a1_out_where_spend_is_known() -> None:
    assert len(choices.every(moving(), HERE.today_of, spend_known=True)) == 2 * 2 * len(BASES)
