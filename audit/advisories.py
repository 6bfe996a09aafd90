"""Known vulnerabilities of every locked package, as PyPI tells them to pip-audit: `make audit`.
What could not be checked is said."""

import json
import subprocess
import sys

from audit.licences import LOCKS, ROOT

ASK = (
    sys.executable,
    "-m",
    "pip_audit",
    "--format",
    "json",
    "--progress-spinner",
    "off",
    "--disable-pip",
    "--require-hashes",
)


def report(answer: str, lock: str) -> tuple[list[str], str]:
    """The vulnerabilities in pip-audit's answer, and how much of the lock was checked. answer: ""
    where it could not be asked."""
    packages = json.loads(answer)["dependencies"] if answer.strip() else []
    known = [
        f"{package['name']} {package['version']}: {found['id']}, mended in"
        f" {', '.join(found['fix_versions']) or 'no version yet'}"
        for package in packages
        for found in package.get("vulns", [])
    ]
    checked = sum("vulns" in package for package in packages)
    if not checked:
        return (
            known,
            (
                f"{lock}: NOT CHECKED against known vulnerabilities. PyPI's advisories cannot be"
                " reached from this machine."
            ),
        )
    return (
        known,
        (
            f"{lock}: {checked} of {len(packages)} packages checked against known vulnerabilities,"
            f" {len(known)} found."
        ),
    )


def main() -> int:
    """Say what is known and what was not checked; 1 where a vulnerability is known."""
    every = []
    for lock in LOCKS:
        answer = subprocess.run([*ASK, "-r", str(ROOT / lock)], capture_output=True, text=True)
        known, said = report(answer.stdout, lock)
        print("\n".join([*known, said]))
        every += known
    return int(bool(every))


if __name__ == "__main__":
    sys.exit(main())
