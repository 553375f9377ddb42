"""Who looked at every version in the order in which it was published, put back ones too, knows no small count.

He knows which wijken were corrected, so that the others are as they were, and which hidden counts are small. Nor does
who delivers guesses of another's counts, under any name, to see whether one fits.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinderwerk_stats.delivery.delivered import plan_publication
from kinderwerk_stats.delivery.preview import preview_publication
from kinderwerk_stats.delivery.published import add_published
from kinderwerk_stats.delivery.versions import compare_bereik, plan_put_back
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.store import Publication, Store, Version
from kinderwerk_stats.text.coverage import coverage_lines
from kinderwerk_stats.text.delivery import describe_change, describe_visibility
from kinderwerk_stats.text.hiding import hidden_sentence
from tests.builders import GEMEENTE, bereik_table, cbs_table, library_of
from tests.people import JAN
from tests.properties.test_disclosure_properties import feasible_small_values

K = 5
SAID = Publication("Stichting Verzonnen", "31-12-2024", "", "csv", "")
Counts = tuple[int, ...]


@dataclass(frozen=True)
class Screen:
    """What one version showed: the reach of each wijk and of the gemeente, None where hidden; and the truth."""

    shown: tuple[float | None, ...]
    total: float | None
    truth: Counts


def _screen(monitor: Monitor, truth: Counts) -> Screen:
    cells = [row["reached_count"] for row in monitor.coverage.cells.values()]
    total = monitor.coverage.totals["reached_count"]
    return Screen(tuple(c.value if c.known else None for c in cells), total.value if total.known else None, truth)


def _gemeente(counts: Counts) -> tuple[list[str], Library]:
    codes = [f"WK9001{number:02d}" for number in range(1, len(counts) + 1)]
    return codes, library_of(cbs_table({"children_0_14_count": [4000, *[800] * len(codes)]}, (GEMEENTE, *codes)))


def _publish(store: Store, codes: list[str], counts: Counts) -> Version:
    table = bereik_table({"reached_count": list(counts)}, codes, total={"reached_count": float(sum(counts))})
    return store.publish([table], gemeente_code=GEMEENTE, publication=SAID, by=JAN)[0]


def watch(folder, versions: list[Counts], put_back: list[int]) -> list[Screen]:
    """Return the screens while these versions are published one after the other, and then some put back."""
    codes, library = _gemeente(versions[0])
    store = Store(folder / "k.sqlite")
    screens: list[Screen] = []
    made: list[Version] = []

    def look(truth: Counts) -> None:
        screens.append(_screen(build_monitor(add_published(library, store), GEMEENTE, 2024, threshold=K), truth))

    for counts in versions:
        made.append(_publish(store, codes, counts))
        look(counts)
    for number in put_back:
        if store.versions(made[number].dataset_id)[-1 - number].state != "gepubliceerd":
            store.restore(made[number].id, JAN, "")
        look(versions[number])
    return screens


def narrowed(screens: list[Screen]) -> list[tuple[int, int, list[int]]]:
    """Return each small count, hidden on its screen, that keeps fewer values than 1 .. 4: screen, wijk, values."""
    found = []
    for number, screen in enumerate(screens):
        if screen.total is None:
            continue
        hidden = [place for place, value in enumerate(screen.shown) if value is None]
        small = [place for place in hidden if 0 < screen.truth[place] < K]
        for place in small:
            known = {
                other: screen.truth[other]
                for other in hidden
                if other != place
                and any(s.shown[other] is not None and s.truth[other] == screen.truth[other] for s in screens)
            }
            left = screen.total - sum(value for value in screen.shown if value is not None) - sum(known.values())
            few = [other for other in small if other not in known]
            # What was hidden before stays hidden when it becomes 0: nobody knows that, so it can be any number.
            free = [other for other in hidden if other not in known and screen.truth[other] == 0]
            rest = len(hidden) - len(known) - len(few) - len(free)
            if free:
                values = [value for value in range(1, K) if value + len(few) - 1 + K * rest <= left]
            else:
                values = feasible_small_values(int(left), len(few), rest, K)
            if values != list(range(1, K)):
                found.append((number, place, values))
    return found


@pytest.mark.parametrize(
    ("versions", "put_back"),
    [
        # A small count is corrected to a large one: 12 stays hidden with it, also beside the first version again.
        ([(3, 12, 45, 60), (6, 12, 45, 60)], [0, 1]),
        # A count that everybody saw protects nothing once another becomes small: the total goes.
        ([(6, 9, 30, 60), (3, 9, 30, 60)], [0, 1]),
        ([(3, 12, 45, 60), (3, 12, 4, 60)], [0]),
        ([(3, 12, 45, 60), (0, 12, 45, 60), (7, 12, 45, 60)], [0, 2]),
        ([(1, 1, 9), (0, 1, 9)], []),
    ],
)
def test_a_correction_and_a_version_that_is_put_back_give_no_small_count(tmp_path, versions, put_back):
    screens = watch(tmp_path, versions, put_back)
    assert narrowed(screens) == []


def test_what_one_version_hides_is_hidden_in_the_next_and_in_the_first_again(tmp_path):
    first, second, again = watch(tmp_path, [(3, 12, 45, 60), (6, 12, 45, 60)], [0])
    assert [screen.shown[:2] for screen in (first, second, again)] == [(None, None)] * 3
    assert (first.total, second.total, again.total) == (120, 123, 120)


def test_a_count_that_was_seen_protects_nothing(tmp_path):
    first, second, again = watch(tmp_path, [(6, 9, 30, 60), (3, 9, 30, 60)], [0])
    assert first.shown[:2] == (6, 9)
    assert second.shown[:2] == again.shown[:2] == (None, None)
    assert second.total is None


def _seen(folder, versions: list[Counts]) -> list[object]:
    """Return all that the screens say of two versions: the second, what both differ in, and the first put back."""
    codes, library = _gemeente(versions[0])
    store = Store(folder / "k.sqlite")
    first, second = (_publish(store, codes, counts) for counts in versions)
    seen: list[object] = []
    for number in (0, 1):
        now = add_published(library, store)
        shown = build_monitor(now, GEMEENTE, 2024, threshold=K)
        found = compare_bereik(store, now, (first, second), shown, "4-12")
        seen += [str(shown.coverage.cells), str(shown.coverage.totals), coverage_lines(shown), hidden_sentence(shown)]
        seen += [found.hides, [describe_change(change) for change in found.changes]]
        if number == 0:
            plan = plan_put_back(store, now, first)
            preview = preview_publication(now, plan, "4-12")
            seen += [[describe_change(change) for effect in preview.effects.values() for change in effect.changes]]
            seen += [describe_visibility(preview.visibility, gemeente_changes=True), preview.losses]
            store.restore(first.id, JAN, "")
    return seen


@pytest.mark.parametrize(
    ("versions", "others"),
    [
        ([(3, 12, 45, 60), (6, 12, 45, 66)], [(2, 13, 45, 60), (7, 11, 45, 66)]),
        ([(6, 9, 30, 60), (3, 9, 30, 60)], [(6, 9, 30, 60), (1, 9, 30, 60)]),
    ],
)
def test_other_values_of_hidden_counts_give_the_same_words_about_versions(tmp_path, versions, others):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert _seen(tmp_path / "a", versions) == _seen(tmp_path / "b", others)


def _answer(secret: Counts, guess: Counts, name: str, *, published: bool) -> list[object]:
    """Return all that who delivers a guess of the counts of an organisation reads, before and after it is published."""
    table = bereik_table({"reached_count": secret}, total={"reached_count": 263})
    library = library_of(
        cbs_table({"children_0_14_count": [2700, 800, 900, 1000]}),
        replace(table, source=replace(table.source, published=published)),
    )
    delivered = bereik_table({"reached_count": guess}, total={"reached_count": 263}, file="gok.xlsx")
    delivered = replace(delivered, source=replace(delivered.source, publisher=name))
    plan = plan_publication(library, ReadResult(Path("gok.xlsx"), "bereik", (delivered,)), GEMEENTE)
    preview = preview_publication(library, plan, "4-12")
    after = build_monitor(plan.after, GEMEENTE, 2024, threshold=K)
    changes = [describe_change(change) for effect in preview.effects.values() for change in effect.changes]
    return [
        *(plan.problems, plan.shown, plan.publishable, changes, preview.visibility, preview.losses),
        *(after.notes, after.organisations, coverage_lines(after)),
        *(str(after.coverage.cells), str(after.coverage.totals)),
    ]


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("name", ["Stichting Zuid", "Stichting Verzonnen", "onbekend"])
def test_a_guess_that_fits_gets_the_answer_of_one_that_does_not(name, published):
    # Hidden, hidden and 200 of 263: who delivers (a, 63 - a, 200) for every a is answered alike at each.
    for guess in ((3, 60, 200), (2, 61, 200)):
        fits, other = (_answer((a, 63 - a, 200), guess, name, published=published) for a in (3, 4))
        assert fits == other


_counts = st.one_of(st.integers(1, 4), st.integers(0, 14), st.sampled_from([30, 60]))


@st.composite
def _sequences(draw: st.DrawFn) -> tuple[list[Counts], list[int]]:
    """Return two or three versions, each a correction of one or two wijken of the one before, and what is put back."""
    counts = draw(st.lists(_counts, min_size=3, max_size=6))
    versions = [tuple(counts)]
    for _ in range(draw(st.integers(1, 2))):
        for place in draw(st.sets(st.integers(0, len(counts) - 1), min_size=1, max_size=2)):
            counts[place] = draw(_counts)
        versions.append(tuple(counts))
    return versions, draw(st.lists(st.integers(0, len(versions) - 1), max_size=2))


@settings(deadline=None, max_examples=5)
@given(sequence=_sequences())
def test_no_sequence_of_corrections_gives_one(tmp_path_factory, sequence):
    assert narrowed(watch(tmp_path_factory.mktemp("store"), *sequence)) == []


@pytest.mark.slow
@settings(deadline=None, max_examples=20)
@given(sequence=_sequences())
def test_many_more_sequences(tmp_path_factory, sequence):
    assert narrowed(watch(tmp_path_factory.mktemp("store"), *sequence)) == []
