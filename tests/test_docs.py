"""What README and docs/ promise: every command runs on the example, and every example is read."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kinderwerk_stats.cli import main
from kinderwerk_stats.live.settings import read_live_settings
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.access import read_access
from tests.test_conventions import relative

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
MAX_README_LINES = 150
# Beginnings of commands that no test can run, and why. All others are run.
NOT_RUN = {
    "make run": "starts a server that goes on until it is stopped",
    "make test": "runs this test as well",
    "make check": "is the first part of make test",
    "make benchmark": "needs a machine that does nothing else; every benchmark runs once in make test",
    "make help": "only prints",
    "make advisories": "asks a service on the internet; tests/deploy does it with one of its own",
    ".venv/bin/python -m kinderwerk_stats ophalen": "asks CBS and PDOK; tests/live does it with services of its own",
    "sudo": "changes the computer; tests/deploy reads and tries what it installs",
    "docker": "needs Docker, and builds an image from the internet",
    ".venv/bin/python -m tests.benchmarks.load": "measures for a minute; tests/benchmarks runs it shortly",
    "export KINDERWERK_DATABASE_URL": "names a database of somebody else; tests/store does it with a server of its own",
}
PROGRAM = [".venv/bin/python", "-m", "kinderwerk_stats"]
# PowerShell is not at hand where the tests run; a test below compares its commands with what CI does.
LANGUAGES = {"sh", "powershell", "json", "toml", "text"}


class Block(NamedTuple):
    page: str
    line: int
    language: str
    text: str


def blocks() -> Iterator[Block]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            yield Block(relative(page), text.count("\n", 0, found.start()) + 1, found[1], found[2])


def commands_of(block: Block) -> list[str]:
    """Return the commands of a block, each on one line, without remarks."""
    lines = block.text.replace("\\\n", " ").splitlines()
    commands = [re.sub(r"\s+# .*|\s+", " ", line).strip() for line in lines]
    return [command for command in commands if command and not command.startswith("#")]


SHELL = [block for block in blocks() if block.language == "sh"]


def is_run(command: str) -> bool:
    return not command.startswith(tuple(NOT_RUN))


@pytest.fixture
def clone(tmp_path: Path, example_dir: Path) -> Path:
    """Return a folder that looks like a clone in which everything is installed: files to read, and the program."""
    shutil.copytree(example_dir, tmp_path / "data" / "voorbeeld")
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="the commands are those of a shell")
@pytest.mark.parametrize(
    "block",
    [block for block in SHELL if any(map(is_run, commands_of(block)))],
    ids=lambda block: f"{block.page}:{block.line}",
)
def test_the_commands_run(
    block: Block, clone: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(clone)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("KINDERWERK_STORE", str(clone / "store"))
    for command in filter(is_run, commands_of(block)):
        # Those of the README as a shell and Python start them; to do so for all takes two seconds each.
        alone = None if block.page == "README.md" else arguments_of(command)
        status = subprocess.run(["bash", "-euc", command], check=False).returncode if alone is None else main_of(*alone)
        said, wrong = capfd.readouterr()
        assert status == 0, f"{command}\n{said}{wrong}"
        assert "Traceback" not in wrong


def arguments_of(command: str) -> tuple[list[str], dict[str, str]] | None:
    """Return what the program is given, and the settings before it; None when a shell has more to do."""
    words = list(shlex.shlex(command, posix=True, punctuation_chars=True))
    if {*"|&;<>$*", "&&", "||", ">>"} & set(words):
        return None
    words = shlex.split(command)
    start = words.index(PROGRAM[0]) if PROGRAM[0] in words else len(words)
    settings = dict(word.split("=", 1) for word in words[:start] if "=" in word)
    if len(settings) < start or words[start : start + 3] != PROGRAM:
        return None
    return words[start + 3 :], settings


def main_of(arguments: list[str], settings: dict[str, str]) -> int:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        try:
            return main(arguments)
        except SystemExit as ended:
            return int(ended.code or 0)


def test_most_commands_need_no_shell() -> None:
    assert arguments_of(".venv/bin/python -m kinderwerk_stats store x > y") is None
    assert arguments_of("mkdir kopieen") is None
    command = """KINDERWERK_STORE=a .venv/bin/python -m kinderwerk_stats verdeel --minimum '{"alle": 1}'"""
    assert arguments_of(command) == (["verdeel", "--minimum", '{"alle": 1}'], {"KINDERWERK_STORE": "a"})


def test_what_is_not_run_is_still_written_somewhere() -> None:
    commands = [command for block in SHELL for command in commands_of(block)]
    assert commands
    assert [start for start in NOT_RUN if not any(command.startswith(start) for command in commands)] == []


def test_every_block_says_what_it_is_and_no_command_hides_in_another() -> None:
    assert [block for block in blocks() if block.language not in LANGUAGES] == []
    hidden = re.compile(r"kinderwerk_stats (?:--|[a-z])|^make ", re.MULTILINE)
    assert [
        block for block in blocks() if block.language in ("json", "toml", "text") and hidden.search(block.text)
    ] == []


def test_every_command_of_the_command_line_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall(r"^    ([a-z]+)(?:  |$)", capsys.readouterr().out, re.MULTILINE)
    assert len(listed) >= 8
    shown = " ".join(command for block in SHELL for command in commands_of(block))
    assert [name for name in listed if f"kinderwerk_stats {name} " not in shown] == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets, relative(page)


def test_settings_for_services_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = [block for block in blocks() if block.language == "toml" and block.page == "docs/ophalen.md"]
    (tmp_path / "diensten.toml").write_text(block.text, encoding="utf-8")
    monkeypatch.setenv("KINDERWERK_DIENSTEN", str(tmp_path / "diensten.toml"))
    assert read_live_settings().tables("kwb") == {2025: "86165NED", 2024: "85984NED"}


def test_settings_for_roles_are_read_once_the_secret_is_your_own(tmp_path: Path) -> None:
    (block,) = [block for block in blocks() if block.language == "toml" and block.page == "docs/toegang.md"]
    path = tmp_path / "toegang.toml"
    given = {"KINDERWERK_INLOGGEN": "oidc", "KINDERWERK_TOEGANG": str(path)}
    path.write_text(block.text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_access(given)
    assert [problem.code for problem in refused.value.problems] == ["toegang_geheim"]
    path.write_text(block.text.replace("zelf maken", "0123456789abcdef" * 2), encoding="utf-8")
    assert [grant.role for grant in read_access(given).access.grants] == ["beheerder", "bewerker", "organisatie"]


def test_settings_for_files_are_read(tmp_path: Path, example_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = [block for block in blocks() if block.language == "toml" and block.page == "docs/bestanden.md"]
    (tmp_path / "bronnen.toml").write_text(block.text, encoding="utf-8")
    shutil.copy(example_dir / "kwb-2024.xlsx", tmp_path)
    (tmp_path / "bereik.csv").write_text("wijkcode;unieke kinderen;fte\nWK034401;40;1,5\n", encoding="utf-8")
    assert set(tomllib.loads(block.text)) == {"kwb-2024.xlsx", "bereik.csv"}
    assert main(["controleer", str(tmp_path / "kwb-2024.xlsx"), str(tmp_path / "bereik.csv")]) == 0
    assert "bronnen.toml" not in capsys.readouterr().err


def test_windows_installs_what_the_makefile_installs() -> None:
    text = (ROOT / "docs" / "windows.md").read_text(encoding="utf-8")
    options = "--only-binary :all: --require-hashes"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert options in makefile
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert f".venv\\Scripts\\python -m pip install {options} -r {name}" in text
        assert f"-r {name}" in makefile
    assert "streamlit run dashboard.py" in text


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        if "://" in link:
            continue
        name, _, heading = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}, (
                link
            )


def test_every_page_is_linked_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [relative(page) for page in PAGES[1:] if f"]({relative(page)})" not in text] == []


def test_the_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= MAX_README_LINES


def test_paths_for_who_changes_the_program_exist() -> None:
    text = (ROOT / "docs" / "ontwikkelen.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:[\w.]+/)+[\w.*]*)`", text)
    assert len(paths) > 20
    folders = (ROOT, ROOT / "kinderwerk_stats")
    assert [path for path in paths if not any(any(folder.glob(path.rstrip("/"))) for folder in folders)] == []


def test_the_tree_of_the_readme_exists() -> None:
    """Every name of the tree is a file or a folder where the tree puts it."""
    tree = next(block.text for block in blocks() if block.language == "text" and "dashboard.py" in block.text)
    above: list[tuple[int, Path]] = [(-1, ROOT)]
    for line in tree.splitlines():
        depth, name = len(line) - len(line.lstrip()), line.split()[0]
        while above[-1][0] >= depth:
            above.pop()
        path = above[-1][1] / name
        assert path.exists(), line
        above.append((depth, path))
