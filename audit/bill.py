"""The bill of materials of what is installed to serve the dashboard, as CycloneDX JSON: `make
audit`. It is made from the lock, and checked against it."""

import json
import subprocess
import sys
from pathlib import Path

from audit.licences import LOCKS, ROOT, locked

BILL = ROOT / "var" / "bill-of-materials.cdx.json"
MAKE = (sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible")


def missing(bill: dict, lock: str) -> list[str]:
    """Packages of a lock that the bill has not, by version and with the hashes of its files."""
    named = {
        (part["name"].lower().replace("_", "-"), part.get("version"))
        for part in bill.get("components", [])
        if any(each.get("hashes") for each in part.get("externalReferences", []))
    }
    return [
        f"{package.name} {package.version}"
        for package in locked(lock)
        if (package.name, package.version) not in named
    ]


def main(bill: Path = BILL) -> int:
    """Write it; 1 where a package is not in it."""
    bill.parent.mkdir(exist_ok=True)
    subprocess.run([*MAKE, "-o", str(bill), str(ROOT / LOCKS[0])], check=True)
    left_out = missing(json.loads(bill.read_text(encoding="utf-8")), LOCKS[0])
    where = bill.relative_to(ROOT)
    print(f"Bill of materials (CycloneDX): {where}, every package of {LOCKS[0]} and its hashes.")
    if left_out:
        print(f"It leaves out {', '.join(left_out)}.")
    return int(bool(left_out))


if __name__ == "__main__":
    sys.exit(main())
