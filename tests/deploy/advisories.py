"""Whether a weakness is known in a package that is installed with the dashboard: `make advisories`.

Status 0: none is known; 1: those that are named; 2: nobody could be asked, so nothing is known.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

from tests.browser.app import ROOT

NONE, FOUND, NOT_ASKED = range(3)


def main(arguments: Sequence[str]) -> int:
    """Ask, with more options of pip-audit such as `--vulnerability-service osv`; say what it answered."""
    asked = ["--requirement", str(ROOT / "requirements.txt"), "--disable-pip", "--require-hashes"]
    shown = ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *asked, *shown, *arguments], capture_output=True, text=True, check=False
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        sys.stdout.write("Niet gecontroleerd: de dienst die lekken bijhoudt, gaf geen antwoord.\n")
        return NOT_ASKED
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    known = [(package, found) for package in packages for found in package.get("vulns", ())]
    for package, found in known:
        repaired = ", ".join(found["fix_versions"]) or "nog geen"
        sys.stdout.write(f"{package['name']} {package['version']}: {found['id']}, hersteld in: {repaired}\n")
    if skipped:
        sys.stdout.write(f"Niet gecontroleerd: {', '.join(skipped)}\n")
    if known:
        return FOUND
    if skipped:
        return NOT_ASKED
    sys.stdout.write(f"In {len(packages)} pakketten is geen lek bekend.\n")
    return NONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
