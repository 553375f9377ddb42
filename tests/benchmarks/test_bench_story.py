"""A story and its plan, against the figures it is made from and against bare zip, JSON and Pillow."""

import io
import json
import statistics
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache, partial

import pytest
from PIL import Image

from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.story.build import build_story
from kinderwerk_stats.story.photo import LONGEST_SIDE, clean_photo
from kinderwerk_stats.story.plan import default_plan
from kinderwerk_stats.story.plan_file import read_plan, write_plan
from tests.benchmarks.timing import fastest_of, own_seconds
from tests.story_builders import full_plan, picture, said_by

GEMEENTE, YEAR, TODAY = "GM9001", 2024, date(2026, 11, 25)


def report(benchmark, **others):
    """Say how this compares with each of the others."""
    own = statistics.median(own_seconds(benchmark))
    benchmark.extra_info["ms"] = round(own * 1000, 2)
    for name, run in others.items():
        benchmark.extra_info[f"times_{name}"] = round(own / fastest_of(benchmark, run), 2)


def test_a_story_of_one_wijk(benchmark, example_library):
    """All from the files: the wijk's line asks for the figures of the other years."""
    monitor = build_monitor(example_library, GEMEENTE, YEAR)
    tell = partial(build_story, example_library, monitor, default_plan(monitor), today=TODAY)
    assert len(benchmark.pedantic(tell, rounds=5, warmup_rounds=1).slides) == 10
    years = example_library.years(GEMEENTE)
    report(benchmark, the_figures_of_these_years=lambda: [build_monitor(example_library, GEMEENTE, y) for y in years])


def test_a_story_of_every_wijk_when_the_years_are_kept(benchmark, example_library):
    load = cache(partial(build_monitor, example_library, GEMEENTE))
    monitor = load(YEAR)
    plans = [replace(default_plan(monitor), wijken=(code,)) for code in monitor.names]

    def tell_all():
        return [build_story(example_library, monitor, plan, today=TODAY, load=load) for plan in plans]

    assert len(benchmark.pedantic(tell_all, rounds=3, warmup_rounds=1)) == 14
    report(benchmark, the_figures_of_one_year=lambda: build_monitor(example_library, GEMEENTE, YEAR))
    benchmark.extra_info["ms_per_wijk"] = round(benchmark.extra_info["ms"] / len(plans), 1)


@pytest.mark.parametrize("what", ["write", "read"])
def test_a_plan_as_a_file(benchmark, what):
    plan = full_plan()
    content, said = write_plan(plan), said_by(plan)

    def bare_write():
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("plan.json", json.dumps(said))
            archive.writestr("photo.jpg", plan.photo.content)

    def bare_read():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return json.loads(archive.read("plan.json")), archive.read("photo.jpg")

    assert benchmark(*((write_plan, plan) if what == "write" else (read_plan, content, "verhaal")))
    report(benchmark, bare_zip_and_json=bare_write if what == "write" else bare_read)


def test_a_photo_of_a_phone(benchmark):
    stream = io.BytesIO()
    Image.effect_noise((4032, 3024), 60).convert("RGB").save(stream, "JPEG", quality=90)
    content = stream.getvalue()

    def bare():
        with Image.open(io.BytesIO(content)) as image:
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            image.save(io.BytesIO(), "JPEG", quality=85)

    assert benchmark.pedantic(clean_photo, args=(content, "Kinderen"), rounds=5).content
    report(benchmark, bare_pillow=bare)
    assert clean_photo(picture(), "x").content
