"""What every test may use: the example, the real files that stand beside the repository, Hypothesis profiles."""

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.sources.library import Library, read_folder

ROOT = Path(__file__).parents[1]

settings.register_profile("local", deadline=None)
# The same examples every time: a red run in CI is red at home too.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


# Files that take longest, by `--durations=0`: they go first, so that at the end no worker waits for one of them.
LONGEST = (
    "browser/test_accessible.py",
    "app/test_gegevens.py",
    "properties/test_another_world.py",
    "browser/test_pages.py",
    "browser/test_components.py",
    "unit/test_safe_reading.py",
    "unit/test_files_agree.py",
    "properties/test_attack.py",
    "app/test_hidden_pages.py",
    "browser/test_behoefte.py",
    "shared_data/test_faults.py",
    "test_docs.py",
    "unit/test_cli.py",
    "browser/test_presentation.py",
    "properties/test_every_sentence.py",
    "office/test_conversion.py",
    "deploy/test_proxy.py",
    "deploy/test_files.py",
    "browser/test_long_lists.py",
    "shared_data/test_real_gemeenten.py",
    "app/test_pages.py",
    "unit/test_make_cli.py",
    "benchmarks/test_bench_reading.py",
    "unit/test_factsheet.py",
    "browser/test_delivery.py",
    "properties/test_bereik_properties.py",
    "properties/test_reading_properties.py",
    "app/test_werkbezoek.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and "shared_dir" in item.fixturenames:
            item.add_marker(pytest.mark.shared)
    order = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST)}
    # The sort is stable: within a file, and among all others, the order stays.
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture(scope="session", autouse=True)
def _no_store_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests, and the servers they start, away from what the user of this computer published."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KINDERWERK_DATABASE_URL", raising=False)
        # Where it is remembered that there was a store.
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("KINDERWERK_STORE", str(tmp_path_factory.mktemp("store") / "none"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _packages_are_searched_once() -> Iterator[None]:
    """Keep what AppTest finds of components in the packages that are installed: every app searches them all anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """Put back the main module: AppTest leaves the frame in its place, and new processes would run that."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Return the folder with real CBS files and bereik exports, which is never part of the repository."""
    folder = Path(os.environ.get("KINDERWERK_SHARED") or ROOT.parent / "shared")
    if not (folder / "cbs").is_dir():
        message = f"no real CBS files in {folder.name}/ beside the repository (KINDERWERK_SHARED names another folder)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def example_dir() -> Path:
    """Return the folder of the invented example gemeente."""
    return ROOT / "data" / "voorbeeld"


@pytest.fixture(scope="session")
def example_library(example_dir: Path) -> Library:
    """Return the files of the example gemeente, read once."""
    return read_folder(example_dir)


@pytest.fixture(scope="session")
def example_monitor(example_library: Library) -> Callable[[int], Monitor]:
    """Return a function that gives the example gemeente in a year, built once."""
    return cache(partial(build_monitor, example_library, "GM9001"))


@pytest.fixture
def real_data(monkeypatch, tmp_path):
    """Return a function that makes the app show the files of a folder of its own."""

    def use(files):
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        monkeypatch.setenv("KINDERWERK_DATA", str(tmp_path))

    return use
