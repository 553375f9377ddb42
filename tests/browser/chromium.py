"""The browser of the tests: an installed one, else Playwright's own. Run as a module, it installs what is missing."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright

_COMMANDS = ("chromium", "google-chrome", "google-chrome-stable", "microsoft-edge")
_MAC_APP = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# Without these a browser looks for updates and accounts at every start.
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None when Playwright's own is to be used."""
    found = next((path for path in map(shutil.which, _COMMANDS) if path), None)
    return found or (str(_MAC_APP) if _MAC_APP.exists() else None)


def launch_chromium(playwright: Playwright, *more: str) -> Browser:
    """Start a browser without a screen; `more`: words for its command line."""
    sandbox = ["--no-sandbox"] if _is_root() else []
    return playwright.chromium.launch(executable_path=find_chromium(), args=[*_QUIET, *sandbox, *more])


def install_chromium() -> None:
    """Install what is missing: Debian's chromium where apt is at hand, else Playwright's own."""
    apt = _apt()
    if apt and not _driver_runs():
        # A bare Debian or Ubuntu lacks what Playwright's own Node.js needs.
        _install(apt, "libatomic1")
    if find_chromium():
        return
    # Ubuntu's package of this name only points to its own store.
    if apt and _is_debian():
        _install(apt, "chromium", "fonts-liberation")
        return
    with_deps = ["--with-deps"] if apt else []
    subprocess.run([sys.executable, "-m", "playwright", "install", *with_deps, "chromium"], check=True)


def install_packages(*packages: str) -> bool:
    """Install packages of Debian or Ubuntu; return whether that could be done here."""
    apt = _apt()
    if apt is None:
        return False
    _install(apt, *packages)
    return True


def _driver_runs() -> bool:
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _install(apt: list[str], *packages: str) -> None:
    subprocess.run([*apt, "update", "--quiet=2"], check=True)
    subprocess.run([*apt, "install", "--quiet=2", "--yes", "--no-install-recommends", *packages], check=True)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _is_debian() -> bool:
    return sys.platform == "linux" and platform.freedesktop_os_release().get("ID") == "debian"


def _apt() -> list[str] | None:
    """Return the words that run apt-get with the right to install, or None without that right."""
    if not shutil.which("apt-get"):
        return None
    if _is_root():
        return ["apt-get"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "apt-get"]
    return None


if __name__ == "__main__":
    install_chromium()
