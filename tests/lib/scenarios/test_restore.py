"""A backup put back into an empty database is what it was made of: on one kind of database or from
one to the other; a file that is not whole changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib.errors import BadBackup, StoreUnavailable
from lib.roles import PLANNER, Person
from lib.scenarios.backup import backup, hashed
from lib.scenarios.record import Levers, Scenario
from lib.scenarios.restore import restore
from lib.scenarios.store import Store
from tests.conftest import ROOT
from tests.lib.scenarios.databases import empty_database

ANN = Person(id="ann", name="Änn “A” ’); DROP TABLE scenarios; --", role=PLANNER)


def filled(url: str) -> Store:
    """Private, public, changed, deleted."""
    store = Store(url)
    one = Scenario(name="Eins ✓", reason="a\nb\r\n\t", levers=Levers(changes={"E09000900": -1000}))
    kept = store.add(one, ANN)
    store.make_public(store.save(kept, Scenario(name="Two"), ANN), True, ANN)
    store.delete(store.add(one))
    store.add(Scenario(name="Three"))
    return store


def everything(store: Store) -> list:
    listed = store.listed()
    return [listed, [store.history(kept.id) for kept in listed]]


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
def test_what_is_restored_is_what_was_kept(
    request: pytest.FixtureRequest, tmp_path: Path, source: str, to: str
) -> None:
    store = filled(empty_database(request, source, tmp_path))
    before, address = everything(store), str(store._engine.url)
    gone = next(iter({row[0] for row in _ids(store)} - {kept.id for kept in store.listed()}))
    file = tmp_path / "kept.jsonl"
    assert backup(address, file) == 3
    assert file.stat().st_mode & 0o077 == 0
    store._engine.dispose()
    url = empty_database(request, to, tmp_path)
    assert restore(url, file) == 3
    back = Store(url)
    assert everything(back) == before
    back.restore(gone)  # what was deleted can still be brought back
    assert len(back.listed()) == 3
    with pytest.raises(BadBackup, match="already has saved scenarios"):
        restore(url, file)


def _ids(store: Store) -> list:
    with store._engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT id FROM scenarios"))


def test_a_file_that_was_cut_short_or_altered_is_refused_and_changes_nothing(
    tmp_path: Path,
) -> None:
    file, url = tmp_path / "kept.jsonl", f"sqlite:///{tmp_path}/to.db"
    backup(str(filled(f"sqlite:///{tmp_path}/from.db")._engine.url), file)
    whole = file.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    other = json.dumps({"kind": "recipes", "version": 1}) + "\n"
    for text in (
        "",
        "{}",
        "[]\n",
        whole[:-10],
        "".join(lines[:-1]),
        "".join(lines[:1] + lines[2:]),
        whole.replace("Three", "Thr3e"),
        other + json.dumps({"sha256": hashed(other)}) + "\n",
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(BadBackup, match="is no whole backup"):
            restore(url, file)
    head = lines[0].replace('"version": 2', '"version": 99')
    later = "".join([head, *lines[1:-1]])
    file.write_text(later + json.dumps({"sha256": hashed(later)}) + "\n", encoding="utf-8")
    with pytest.raises(BadBackup, match="later version"):
        restore(url, file)
    file.write_text(whole, encoding="utf-8")
    assert restore(url, file) == 3


def test_a_database_of_another_version_is_not_backed_up_half(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    with pytest.raises(StoreUnavailable, match="another version"):
        backup(f"sqlite:///{tmp_path}/none.db", file)
    assert not file.exists()


def test_the_two_commands(tmp_path: Path) -> None:
    filled(f"sqlite:///{tmp_path}/from.db")
    said = []
    for module, name in (("backup", "from"), ("restore", "to")):
        env = os.environ | {"SCENARIOS_URL": f"sqlite:///{tmp_path}/{name}.db"}
        command = [sys.executable, "-m", f"lib.scenarios.{module}", str(tmp_path / "kept.jsonl")]
        said.append(
            subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        )
    assert said[0].stdout.startswith("3 saved scenarios are in ")
    assert said[1].stdout.startswith("3 saved scenarios are back from ")
    assert len(Store(f"sqlite:///{tmp_path}/to.db").listed()) == 2
