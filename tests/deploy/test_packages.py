"""What the program is made of, and whether a weakness of that is known."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

from tests.deploy import advisories
from tests.test_conventions import ROOT

LOCKED = set(re.findall(r"^([a-z0-9-]+)(?:\[.*?\])?==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))


def test_the_list_of_parts_names_every_locked_package(tmp_path: Path) -> None:
    shown = subprocess.run(["make", "-n", "sbom"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    options = re.sub(r"\\\n", " ", shown[shown.index("cyclonedx_py ") :]).split()[1:]
    target = tmp_path / "sbom.json"
    options[options.index("--output-file") + 1] = str(target)
    made = [sys.executable, "-m", "cyclonedx_py", *options]
    subprocess.run(made, cwd=ROOT, capture_output=True, check=True)
    parts = json.loads(target.read_text(encoding="utf-8"))
    assert (parts["bomFormat"], parts["metadata"]["component"]["name"]) == ("CycloneDX", "kinderwerk-dashboard")
    named = {(part["name"], part["version"]) for part in parts["components"]}
    assert named == LOCKED
    assert all(part["purl"].startswith("pkg:pypi/") for part in parts["components"])


@contextmanager
def service(weak: str) -> Iterator[str]:
    """A service that knows of one weakness; it gives its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            package = {"name": weak, "ecosystem": "PyPI"}
            events = [{"introduced": "0"}, {"fixed": "999"}]
            found = {
                "id": "EX-1",
                "affected": [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}],
            }
            body = json.dumps({"vulns": [found]} if asked["package"]["name"] == weak else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def ask(address: str) -> int:
    return advisories.main(["--vulnerability-service", "osv", "--osv-url", address])


def test_a_known_weakness_is_named_with_the_version_that_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    with service("pillow") as address:
        assert ask(address) == advisories.FOUND
    version = dict(LOCKED)["pillow"]
    assert capsys.readouterr().out == f"pillow {version}: EX-1, hersteld in: 999\n"


def test_without_a_weakness_it_says_how_many_were_asked(capsys: pytest.CaptureFixture[str]) -> None:
    with service("niemand") as address:
        assert ask(address) == advisories.NONE
    assert capsys.readouterr().out == f"In {len(LOCKED)} pakketten is geen lek bekend.\n"


def test_who_cannot_ask_knows_nothing_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    # Nobody listens there.
    assert ask("http://127.0.0.1:1/v1/query") == advisories.NOT_ASKED
    assert capsys.readouterr().out.startswith("Niet gecontroleerd")


def test_new_versions_are_proposed_of_all_that_is_installed_and_none_of_the_last_days() -> None:
    settings = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    assert {(each["package-ecosystem"], each["directory"]) for each in settings["updates"]} == {
        ("pip", "/"),
        ("docker", "/deploy"),
        ("docker-compose", "/deploy"),
    }
    (days,) = re.findall(r"^COOLDOWN \?= (\d+) days", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {each["cooldown"]["default-days"] for each in settings["updates"]} == {int(days)}
