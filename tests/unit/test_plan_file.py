"""A plan as a file: what is written comes back, and nothing else is believed."""

import io
import json
import struct
import zipfile

import pytest

from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.story.plan import Plan
from kinderwerk_stats.story.plan_file import MAX_FILE_BYTES, PHOTO_NAME, PLAN_NAME, read_plan, write_plan
from tests.builders import GEMEENTE
from tests.story_builders import full_plan, parts_of, picture, plan_file, said_by, zipped
from tests.words import refusal_saying, said_in, words_of

NAME = "verhaal.kinderwerk"


def refused(content):
    with pytest.raises(InputRefused) as caught:
        read_plan(content, NAME)
    return said_in(caught.value)


@pytest.mark.parametrize("plan", [full_plan(), Plan(GEMEENTE, 2024)], ids=["full", "empty"])
def test_a_plan_comes_back_from_its_file(plan):
    content = write_plan(plan)
    assert read_plan(content, NAME) == plan
    assert write_plan(plan) == content, "the same plan is the same file"


def test_the_file_holds_a_plan_and_a_photo_and_nothing_else():
    assert list(parts_of(write_plan(full_plan()))) == [PLAN_NAME, PHOTO_NAME]
    assert list(parts_of(write_plan(full_plan(photo=None)))) == [PLAN_NAME]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"geen zip", b"PK\x05\x06" + b"\0" * 18, write_plan(Plan(GEMEENTE, 2024))[:-5],
     write_plan(full_plan())[:200] + write_plan(full_plan())[210:]],
    ids=["empty", "two bytes", "text", "nothing in it", "cut off", "a hole"],
)  # fmt: skip
def test_what_is_no_plan_file_is_refused(content):
    assert NAME in refused(content)


@pytest.mark.parametrize(
    "parts",
    [
        {"../../plan.json": b"{}"},
        {PLAN_NAME: b"{}", "/etc/passwd": b"x"},
        {PLAN_NAME: b"{}", "photo.jpg/": b""},
        {PLAN_NAME: b"{}", "extra.txt": b"x"},
        {PHOTO_NAME: picture()},
    ],
)
def test_other_names_in_the_zip_are_refused(parts, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "een zip met iets anders erin" in refused(zipped(parts))
    assert list(tmp_path.iterdir()) == []


def test_a_name_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = twice()
    assert "een zip met iets anders erin" in refused(content)


def twice():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for _ in range(2):
            archive.writestr(PLAN_NAME, b"{}")
    return stream.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped({PLAN_NAME: b"0" * 50_000_000})
    assert len(bomb) < 100_000
    assert "plan.json is te groot" in refused(bomb)
    # It says that it is small.
    place = bomb.rfind(b"PK\x01\x02")
    lying = bomb[: place + 24] + struct.pack("<I", 10) + bomb[place + 28 :]
    assert NAME in refused(lying)


def test_a_long_list_of_contents_is_not_even_read():
    many = zipped({f"{number}": b"" for number in range(2000)})
    assert "geen bewaard verhaal" in refused(many)
    assert "een te groot bestand" in refused(b"\0" * (MAX_FILE_BYTES + 1))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(compression):
    assert "een zip van een andere soort" in refused(zipped({PLAN_NAME: b"{}"}, compression=compression))


@pytest.mark.parametrize(
    "text",
    [b"", b"[", b"\xff\xfe", b"[" * 100_000, b'{"form": NaN}', b'{"form": 1, "form": 1}',
     b'{"form": ' + b"9" * 9000 + b"}"],
    ids=["empty", "broken", "no utf-8", "deep", "no number", "a field twice", "endless number"],
)  # fmt: skip
def test_what_is_no_json_of_ours_is_refused(text):
    assert "plan.json is niet te lezen" in refused(zipped({PLAN_NAME: text}))


@pytest.mark.parametrize("said", [None, [], "plan", 1, {}, {"form": 1}, {"form": "1"}])
def test_what_is_no_plan_is_refused(said):
    assert "precies deze velden" in refused(plan_file(said))


def test_a_newer_form_says_what_to_do():
    assert "installeer de nieuwste versie" in refused(plan_file(said_by(full_plan()) | {"form": 4}))
    assert "vorm 3" in refused(plan_file(said_by(full_plan()) | {"form": 0}))


def test_a_story_from_before_plans_or_organisations_still_opens():
    said = said_by(full_plan(photo=None)) | {"form": 2}
    assert "vorm 3" in refused(plan_file(said)), "that form had no organisation"
    del said["organisation"]
    assert read_plan(plan_file(said), NAME) == full_plan(photo=None, organisation="")
    said["form"] = 1
    assert "precies deze velden" in refused(plan_file(said)), "that form had no plan"
    del said["kept_plan"]
    assert read_plan(plan_file(said), NAME) == full_plan(photo=None, kept_plan="", organisation="")


def change(said, path, value):
    *way, last = path
    for step in way:
        said = said[step]
    said[last] = value


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        (["extra"], 1, "precies deze velden"),
        (["year"], "2024", "het verhaal, year"),
        (["year"], True, "het verhaal, year"),
        (["year"], 2024.0, "het verhaal, year"),
        (["year"], 10**400, "het jaar"),
        (["gemeente_code"], "GM90012", "geen code van een gemeente"),
        (["gemeente_code"], "WK900101", "geen code van een gemeente"),
        (["wijken"], ["WK034401"], "niet van de gemeente"),
        (["wijken"], ["WK900101", "WK900101"], "twee keer"),
        (["wijken"], [1], "de wijken"),
        (["wijken"], ["WK900101"] * 101, "de wijken"),
        (["age_range"], "0-99", "de leeftijd"),
        (["norm", "children_per_fte"], 0, "de norm"),
        (["norm", "children_per_fte"], 1e308, "de norm"),
        (["norm", "reach_share"], 1.5, "de norm"),
        (["norm", "reach_share"], True, "de norm, reach_share"),
        (["norm", "extra"], 1, "de norm"),
        (["parts"], [], "een onderdeel dat mist"),
        (["parts", 0, "part"], "onbekend", "een onderdeel dat mist"),
        (["parts", 0, "shown"], 1, "de onderdelen, shown"),
        (["parts", 0, "text"], "a" * 601, "601 tekens"),
        (["parts", 0, "notes"], "a" * 4001, "4001 tekens"),
        (["title"], "a" * 121, "121 tekens"),
        (["kept_plan"], "a" * 81, "81 tekens"),
        (["kept_plan"], "De moeder van Noor: 06-12345678", "een telefoonnummer"),
        (["title"], "een\ntwee", "meer dan een regel"),
        (["title"], "nul\x00", "niet te zien"),
        (["title"], "half \ud800", "niet te zien"),
        (["title"], "\x0e", "niet te zien"),
        (["title"], "\uffff", "niet te zien"),
        (["parts", 2, "text"], "Het BSN van Noor is 111222333.", "een burgerservicenummer"),
        (["quotes", 0, "words"], "Ik ben geboren op 3 mei 2015.", "een geboortedatum"),
        (["parts", 0, "notes"], "De moeder van Noor: 06-12345678", "een telefoonnummer"),
        (["quotes"], [{"words": "a", "name": "b", "function": ""}] * 7, "de citaten: 7"),
        (["quotes", 0, "name"], " ", "geen tekst of geen naam"),
        (["quotes", 0], {"words": "a"}, "de citaten"),
        (["own_slides", 0, "title"], "", "geen titel"),
        (["photo", "alt"], " ", "geen beschrijving"),
        (["photo", "alt"], None, "de foto, alt"),
        (["photo"], "photo.jpg", "het verhaal, photo"),
        (["signalling", "needed_help"], 9, "te herkennen"),
        (["signalling", "needed_help"], 61, "niet bij elkaar passen"),
        (["signalling", "listed"], -1, "niet bij elkaar passen"),
        (["signalling", "listed"], 1e9, "vroeg signaleren, listed"),
        (["signalling", "what"], "", "geen tekst"),
    ],
)
def test_a_field_that_says_something_else_is_refused(path, value, found):
    said = said_by(full_plan())
    change(said, path, value)
    text = refused(plan_file(said, full_plan().photo.content))
    assert found in text
    assert len(text) < 1500, "what was found is named, not repeated"


def test_a_photo_that_is_named_must_be_there_and_be_one():
    assert "de foto ontbreekt" in refused(plan_file(said_by(full_plan())))
    assert "geen foto die te lezen is" in refused(plan_file(said_by(full_plan()), b"geen foto"))


def test_a_photo_that_somebody_put_in_is_cleaned():
    plan = read_plan(plan_file(said_by(full_plan()), picture(secrets=True)), NAME)
    assert b"Kodak" not in plan.photo.content and b"Exif" not in plan.photo.content


def test_numbers_that_may_not_be_kept_are_in_no_file():
    said = json.dumps(said_by(full_plan()))
    assert '"needed_help": 20' in said
    with refusal_saying("te herkennen"):
        full_plan(signalling=type(full_plan().signalling)(80, 60, 9, "Een lijst", "2024"))


@pytest.mark.parametrize("year", [1994, 2101])
def test_a_plan_is_about_a_year_that_has_figures(year):
    with pytest.raises(InputRefused) as refused:
        Plan(GEMEENTE, year)
    assert [words_of(problem).where for problem in refused.value.problems] == ["het jaar"]
    assert Plan(GEMEENTE, 1995).year == 1995
