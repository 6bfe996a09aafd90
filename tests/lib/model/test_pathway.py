"""The four stocks of the way to treatment: laws, cases by hand, and queues that are simulated child
by child or known in closed form."""

import time
from dataclasses import fields, replace

import numpy as np
import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model import pathway
from lib.model.pathway import Assumed, Capacity, Levers, Path, Quarter, Start

BUDGET = 20e6
ASSUMED = Assumed(
    met_today=20.0,
    treatment_weeks=40.0,
    leaving_rise=0.25,
    assessment_share=30.0,
    support_pounds=400.0,
    support_effect=30.0,
    elasticity=0.75,
)
QUARTER = Quarter(
    ends="2001-06",
    started=9000.0,
    closed=8000.0,
    stopped=1300.0,
    waiting_first=12_000.0,
    waiting_stop=27_000.0,
    open=31_000.0,
    rise=70.0,
    over_a_year=14_000.0,
)
assumed = st.builds(
    Assumed,
    met_today=st.floats(5, 40),
    treatment_weeks=st.floats(20, 60),
    leaving_rise=st.floats(0, 0.5),
    assessment_share=st.floats(15, 50),
    support_pounds=st.floats(150, 1000),
    support_effect=st.floats(0, 60),
    elasticity=st.floats(0.5, 1.13),
)
levers = st.builds(
    Levers,
    **{name: st.floats(0, 1e7) for name in ("assessment", "treatment", "support", "backlog")},
    growth=st.floats(-10, 20),
    front_door=st.floats(0, 40),
)


@st.composite
def quarters(draw: st.DrawFn) -> Quarter:
    first = draw(st.floats(10, 20_000))
    stop = first + draw(st.floats(10, 20_000))
    started = draw(st.floats(100, 20_000))
    return Quarter(
        ends="2001-06",
        started=started,
        closed=started * draw(st.floats(0.5, 1.2)),
        stopped=started * draw(st.floats(0.02, 0.5)),
        waiting_first=first,
        waiting_stop=stop,
        open=stop + draw(st.floats(0, 10_000)),
        rise=draw(st.floats(-50, 100)),
        over_a_year=0.0,
    )


def path(quarter: Quarter, of: Assumed, moved: Levers) -> Path:
    start = pathway.start(quarter, of)
    return pathway.run(start, of, pathway.capacity(start, of, moved, BUDGET), moved)


@given(quarters(), assumed, levers)
@settings(max_examples=60)
def test_no_stock_is_below_nought_and_every_referral_is_in_one(
    quarter: Quarter, of: Assumed, moved: Levers
) -> None:
    there = path(quarter, of, moved)
    stocks = [there.waiting, there.assessed_waiting, there.in_treatment, there.left]
    assert min(stock.min() for stock in stocks) >= 0
    np.testing.assert_allclose(sum(stocks), quarter.open + there.came, rtol=1e-9)
    assert (np.diff(there.given_up, axis=0) >= 0).all() and (there.given_up <= there.left).all()


@given(quarters(), assumed, levers, st.floats(0, 1e7))
@settings(max_examples=60)
def test_more_capacity_never_lengthens_its_wait(
    quarter: Quarter, of: Assumed, moved: Levers, more: float
) -> None:
    usual = path(quarter, of, moved)
    seen = path(quarter, of, replace(moved, assessment=moved.assessment + more))
    helped = path(quarter, of, replace(moved, treatment=moved.treatment + more))
    slack = 1e-6 * (1 + usual.weeks.max())
    assert (seen.weeks_first <= usual.weeks_first + slack).all()
    assert (helped.weeks_first <= usual.weeks_first + slack).all()
    assert (helped.weeks_second <= usual.weeks_second + slack).all()
    assert (helped.weeks <= usual.weeks + slack).all()


@given(quarters(), assumed)
@settings(max_examples=30)
def test_what_moves_a_week_adds_up_to_the_quarter(quarter: Quarter, of: Assumed) -> None:
    start = pathway.start(quarter, of)
    met = start.referrals * of.met_today / 100
    ended = start.in_treatment / of.treatment_weeks
    gave_up = start.leaving * quarter.waiting_stop
    closed = quarter.closed / pathway.WEEKS_A_QUARTER
    assert met + ended + gave_up >= closed - 1e-6  # more than all where the others explain all
    if start.leaving > 0:
        assert met + ended + gave_up == pytest.approx(closed)
    if start.assessed > pathway.FEWEST:
        grows = start.referrals - met - start.assessed - start.leaving * quarter.waiting_first
        assert grows == pytest.approx(quarter.rise, abs=1e-6)


def by_hand(**more: float) -> tuple[Start, Capacity]:
    """100 come a week, 60 can be seen, 30 can be helped; nobody gives up."""
    usual = {"referrals": 100.0, "assessed": 60.0, "begun": 30.0, "leaving": 0.0}
    stocks = {"waiting": 1000.0, "assessed_waiting": 500.0, "in_treatment": 200.0}
    start = Start(**(usual | stocks | more))
    return start, Capacity(assessed=start.assessed, begun=start.begun, cleared=0.0, kept=1.0)


NOBODY_MET = replace(ASSUMED, met_today=0.0)


def test_a_queue_by_hand() -> None:
    start, able = by_hand()
    there = pathway.run(start, NOBODY_MET, able, Levers())
    weeks = pathway.WEEKS_A_YEAR
    assert there.waiting[12, 0] == pytest.approx(1000 + 40 * weeks)
    assert there.assessed_waiting[12, 0] == pytest.approx(500 + 30 * weeks)
    assert there.weeks_second[12, 0] == pytest.approx((500 + 30 * weeks) / 30)
    assert there.helped[12, 0] == pytest.approx(30 * weeks)
    half_met = pathway.run(start, replace(ASSUMED, met_today=40.0), able, Levers())
    assert half_met.waiting[12, 0] == pytest.approx(1000)


def test_a_one_off_helps_as_many_in_the_first_year_as_it_pays_for() -> None:
    start = pathway.start(QUARTER, ASSUMED)
    _, cost = pathway.unit_costs(start, ASSUMED, BUDGET)
    assert cost == pytest.approx(0.7 * BUDGET / (1300 * 4))
    usual = path(QUARTER, ASSUMED, Levers())
    once = path(QUARTER, ASSUMED, Levers(backlog=1000 * cost))
    more = (once.helped - usual.helped)[:, 0]
    assert more[12] == pytest.approx(1000) and more[36] == pytest.approx(1000)


def test_pounds_buy_capacity_by_the_elasticity_and_the_front_door_costs_a_contact_each() -> None:
    start = pathway.start(QUARTER, ASSUMED)
    doubled = Levers(assessment=0.3 * BUDGET, treatment=0.7 * BUDGET, front_door=10.0)
    able = pathway.capacity(start, ASSUMED, doubled, BUDGET)
    assert able.assessed == pytest.approx(start.assessed * 2**0.75)
    assert able.begun == pytest.approx(start.begun * 2**0.75)
    each = 0.3 * BUDGET / (start.assessed * pathway.WEEKS_A_YEAR)
    pounds = pathway.door_pounds(start, ASSUMED, doubled, BUDGET)
    assert pounds == pytest.approx(0.1 * 9000 * 4 * each)


def test_support_keeps_children_who_would_give_up() -> None:
    usual = path(QUARTER, ASSUMED, Levers())
    held = path(QUARTER, ASSUMED, Levers(support=2e6))
    assert held.given_up[36, 0] < usual.given_up[36, 0] and held.queue[36, 0] > usual.queue[36, 0]


def test_percentiles_are_those_of_two_waits_one_after_the_other() -> None:
    rng = np.random.default_rng(5)
    for first, second in ((10.0, 90.0), (50.0, 50.0), (0.0, 100.0)):
        drawn = rng.exponential(first, 200_000) + rng.exponential(second, 200_000)
        start, _ = by_hand(waiting=first * 60, assessed_waiting=second * 30)
        able = Capacity(assessed=60.0, begun=30.0, cleared=0.0, kept=1.0)
        there = pathway.run(start, NOBODY_MET, able, Levers(), months=1)
        for percent in (50, 90):
            assert there.percentile(percent)[0, 0] == pytest.approx(
                np.percentile(drawn, percent), rel=0.02
            )


@pytest.mark.parametrize("weeks", [4.0, 52.0])
def test_what_it_would_take_is_enough_and_not_too_much(weeks: float) -> None:
    takes = pathway.takes(pathway.start(QUARTER, ASSUMED), ASSUMED, Levers(), BUDGET, weeks)
    asked = Levers(assessment=takes.assessment, treatment=takes.treatment)
    assert path(QUARTER, ASSUMED, asked).weeks[-1, 0] <= weeks + 1e-6
    less = replace(asked, treatment=takes.treatment * 0.98)
    assert path(QUARTER, ASSUMED, less).weeks[-1, 0] > weeks


def test_a_path_of_two_thousand_draws_takes_less_than_50_ms() -> None:
    rng = np.random.default_rng(1)
    drawn = Assumed(
        **{
            each.name: getattr(ASSUMED, each.name) * rng.uniform(0.8, 1.2, 2000)
            for each in fields(Assumed)
        }
    )
    took = []
    for _ in range(5):
        before = time.perf_counter()
        path(QUARTER, drawn, Levers(treatment=1e6))
        took.append(time.perf_counter() - before)
    assert min(took) < 0.05


def erlang_c(arrivals: float, servers: int, rate: float) -> float:
    """Mean wait in M/M/c, by Erlang's recursion for how many are turned away."""
    load = arrivals / rate
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    busy = blocked / (1 - load / servers * (1 - blocked))
    return busy / (servers * rate - arrivals)


def queue_with_leavers(arrivals: float, servers: int, rate: float, leaves: float) -> float:
    """Mean queue in M/M/c whose patience is exponential, from its birth and death rates."""
    logs, log = [0.0], 0.0
    for n in range(1, 100 * servers):
        log += np.log(arrivals) - np.log(min(n, servers) * rate + max(n - servers, 0) * leaves)
        logs.append(log)
    weight = np.exp(np.array(logs) - max(logs))
    waiting = np.maximum(np.arange(len(logs)) - servers, 0)
    return float((weight * waiting).sum() / weight.sum())


def test_in_the_steady_state_it_is_the_queue_of_many_servers() -> None:
    """M/M/c with leavers: where more come than can be seen, those who give up make up for it; where
    fewer do, hardly anybody waits."""
    for comes, share in ((100.0, 0.02), (80.0, 0.02)):
        start, able = by_hand(referrals=comes, leaving=share, assessed=60.0)
        of = replace(NOBODY_MET, leaving_rise=0.0)
        there = pathway.run(start, of, able, Levers(), months=400)
        exact = queue_with_leavers(comes, 60, 1.0, share)
        assert there.waiting[-1, 0] == pytest.approx(exact, rel=0.03)
    start, able = by_hand(referrals=50.0)
    there = pathway.run(start, NOBODY_MET, able, Levers(), months=400)
    assert there.waiting[-1, 0] == 0 and there.assessed_waiting[-1, 0] > 0
    assert erlang_c(50.0, 60, 1.0) < 0.05  # weeks


class Simulated:
    """Children one by one through two queues in which patience ends; service times are
    exponential."""

    def __init__(
        self, start: Start, door: float, seed: int, places: tuple[int, int] = (60, 30)
    ) -> None:
        self.env, self.rng = simpy.Environment(), np.random.default_rng(seed)
        self.start, self.waiting = start, [0, 0]
        self.waits: list[list[float]] = [[], []]
        self.steps = [simpy.Resource(self.env, capacity=n) for n in places]
        self.takes = [n / rate for n, rate in zip(places, (start.assessed, start.begun))]
        for _ in range(round(start.waiting)):
            self.env.process(self.child(0))
        for _ in range(round(start.assessed_waiting)):
            self.env.process(self.child(1))
        self.env.process(self.arrivals(start.referrals * door))

    def arrivals(self, rate: float):
        while True:
            yield self.env.timeout(self.rng.exponential(1 / rate))
            self.env.process(self.child(0))

    def child(self, step: int):
        self.waiting[step] += 1
        came = self.env.now
        with self.steps[step].request() as turn:
            if self.start.leaving:
                patience = self.env.timeout(self.rng.exponential(1 / self.start.leaving))
                reached = turn in (yield turn | patience)
            else:
                reached = bool((yield turn) or True)
            self.waiting[step] -= 1
            if not reached:
                return
            self.waits[step].append(self.env.now - came)
            yield self.env.timeout(self.rng.exponential(self.takes[step]))
        if step == 0:
            self.env.process(self.child(1))


def test_it_agrees_with_a_simulation_child_by_child_within_its_error() -> None:
    start, able = by_hand(leaving=0.01)
    of = replace(ASSUMED, met_today=20.0, leaving_rise=0.0)
    there = pathway.run(start, of, able, Levers(), months=24)
    weeks, found = 24 * pathway.WEEKS_A_MONTH, []
    for seed in range(3):
        simulated = Simulated(start, 0.8, seed)
        simulated.env.run(until=weeks)
        found.append(simulated.waiting)
    for stock, mean in zip((there.waiting, there.assessed_waiting), np.mean(found, axis=0)):
        error = np.sqrt(mean / len(found))
        assert abs(stock[-1, 0] - mean) < 4 * error + 0.02 * mean


def test_the_simulation_itself_waits_as_long_as_erlang_says() -> None:
    start, _ = by_hand(referrals=2.0, waiting=0.0, assessed_waiting=0.0, assessed=3.0, begun=1e6)
    simulated = Simulated(start, 1.0, 3, places=(3, 1))
    simulated.env.run(until=6000)
    mean = float(np.mean(simulated.waits[0]))
    assert mean == pytest.approx(erlang_c(2.0, 3, 1.0), rel=0.12)
    assert erlang_c(2.0, 3, 1.0) == pytest.approx(4 / 9)  # by hand
