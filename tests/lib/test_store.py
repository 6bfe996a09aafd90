"""Saved scenarios on SQLite and on a PostgreSQL server that these tests start themselves."""

import threading
from pathlib import Path

import pytest

from lib.errors import StaleScenario
from lib.scenarios.record import Levers, Scenario, from_json
from lib.scenarios.store import Store

ONE = Scenario(
    name="Thanet first", reason="Agreed in March", levers=Levers(changes={"E07000114": 212_000})
)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return (
        f"sqlite:///{tmp_path}/var/scenarios.db"
        if request.param == "sqlite"
        else request.getfixturevalue("postgres")
    )


def opened(url: str) -> Store:
    """A store with nothing listed."""
    store = Store(url)
    for kept in store.listed():
        store.delete(kept)
    return store


def test_what_is_saved_is_there_after_a_restart(url: str) -> None:
    kept = opened(url).add(ONE)
    again = Store(url).get(kept.id)
    assert (again.name, again.revision) == ("Thanet first", 1)
    assert from_json(again.body, ["E07000114"]) == ONE


def test_list_rename_duplicate_delete_and_undo(url: str) -> None:
    store = opened(url)
    first = store.add(ONE)
    copy = store.duplicate(ONE)
    assert [k.name for k in store.listed()] == ["Copy of Thanet first", "Thanet first"]
    renamed = store.rename(first, ONE, "Thanet, then Swale")
    assert (
        renamed.revision == 2
        and from_json(store.get(first.id).body, ["E07000114"]).name == "Thanet, then Swale"
    )
    store.delete(copy)
    assert [k.id for k in store.listed()] == [first.id]
    with pytest.raises(StaleScenario, match="was deleted meanwhile"):
        store.get(copy.id)
    store.restore(copy.id)
    assert {k.id for k in store.listed()} == {first.id, copy.id}


def test_the_second_of_two_who_save_loses_nothing_and_is_told(url: str) -> None:
    store = opened(url)
    seen_by_both = store.add(ONE)
    mine, yours = (ONE.model_copy(update={"reason": who}) for who in ("mine", "yours"))
    store.save(seen_by_both, mine)
    with pytest.raises(
        StaleScenario,
        match=r"Someone else changed or deleted “Thanet first”.*Save yours as a new one",
    ):
        store.save(seen_by_both, yours)
    assert from_json(store.get(seen_by_both.id).body, ["E07000114"]).reason == "mine"
    store.add(yours)
    assert len(store.listed()) == 2


def test_of_many_who_save_at_once_exactly_one_wins(url: str) -> None:
    store = opened(url)
    seen = store.add(ONE)
    start, won, told = threading.Barrier(8), [], []

    def save(i: int) -> None:
        own = Store(url)
        start.wait()
        try:
            won.append(own.save(seen, ONE.model_copy(update={"reason": f"writer {i}"})))
        except StaleScenario as fault:
            told.append(fault)

    threads = [threading.Thread(target=save, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1 and len(told) == 7
    assert store.get(seen.id).body == won[0].body


def test_one_that_was_deleted_is_not_written_to(url: str) -> None:
    store = opened(url)
    seen = store.add(ONE)
    store.delete(seen)
    for change in (lambda: store.save(seen, ONE), lambda: store.delete(seen)):
        with pytest.raises(StaleScenario):
            change()
    assert store.listed() == []
