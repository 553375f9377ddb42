"""Agreements about the whole repository that no linter knows."""

import ast
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import kinderwerk_stats
from kinderwerk_stats.model.indicators import INDICATORS, OWN, Indicator
from kinderwerk_stats.ui.pages import PAGES as REGISTERED_PAGES
from tests.conftest import LONGEST

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kinderwerk_stats"
PAGES = sorted((ROOT / "pages").rglob("*.py"))
SOURCES = sorted([*PACKAGE.rglob("*.py"), *PAGES, *ROOT.glob("*.py")])
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
MAX_LINES = 400

TOP_LEVEL = {
    *("dashboard.py", "pages", "data", "deploy", "docs", "kinderwerk_stats", "tests"),
    *("requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"),
    *("README.md", "pyproject.toml", "Makefile", "LICENSE", "publiccode.yml", "CHANGELOG.md", "CONTRIBUTING.md"),
    "SECURITY.md",
}
WHERE_IMPORTED = {
    "streamlit": ("dashboard.py", "pages/", "kinderwerk_stats/ui/"),
    "plotly": ("kinderwerk_stats/charts/",),
}
# Pages ask ui for what is read from files; the command line and the example are not theirs.
NOT_FOR_PAGES = ("kinderwerk_stats.sources", "kinderwerk_stats.example", "kinderwerk_stats.cli")
UNIT_BY_SUFFIX = {
    "_per_fte": "kinderen per fte",
    "_fte": "fte",
    "_share": "%",
    "_km": "km",
    "_eur": "euro",
    "_hours": "uren",
    "_score": "score",
}
GLOSSARY = (
    *("wijk", "buurt", "gemeente", "kinderwerk", "kinderwerker", "bereik", "peildatum", "indeling", "fte", "norm"),
)
# Written in parts, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile("|".join(f"/{name}/" for name in ("work", "root", "home", "tmp")))
SILENCED = re.compile(r"#\s*(" + "|".join(("type" + ": ignore", "no" + "qa", "pragma" + ": no cover")) + ")")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return what a commit of the tree as it stands would hold."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git clone: there is no telling which files belong to the repository")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("library", WHERE_IMPORTED)
def test_library_is_imported_only_in_its_own_layer(library: str) -> None:
    users = {relative(path) for path in SOURCES if library in {name.split(".")[0] for name in imported_modules(path)}}
    assert [user for user in users if not user.startswith(WHERE_IMPORTED[library])] == []


def test_pages_do_not_read_files_themselves() -> None:
    crossing = [
        (relative(page), name) for page in PAGES for name in imported_modules(page) if name.startswith(NOT_FOR_PAGES)
    ]
    assert crossing == []


# Counts that are not hidden yet: what gives them out is called where they are hidden, or written to the store.
GIVES_RAW_COUNTS = re.compile(r"\.(?:organisations_for|load_version|load_published|compare_versions)\(")
SHOWS = tuple(f"kinderwerk_stats/{room}/" for room in ("text", "story", "charts", "exports", "ui"))


def test_what_is_shown_never_asks_for_counts_before_they_are_hidden() -> None:
    askers = {relative(path) for path in SOURCES if GIVES_RAW_COUNTS.search(path.read_text(encoding="utf-8"))}
    assert askers
    assert [asker for asker in askers if asker.startswith((*SHOWS, "pages/"))] == []


# One place writes words of others into cells, so that no export can make a formula of a name.
CELLS = "kinderwerk_stats/exports/cells.py"
EXAMPLE = ("kinderwerk_stats/example/write.py", "kinderwerk_stats/example/bereik.py")
WRITES_CELLS = re.compile(
    r"\bto_csv\(|\bto_excel\(|\bto_clipboard\(|\bExcelWriter\(|\bcsv\.writer\(|\bDictWriter\(|\b[Ss]heet\.append\(|"
    r"\b(?:sheet|notes|book)\w*\.append\(|\.write_(?:row|column|formula|url)\(|\.value = |"
    r"\bsheet\.cell\([^()]*,[^()]*,[^()]*\)|\b\w*sheet\w*\[[^]]+\] = "
)


def test_cells_are_written_in_one_place() -> None:
    # The example writes its own figures, with formulas and links turned off; its bytes are compared elsewhere.
    writers = {relative(path) for path in SOURCES if WRITES_CELLS.search(path.read_text(encoding="utf-8"))}
    assert writers - set(EXAMPLE) == {CELLS}


def test_every_maker_of_workbooks_fills_them_by_the_shared_cells() -> None:
    makers = {relative(path) for path in SOURCES if re.search(r"\bWorkbook\(", path.read_text(encoding="utf-8"))}
    # python-pptx itself fills the workbook behind a chart; formulas and links are turned off there.
    makers -= {*EXAMPLE, "kinderwerk_stats/exports/deck/chart_data.py"}
    assert makers
    for maker in makers:
        assert "kinderwerk_stats.exports.cells" in set(imported_modules(ROOT / maker)), maker


# What a problem or a figure says in words is for people: who decides by it, decides otherwise when a word changes.
_SAID_BY = frozenset({"describe", "parts_of", "as_note", "as_remark", "words_of"})
# An entry of the log has an action as well.
_PARTS_OF_WORDS = frozenset({"found", "where", "expected"})
_ASKS_A_TEXT = frozenset({
    "startswith", "endswith", "split", "rsplit", "partition", "rpartition", "removeprefix", "removesuffix", "find",
})  # fmt: skip


def decides_by_words(source: str, *, literals: bool = True) -> list[int]:
    """Return the lines that compare or cut a sentence: a literal of several words, or what describes a problem."""

    def is_said(node: ast.AST) -> bool:
        if isinstance(node, ast.Call):
            return getattr(node.func, "id", getattr(node.func, "attr", "")) in _SAID_BY
        is_part = isinstance(node, ast.Attribute) and node.attr in _PARTS_OF_WORDS
        return is_part or (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call) and is_said(node.value))

    def is_sentence(node: ast.AST) -> bool:
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            return any(map(is_sentence, node.elts))
        text = node.value if isinstance(node, ast.Constant) else None
        return literals and isinstance(text, str) and " " in text and any(map(str.isalpha, text))

    found = []
    for node in ast.walk(ast.parse(source)):
        asked: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            asked = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ASKS_A_TEXT:
            asked = [node.func.value, *node.args]
        found += [one.lineno for one in asked if is_said(one) or is_sentence(one)]
    return found


def test_nothing_is_decided_by_a_sentence() -> None:
    # The words of text are cut there; what is read was written by others.
    deciding = {
        relative(path): lines
        for path in SOURCES
        if not relative(path).startswith("kinderwerk_stats/text/")
        and (
            lines := decides_by_words(
                path.read_text(encoding="utf-8"), literals=not relative(path).startswith("kinderwerk_stats/sources/")
            )
        )
    }
    assert deciding == {}


@pytest.mark.parametrize(
    "source",
    [
        'if "niet gevonden" in text: pass',
        'words.endswith("per fte")',
        'words.startswith(("van de", "tot de"))',
        'name.removeprefix("plaats ")',
        'kind == "geen aantoonbaar verschil"',
        "describe(problem).where.removeprefix(file)",
        "if name in problem.found: pass",
        "describe(problem).found == other",
    ],
)
def test_a_decision_by_a_sentence_is_seen(source: str) -> None:
    assert decides_by_words(source) == [1]


@pytest.mark.parametrize("source", ['kind == "bereik"', 'text.split(", ")', "found = describe(problem).found"])
def test_a_code_or_a_comma_is_no_sentence(source: str) -> None:
    assert decides_by_words(source) == []


# What pyarrow reads with threads of its own, and the options that say not to.
READS_WITH_THREADS = {
    "read_csv": "ReadOptions",
    "open_csv": "ReadOptions",
    "open_file": "IpcReadOptions",
    "open_stream": "IpcReadOptions",
}


def test_nothing_is_read_with_threads_of_pyarrow() -> None:
    # One that is still there when the program ends aborts it (exit status 134), after everything was said.
    threaded, read = [], []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [
            (node.func.attr, ast.unparse(node))
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        ]
        names = [name for name, _ in calls]
        quiet = [name for name, text in calls if "use_threads=False" in text]
        readers = [name for name in names if name in READS_WITH_THREADS]
        read += readers
        threaded += [f"{relative(path)}: {name}" for name in readers if READS_WITH_THREADS[name] not in quiet]
        threaded += [f"{relative(path)}: {name}" for name in ("to_pandas", "group_by") if name in names]
    assert threaded == []
    assert len(read) >= 3


def test_no_pages_folder_beside_the_script_that_streamlit_runs() -> None:
    # Beside it, Streamlit would run a page without the frame around it when someone opens a deep link.
    assert (PACKAGE / "ui" / "frame.py").is_file()
    assert not (PACKAGE / "ui" / "pages").exists()


def test_every_page_is_registered_and_every_registered_page_exists() -> None:
    registered = [record.script for record in REGISTERED_PAGES]
    assert sorted(registered) == sorted(page.relative_to(ROOT / "pages").as_posix() for page in PAGES)
    assert registered, "there are no pages"


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda indicator: indicator.name)
def test_indicator_is_documented(indicator: Indicator) -> None:
    for field in ("label", "definition", "unit", "source", "peildatum"):
        assert getattr(indicator, field).strip(), f"{field} is empty"
    assert indicator.definition.endswith(".")
    assert indicator.decimals >= 0
    assert bool(indicator.formula) == (indicator.source == OWN), "derived figures have a formula, others have none"


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda indicator: indicator.name)
def test_indicator_name_ends_in_its_unit(indicator: Indicator) -> None:
    unit = next((unit for suffix, unit in UNIT_BY_SUFFIX.items() if indicator.name.endswith(suffix)), indicator.unit)
    assert indicator.unit == unit


def test_top_level_holds_nothing_new() -> None:
    names = {relative(path).split("/")[0] for path in tracked_files()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_modules_stay_readable() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}


def test_no_path_of_one_machine_in_any_file() -> None:
    found = [
        (relative(path), hit.group())
        for path in tracked_files()
        if b"\0" not in path.read_bytes()
        for hit in MACHINE_PATHS.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_no_check_is_silenced() -> None:
    found = [
        (relative(path), hit.group())
        for path in [*SOURCES, *TESTS]
        for hit in SILENCED.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_real_data_in_the_repository(shared_dir: Path) -> None:
    def fingerprint(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    real = {fingerprint(path) for path in shared_dir.rglob("*") if path.is_file() and path.stat().st_size > 0}
    assert real, "the shared folder is empty"
    assert [relative(path) for path in tracked_files() if fingerprint(path) in real] == []


@pytest.mark.parametrize("path", TESTS, ids=relative)
def test_every_test_asserts_something(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    silent = [
        test.name
        for test in tests
        if not any(isinstance(node, ast.Assert) for node in ast.walk(test))
        and not re.search(r"\b(raises|refusal_saying|warns|expect|assert_\w+|check_\w+)\(", ast.unparse(test))
    ]
    assert silent == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][^\n\\]*\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))
    assert all("==" in package for package in packages)
    assert "://" not in text


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_the_lock_takes_no_release_of_the_last_days() -> None:
    shown = subprocess.run(["make", "-n", "requirements"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    locks = [line for line in shown.stdout.splitlines() if " pip compile " in line]
    assert len(locks) == 2
    assert all('--exclude-newer "7 days"' in line for line in locks)


def test_every_direct_requirement_is_imported() -> None:
    text = (ROOT / "requirements.in").read_text(encoding="utf-8")
    modules = {"python_stdnum": "stdnum", "pillow": "PIL", "python_pptx": "pptx"}
    wanted = {name.replace("-", "_") for name in re.findall(r"^[a-z0-9-]+", text, re.MULTILINE)}
    imported = {name.split(".")[0] for path in SOURCES for name in imported_modules(path)}
    assert {name for name in wanted if modules.get(name, name) not in imported} == set()


def test_publiccode_is_valid() -> None:
    record = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert record["publiccodeYmlVersion"] == "0.5"
    assert record["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert record["softwareType"] == "standalone/web"
    assert record["platforms"] and record["name"] and record["url"].startswith("https://")
    assert record["legal"]["license"] == "EUPL-1.2"
    assert record["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in record["maintenance"]["contacts"])
    assert record["localisation"] == {"localisationReady": False, "availableLanguages": ["nl"]}
    assert set(record["description"]) == {"nl", "en"}
    for description in record["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_versions_agree() -> None:
    record = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    project = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert project
    assert {kinderwerk_stats.__version__, record["softwareVersion"]} == {project[1]}


def test_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [int(number) for number in re.findall(r"^(\d+)\.\s?[A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert "Appendix" in text


@pytest.mark.parametrize(
    ("command", "page"),
    [
        *((command, "README.md") for command in ("make run", "make test", "make run DATA=")),
        ("py -3.11 -m venv", "docs/windows.md"),
    ],
)
def test_readme_names_the_command(command: str, page: str) -> None:
    assert command in (ROOT / page).read_text(encoding="utf-8")


def test_files_that_readme_shows_or_links_to_exist() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert local
    assert [link for link in local if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("word", GLOSSARY)
def test_the_glossary_explains_the_word(word: str) -> None:
    glossary = (ROOT / "docs" / "begrippen.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {word} \| .{{10,}} \|$", glossary, re.MULTILINE)


def test_files_that_go_first_exist() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []
