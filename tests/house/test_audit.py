"""The locks name what is installed byte by byte, and no licence among them binds the code."""

import json
import re
from pathlib import Path

import pytest

from audit import advisories, bill, licences
from audit.licences import Package

ROOT = Path(__file__).parents[2]
LOCKS = (*licences.LOCKS, "requirements-audit.txt", "data/build/requirements.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_its_hashes_and_no_address_of_its_own(lock: str) -> None:
    text = (ROOT / lock).read_text()
    packages = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [
        p.split()[0]
        for p in packages
        if not re.match(r"[\w.-]+==\S+", p) or "--hash=sha256:" not in p
    ] == []
    assert "://" not in text and "index-url" not in text


def test_the_locks_are_written_with_hashes() -> None:
    text = (ROOT / "Makefile").read_text()
    assert re.findall(r"^\t\$\(COMPILE\).* -o (\S+)$", text, re.MULTILINE) == list(LOCKS)
    assert (
        re.search(r"^COMPILE = .*--generate-hashes", text, re.MULTILINE)
        and text.count("uv pip compile") == 1
    )


@pytest.mark.parametrize("lock", licences.LOCKS)
def test_no_licence_binds_the_code(lock: str) -> None:
    assert [
        licences.fault(package, lock != licences.LOCKS[0]) for package in licences.locked(lock)
    ] == [""] * len(licences.locked(lock))


def test_what_only_tests_may_use_is_not_in_the_app() -> None:
    assert not {package.name for package in licences.locked(licences.LOCKS[0])} & set(
        licences.ALLOWED
    )


@pytest.mark.parametrize(
    "said",
    [
        "GPL-3.0-or-later",
        "GNU Affero General Public License v3",
        "GNU General Public License v2 (GPLv2)",
        "AGPL-3.0",
        "",
        "Free",
    ],
)
def test_a_licence_that_binds_or_is_not_known_is_a_fault(said: str) -> None:
    assert licences.fault(Package(name="some", version="1", licence=said), tests=False).startswith(
        "some "
    )


@pytest.mark.parametrize(
    "said",
    [
        "MIT",
        "LGPL-3.0-only",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "MPL-2.0",
        "BSD License",
    ],
)
def test_a_licence_that_binds_its_package_alone_is_none(said: str) -> None:
    assert licences.fault(Package(name="some", version="1", licence=said), tests=False) == ""


def test_what_was_not_checked_is_said_and_never_passes_for_clean() -> None:
    skipped = {"name": "shapely", "version": "2", "skip_reason": "not found"}
    for answer in ("", json.dumps({"dependencies": [skipped]})):
        assert "NOT CHECKED" in advisories.report(answer, "requirements.txt")[1]
    found = {"name": "old", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
    known, said = advisories.report(
        json.dumps({"dependencies": [skipped, found]}), "requirements.txt"
    )
    assert known == ["old 1: PYSEC-1, mended in 2"] and "1 of 2 packages checked" in said


def test_a_bill_of_materials_that_leaves_a_package_or_its_hashes_out_is_a_fault() -> None:
    lock = licences.LOCKS[0]
    hashed = [{"hashes": [{"alg": "SHA-256", "content": "00"}]}]
    parts = [
        {"name": package.name, "version": package.version, "externalReferences": hashed}
        for package in licences.locked(lock)
    ]
    assert bill.missing({"components": parts}, lock) == []
    first = f"{parts[0]['name']} {parts[0]['version']}"
    assert bill.missing({"components": parts[1:]}, lock) == [first]
    parts[0].pop("externalReferences")
    assert bill.missing({"components": parts}, lock) == [first]
