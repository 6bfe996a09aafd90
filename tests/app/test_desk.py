"""The desk that makes readers' pages: fair to who waits, and bounded."""

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.ui.server import desk
from lib.ui.server.desk import Desk, Kept, Turns

HOG, OTHER, THIRD = "192.0.2.1", "192.0.2.2", "192.0.2.3"


def order(asked: list[str], leaving: frozenset[int] = frozenset()) -> list[int]:
    """Who had a turn, by their place in the list, when all ask while a page is made. leaving: those
    who go before it is done."""
    had: list[int] = []

    async def run() -> None:
        turns = Turns()

        async def one(place: int, scope: anyio.CancelScope) -> None:
            with scope:
                async with turns.turn(asked[place]):
                    had.append(place)
                    await anyio.sleep(0)

        scopes = [anyio.CancelScope() for _ in asked]
        async with anyio.create_task_group() as group, turns.turn("who is first"):
            for place, scope in enumerate(scopes):
                group.start_soon(one, place, scope)
                await anyio.sleep(0)
            for place in leaving:
                scopes[place].cancel()
                await anyio.sleep(0)
        assert not turns._busy and not turns._queues

    anyio.run(run)
    return had


def test_one_who_asks_for_much_is_passed_by_each_who_asks_for_one() -> None:
    assert order([HOG] * 10 + [OTHER, THIRD]) == [0, 10, 11, *range(1, 10)]


@given(
    st.lists(st.sampled_from([HOG, OTHER, THIRD]), max_size=12).flatmap(
        lambda asked: st.tuples(
            st.just(asked), st.frozensets(st.integers(0, max(0, len(asked) - 1)), max_size=5)
        )
    )
)
def test_everybody_who_stays_has_one_turn_and_nobody_waits_for_two_of_another(
    given: tuple[list[str], frozenset[int]],
) -> None:
    asked, leaving = given
    leaving = frozenset(place for place in leaving if place < len(asked))
    had = order(asked, leaving)
    assert sorted(had) == [place for place in range(len(asked)) if place not in leaving]
    for at, place in enumerate(had):
        before = [asked[other] for other in had[:at]]
        mine = before.count(asked[place])
        assert all(before.count(other) <= mine + 1 for other in set(before))


def test_no_one_address_fills_the_queue() -> None:
    async def run() -> list[bytes | None]:
        answers: list[bytes | None] = []
        made = Desk()

        async def one(key: int, who: str) -> None:
            answers.append(await made.make(key, lambda: b"page", who))

        async with anyio.create_task_group() as group, made.turns.turn("who is first"):
            for key in range(desk.MOST_OF_ONE + 5):
                group.start_soon(one, key, HOG)
            await anyio.sleep(0.01)
            assert answers == [None] * 5
            group.start_soon(one, -1, OTHER)
            await anyio.sleep(0.01)
        return answers

    answers = anyio.run(run)
    assert answers.count(None) == 5 and answers.count(b"page") == desk.MOST_OF_ONE + 1


def test_two_who_wait_for_the_same_page_have_it_made_once() -> None:
    made: list[int] = []

    async def run() -> None:
        at_work = Desk()
        async with anyio.create_task_group() as group:
            for who in (HOG, OTHER, THIRD):
                group.start_soon(at_work.make, "key", lambda: made.append(1) or b"page", who)

    anyio.run(run)
    assert made == [1]


def test_a_page_that_fails_lets_the_next_be_made() -> None:
    def fails() -> bytes:
        raise ValueError

    async def run() -> bytes | None:
        at_work = Desk()
        with pytest.raises(ValueError):
            await at_work.make("a", fails, HOG)
        return await at_work.make("a", lambda: b"page", HOG)

    assert anyio.run(run) == b"page"


def test_what_is_kept_is_bounded_by_bytes_and_one_address_pushes_out_its_own_alone() -> None:
    kept = Kept()
    page = bytes(100_000)
    kept.keep("of all", page, OTHER)
    assert kept.get("of all", THIRD) == page  # somebody else asked for it too
    for i in range(1000):
        kept.keep(i, page, HOG)
        kept.get(i, HOG)
    assert kept.get("of all", OTHER) == page and kept.get(999, HOG) == page
    assert kept.get(0, HOG) is None
    held = kept._once.currsize + kept._again.currsize
    assert held <= desk.MOST_ONCE + desk.MOST_AGAIN
    kept.keep("too large", bytes(desk.MOST_ONCE + 1), HOG)
    assert kept.get("too large", HOG) is None
