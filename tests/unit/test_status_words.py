"""One word for one status wherever a person reads; the codes of csv and JSON are explained in the glossary."""

import ast
import re
from pathlib import Path

import pytest

from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.classes import ABSENCES, absence_legend, absence_of
from kinderwerk_stats.text.left_out import UNSEEN

ROOT = Path(__file__).parents[2]
# What a reader of files knows, and how a code is written, is not what is said.
READ = ("sources/bereik/cells.py", "sources/assets/woorden.toml")
OTHER_WORD = re.compile(r"onderdruk|geen (gegevens|data)\b|\bniet (gepubliceerd|zichtbaar) cijfer", re.IGNORECASE)
CODE = re.compile(r"[a-z_]+")


def said_in(path: Path) -> list[str]:
    """Return every text of a module that is no docstring and no single code."""
    if path.suffix != ".py":
        return [line for line in path.read_text("utf-8").splitlines() if '"' in line or "'" in line]
    tree = ast.parse(path.read_text("utf-8"))
    bodies = [node.body[0] for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
              and node.body]  # fmt: skip
    docs = {id(first.value) for first in bodies if isinstance(first, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs)
    return [node.value for node in texts if isinstance(node.value, str) and not CODE.fullmatch(node.value)]


def test_no_text_says_a_status_in_another_word():
    paths = [*(ROOT / "kinderwerk_stats").rglob("*.py"), *(ROOT / "kinderwerk_stats").rglob("*.toml"),
             *(ROOT / "pages").rglob("*.py")]  # fmt: skip
    wrong = {
        f"{path.name}: {text}"
        for path in paths
        if not path.as_posix().endswith(READ)
        for text in said_in(path)
        if OTHER_WORD.search(text)
    }
    assert len(paths) > 300 and wrong == set()


def test_another_word_in_a_text_is_seen(tmp_path):
    module = tmp_path / "zinnen.py"
    module.write_text('"""onderdrukt"""\nCODE = "onderdrukt"\nSAID = f"het bereik is onderdrukt {CODE}"\n', "utf-8")
    assert [text for text in said_in(module) if OTHER_WORD.search(text)] == ["het bereik is onderdrukt "]


def test_statuses_stay_apart_in_words():
    labels = [status.label for status in Status]
    assert len(set(labels)) == len(labels)
    assert (Status.SUPPRESSED.label, Status.UNKNOWN.label) == ("verborgen", "onbekend")


@pytest.mark.parametrize("status", [status for status in Status if status != Status.KNOWN])
def test_legend_table_and_sentence_say_the_same_word(status):
    assert absence_legend([status]) == [(absence_of(status), status.label)]
    assert UNSEEN.get(status, f"bereik {status.label}") == f"bereik {status.label}"


def test_one_hatch_for_two_statuses_names_both():
    legend = absence_legend([Status.NOT_PUBLISHED, Status.SUPPRESSED, Status.UNKNOWN])
    assert legend == [("onderdrukt", "verborgen"), ("geen_gegevens", "onbekend of nog niet gepubliceerd")]
    assert [kind for kind, _ in absence_legend(Status)] == list(ABSENCES)


@pytest.mark.parametrize("status", [status for status in Status if status != Status.KNOWN])
def test_the_glossary_has_the_word_and_the_code(status):
    glossary = (ROOT / "docs" / "begrippen.md").read_text("utf-8")
    assert f"| {status.label} | `{status.code}` |" in glossary
