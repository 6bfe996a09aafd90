"""Why plan and actual differ: parts that add up, signs that turn, and a case by hand."""

from math import log

from hypothesis import given
from hypothesis import strategies as st

from lib.model.reasons import Year, log_mean, reasons

amounts = st.floats(1, 1e6)
years = st.builds(Year, treated=amounts, need=amounts, pounds=amounts)
elasticities = st.floats(0.1, 1.13)


@given(years, years, elasticities)
def test_the_parts_add_up_exactly(planned: Year, actual: Year, elasticity: float) -> None:
    split = reasons(planned, actual, elasticity)
    assert split.need + split.money + split.unexplained == split.total
    assert split.total == round(actual.treated) - round(planned.treated)


@given(years, years, elasticities)
def test_with_plan_and_actual_changed_about_each_part_turns(
    planned: Year, actual: Year, elasticity: float
) -> None:
    one, other = reasons(planned, actual, elasticity), reasons(actual, planned, elasticity)
    assert (one.need, one.money, one.total) == (-other.need, -other.money, -other.total)
    assert one.unexplained == -other.unexplained


@given(years, st.floats(0.5, 2), st.floats(0.5, 2), elasticities)
def test_what_need_and_money_account_for_leaves_nothing(
    planned: Year, need: float, money: float, elasticity: float
) -> None:
    actual = Year(
        treated=planned.treated * need * money**elasticity,
        need=planned.need * need,
        pounds=planned.pounds * money,
    )
    assert abs(reasons(planned, actual, elasticity).unexplained) <= 2  # of rounding


def test_more_money_with_as_many_children_is_all_unexplained_and_by_hand() -> None:
    planned = Year(treated=1000, need=2000, pounds=1e6)
    same = reasons(planned, Year(treated=1000, need=2000, pounds=1.1e6), 0.75)
    assert (same.need, same.total) == (0, 0)
    assert same.money == round(1000 * 0.75 * log(1.1)) == 71 and same.unexplained == -71
    grown = reasons(planned, Year(treated=1210, need=2200, pounds=1e6), 0.75)
    assert grown.need == round(210 / log(1.21) * log(1.1)) == 105
    assert (grown.money, grown.unexplained) == (0, 105)


@given(amounts, amounts)
def test_the_logarithmic_mean_lies_between(one: float, other: float) -> None:
    mean = log_mean(one, other)
    assert min(one, other) * (1 - 1e-9) <= mean <= max(one, other) * (1 + 1e-9)
    assert log_mean(other, one) == mean or abs(log_mean(other, one) / mean - 1) < 1e-6
