"""What a page draws rests on one look at files and store; who changes something looks again."""

import shutil

import pytest

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.installation import EXAMPLE_FOLDER
from kinderwerk_stats.sources.safe.turns import OneAtATime
from kinderwerk_stats.ui.look import figures_key, look_again, once_a_look, one_look


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KINDERWERK_DATA", str(tmp_path))
    shutil.copy(EXAMPLE_FOLDER / "kwb-2024.xlsx", tmp_path)
    return tmp_path


def test_a_file_that_comes_while_a_page_is_drawn_is_for_the_next_one(folder):
    with one_look():
        before = figures_key()
        shutil.copy(EXAMPLE_FOLDER / "bereik-2024.xlsx", folder)
        assert figures_key() == before
    assert figures_key() != before


def test_who_changes_something_sees_it_at_once(folder):
    with one_look():
        before = figures_key()
        look_again()
        shutil.copy(EXAMPLE_FOLDER / "bereik-2024.xlsx", folder)
        assert figures_key() != before


def test_a_call_is_answered_once_for_each_set_of_arguments_and_not_outside_a_look():
    calls = []

    @once_a_look
    def load(name: str) -> str:
        calls.append(name)
        return name.upper()

    with one_look():
        assert [load("a"), load("a"), load("b")] == ["A", "A", "B"]
    assert calls == ["a", "b"]
    assert [load("a"), load("a")] == ["A", "A"]
    assert calls == ["a", "b", "a", "a"]


def test_a_refusal_is_not_remembered():
    @once_a_look
    def load() -> None:
        raise InputRefused([])

    with one_look():
        for _ in range(2):
            with pytest.raises(InputRefused):
                load()


def test_a_page_that_stops_halfway_ends_its_look_and_its_turn(folder, monkeypatch):
    seen, alone = [], OneAtATime(60)
    monkeypatch.setattr("kinderwerk_stats.ui.look._DRAWING", alone)

    def draw() -> None:
        with one_look():
            seen.append(figures_key())
            assert alone._turn.locked()
            raise KeyError

    with pytest.raises(KeyError):
        draw()
    assert not alone._turn.locked()
    shutil.copy(EXAMPLE_FOLDER / "bereik-2024.xlsx", folder)
    assert figures_key() != seen[0]
