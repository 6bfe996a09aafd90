"""What leaves a session is made from safe tables: the types say so, and this tries to do
otherwise."""

from pathlib import Path

import pytest
from mypy import api

SENT = """
from lib.exports.tables import indicator_csv
from lib.findings.context import Context
from lib.sources import ExactTables, SafeTables, Tables

def send(here: Context[{kind}]) -> bytes:
    return indicator_csv(here, "need", "mid-2023", "national", False)
"""


@pytest.mark.parametrize(
    ("kind", "allowed"), [("SafeTables", True), ("ExactTables", False), ("Tables", False)]
)
def test_exports_take_safe_tables_only(kind: str, allowed: bool, tmp_path: Path) -> None:
    sent = tmp_path / "sent.py"
    sent.write_text(SENT.format(kind=kind))
    said, _, code = api.run(["--follow-imports=silent", str(sent)])
    assert (code == 0) is allowed, said
    assert allowed or (
        said.count("error:") == 1 and f'"Context[{kind}]"; expected "Context[SafeTables]"' in said
    )
