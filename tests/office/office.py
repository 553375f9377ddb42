"""LibreOffice, which opens what the dashboard writes. Run as a module, it installs it where apt is at hand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import install_packages

_LIBREOFFICE = ("libreoffice-impress", "libreoffice-calc")
# LibreOffice says this wherever no Java is installed; no file needs it.
_NO_JAVA = "javaldx"


def find_office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def require_office() -> str:
    """Return the command of LibreOffice; without it a test is skipped, or failed where CI should have installed it."""
    command = find_office()
    if command:
        return command
    if os.environ.get("CI"):
        pytest.fail("LibreOffice is not installed")
    pytest.skip("LibreOffice is not installed: no file can be opened with it")


def convert(path: Path, target: str, folder: Path) -> Path:
    """Convert a file to another form; return it. Fails on any warning."""
    profile = (folder / "profiel").absolute().as_uri()
    command = [require_office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", target]
    run = subprocess.run(
        [*command, "--outdir", str(folder), str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    said = [line for line in run.stderr.splitlines() if line.strip() and _NO_JAVA not in line]
    assert said == [], said
    return folder / f"{path.stem}.{target.split(':')[0]}"


def install_office() -> bool:
    """Install LibreOffice where it is absent; return whether it is there now."""
    try:
        return find_office() is not None or install_packages(*_LIBREOFFICE)
    except subprocess.CalledProcessError:
        # No network, or no right to install: the other tests need not wait for that.
        return False


if __name__ == "__main__":
    if not install_office():
        sys.stderr.write("LibreOffice is not installed: its tests are skipped.\n")
