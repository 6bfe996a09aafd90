"""The accessibility statement, made from what the tests found: `python -m tests.browser.statement`
after tests/browser/test_every_page.py and tests/browser/test_sign_in.py.

Each of those tests leaves what axe found (`record`). The results that the statement in docs/ was
made from stand in tests/golden/axe.json, and tests/house/test_statement.py holds one to the other.
"""

import json
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lib.roles import ROLES
from lib.ui.pages import PAGES

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "tests/artefacts/axe"
GOLDEN = ROOT / "tests/golden/axe.json"
STATEMENT = ROOT / "docs/accessibility.md"
TEXT = ROOT / "tests/browser/statement.md"
SCHEMES = ("light", "dark")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What axe found on a page in a scheme of colours. failed, to_look_at: its rules with what they
    ask for; the second are those that a person has to judge. role: as whom it was opened where
    there is sign-in."""

    page: str
    scheme: str
    tested_on: str
    axe: str
    passed: int
    failed: dict[str, str]
    to_look_at: dict[str, str]
    role: str = ""


def record(page: str, scheme: str, response: dict[str, Any], role: str = "") -> Found:
    """Keep what axe answered, for the statement."""
    found = Found(
        page=page,
        scheme=scheme,
        tested_on=date.today().isoformat(),
        axe=response["testEngine"]["version"],
        passed=len(response["passes"]),
        failed=_rules(response["violations"]),
        to_look_at=_rules(response["incomplete"]),
        role=role,
    )
    FOUND.mkdir(parents=True, exist_ok=True)
    as_whom = f"_{role.replace(' ', '_')}" if role else ""
    path = FOUND / f"{page}_{scheme}{as_whom}.json"
    path.write_text(json.dumps(asdict(found)), encoding="utf-8")
    return found


def _rules(results: list[dict[str, Any]]) -> dict[str, str]:
    return {each["id"]: each["help"] for each in results}


def kept() -> list[Found]:
    """The results that the statement was made from."""
    return [Found(**each) for each in json.loads(GOLDEN.read_text(encoding="utf-8"))]


def written(results: list[Found]) -> str:
    """The statement; a page that was not tested in both schemes is said not to have been, and so
    is a role."""
    tested = {(each.page, each.scheme) for each in results if not each.role}
    whole = [page for page in PAGES if all((page.stem, scheme) in tested for scheme in SCHEMES)]
    others = [f"the page {page.title}" for page in PAGES if page not in whole]
    as_role = {each.role for each in results}
    others += [f"as the role {role.label}" for role in ROLES.values() if role.label not in as_role]
    failed = _by_rule(results, "failed")
    text = TEXT.read_text(encoding="utf-8").split("\n", 2)[2]
    return text.format(
        pages="\n".join(f"- {page.title} (`/{page.stem}`)" for page in whole),
        roles=_by_role(results),
        untested=", ".join(others) or "no page and no role",
        last=max(each.tested_on for each in results),
        version=", ".join(sorted({each.axe for each in results})),
        runs=len(results),
        fewest=min(each.passed for each in results),
        found=_listed(failed) or "The tests found no failure of a rule.",
        judged=_listed(_by_rule(results, "to_look_at")) or "None.",
        status="not all of it could be shown to be" if not failed else "some of it is not",
    )


def _by_role(results: list[Found]) -> str:
    """As whom, and which pages."""
    titles = {page.stem: page.title for page in PAGES}
    pages: dict[str, set[str]] = {}
    for each in results:
        if each.role:
            pages.setdefault(each.role, set()).add(titles[each.page])
    return "\n".join(f"- {role}: {', '.join(sorted(pages[role]))}" for role in sorted(pages))


def _by_rule(results: list[Found], kind: str) -> dict[str, set[str]]:
    """Titles of the pages, by rule."""
    titles = {page.stem: page.title for page in PAGES}
    rules: dict[str, set[str]] = {}
    for each in results:
        for rule, asks in getattr(each, kind).items():
            rules.setdefault(f"{asks} (`{rule}`)", set()).add(titles[each.page])
    return rules


def _listed(rules: dict[str, set[str]]) -> str:
    return "\n".join(f"- {rule}: {', '.join(sorted(rules[rule]))}" for rule in sorted(rules))


def main() -> int:
    """Write results and statement from what the last run of the tests left."""
    results = [
        Found(**json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(FOUND.glob("*.json"))
    ]
    statement = written(results)
    golden = json.dumps([asdict(each) for each in results], indent=1, sort_keys=True)
    GOLDEN.write_text(golden + "\n", encoding="utf-8")
    STATEMENT.write_text(statement, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
