"""An attacker tries to work out small counts from the total and the counts that are shown.

He knows the threshold k, which of the hidden counts are small, and that the other hidden ones are at least k. Another
one knows the rule too: of what the hidden counts could be he strikes out what the rule would not have hidden that way.
"""

from collections import defaultdict
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinderwerk_stats.analysis.disclosure import choose_suppressed, count_protecting

counts_per_wijk = st.lists(
    st.one_of(st.integers(0, 12), st.integers(1, 4), st.integers(0, 400)), min_size=1, max_size=25
)


def _series(values: list[float]) -> pd.Series:
    return pd.Series(values, index=[f"WK9900{i:02}" for i in range(len(values))], dtype=float)


def feasible_small_values(left: int, small_hidden: int, others_hidden: int, k: int) -> list[int]:
    """Return every value 1 .. k-1 that one small count can have, when all hidden counts together make `left`."""
    values = []
    for value in range(1, k):
        rest = left - value
        least = (small_hidden - 1) + k * others_hidden
        most = float("inf") if others_hidden else (small_hidden - 1) * (k - 1)
        if least <= rest <= most:
            values.append(value)
    return values


def attack(counts: pd.Series, hidden: pd.Series, total: float, k: int) -> list[int]:
    small = (counts > 0) & (counts < k)
    left = int(total - counts[~hidden].sum())
    return feasible_small_values(left, int((hidden & small).sum()), int((hidden & ~small).sum()), k)


def hide_at_least_two(counts: pd.Series, k: int) -> pd.Series:
    """The rule of the textbook: hide what is small and, when that is one count, the smallest other one too."""
    hidden = (counts > 0) & (counts < k)
    if hidden.sum() == 1:
        others = counts[(counts >= k)].sort_values(kind="stable")
        hidden[others.index[:1]] = True
    return hidden


@pytest.mark.parametrize(("left", "small", "others", "k"), [(8, 2, 0, 5), (7, 2, 0, 5), (9, 1, 1, 5), (13, 2, 1, 5)])
def test_attacker_reasons_as_trying_everything_would(left, small, others, k):
    cells = [range(1, k)] * small + [range(k, left + 1)] * others
    tried = {cell[0] for cell in product(*cells) if sum(cell) == left}
    assert set(feasible_small_values(left, small, others, k)) == tried


@settings(max_examples=600, deadline=None)
@given(values=counts_per_wijk, k=st.sampled_from([5, 10]))
def test_every_small_count_keeps_all_its_values(values, k):
    counts = _series(values)
    chosen = choose_suppressed(counts, total=counts.sum(), threshold=k)
    small = (counts > 0) & (counts < k)
    assert chosen.hidden[small].all()
    assert not chosen.hidden[counts == 0].any()
    if small.any() and not chosen.total_hidden:
        assert attack(counts, chosen.hidden, counts.sum(), k) == list(range(1, k))


@settings(max_examples=300, deadline=None)
@given(
    values=counts_per_wijk, hidden_values=st.lists(st.integers(1, 4), min_size=1, max_size=3), included=st.booleans()
)
def test_counts_that_the_source_hid_keep_all_their_values(values, hidden_values, included):
    truth = _series([*hidden_values, *values])
    by_source = pd.Series([True] * len(hidden_values) + [False] * len(values), index=truth.index)
    # The total holds the hidden counts or not; the one who hides does not know them in either case.
    total = truth.sum() if included else truth[~by_source].sum()
    chosen = choose_suppressed(truth.mask(by_source), total=total, already_hidden=by_source)
    in_total = truth if included else truth[~by_source]
    small = (in_total > 0) & (in_total < 5)
    if small.any() and not chosen.total_hidden:
        assert attack(in_total, chosen.hidden[in_total.index], total, 5) == list(range(1, 5))


def test_hiding_at_least_two_gives_small_counts_away():
    rng = np.random.default_rng(20240101)
    given_away = {"textbook": 0, "ours": 0}
    for _ in range(500):
        counts = _series([float(n) for n in rng.choice([0, 1, 2, 3, 4, 4, 5, 6, 8, 20, 60], size=rng.integers(2, 9))])
        if not ((counts > 0) & (counts < 5)).any():
            continue
        chosen = choose_suppressed(counts, total=counts.sum())
        for name, hidden, total_shown in (
            ("textbook", hide_at_least_two(counts, 5), True),
            ("ours", chosen.hidden, not chosen.total_hidden),
        ):
            if total_shown and len(attack(counts, hidden, counts.sum(), 5)) < 4:
                given_away[name] += 1
    assert given_away["textbook"] > 50
    assert given_away["ours"] == 0


@settings(max_examples=200, deadline=None)
@given(values=counts_per_wijk)
def test_hidden_counts_are_the_smallest_ones(values):
    # Larger counts carry the story of the table: they go last.
    counts = _series(values)
    hidden = choose_suppressed(counts, total=counts.sum()).hidden
    shown = counts[~hidden & (counts > 0)]
    if hidden.any() and len(shown):
        assert counts[hidden].max() <= shown.min()


# --- who repeats the rule -----------------------------------------------------------------------------


def _see(cells: tuple[int, ...], k: int, by_source: tuple[bool, ...], *, included: bool = True) -> tuple[object, ...]:
    """Return what is published of these cells: each that is shown, None for each that is hidden, and the total."""
    small = [i for i, n in enumerate(cells) if 0 < n < k]
    if not small:
        return (*cells, sum(cells))
    others = sorted((n, i) for i, n in enumerate(cells) if n >= k)
    known, secret = sum(cells[i] for i in small if not by_source[i]), sum(by_source)
    more = count_protecting(
        [n for n, _ in others],
        primary=len(small),
        least=known + secret,
        most=known + secret * (k - 1),
        threshold=k,
    )
    hidden = {*small, *(i for _, i in others[:more])}
    total = sum(n for n, secretly in zip(cells, by_source, strict=True) if included or not secretly)
    return (*(None if i in hidden else n for i, n in enumerate(cells)), None if more is None else total)


def _narrowed(k: int, size: int, most: int, *, knows_small: bool, source_hides: bool) -> tuple[int, int]:
    """Return how many small counts all tables up to `most` have, and of how many not every value 1 .. k-1 is possible.

    Every table is tried that can look the same: to make up for a small count another can be k - 2 more than `most`.
    """
    possible: dict[tuple[object, ...], set[int]] = defaultdict(set)
    tables = []
    for cells in product(range(most + k - 1), repeat=size):
        choices = [(False, True) if source_hides and 0 < n < k else (False,) for n in cells]
        for by_source in product(*choices):
            for included in (True, False) if any(by_source) else (True,):
                seen = _see(cells, k, by_source, included=included)
                if knows_small:
                    seen += (tuple(0 < n < k for n in cells),)
                tables.append((cells, seen))
                for place, n in enumerate(cells):
                    if seen[place] is None:
                        possible[place, *seen].add(n)
    small = [
        possible[place, *seen]
        for cells, seen in tables
        if max(cells) <= most
        for place, n in enumerate(cells)
        if 0 < n < k
    ]
    return len(small), sum(not set(range(1, k)) <= values for values in small)


@pytest.mark.parametrize("k", [3, 4, 5])
@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("knows_small", [True, False])
def test_who_repeats_the_rule_leaves_every_small_count_all_its_values(k, size, knows_small):
    count, narrowed = _narrowed(k, size, 12, knows_small=knows_small, source_hides=False)
    assert count > 0
    assert narrowed == 0


@pytest.mark.slow
@pytest.mark.parametrize(("k", "size"), [(3, 4), (4, 4), (5, 4), (6, 4), (3, 5), (5, 5)])
def test_so_it_is_in_larger_tables(k, size):
    assert _narrowed(k, size, 12 if size < 5 else 9, knows_small=True, source_hides=False)[1] == 0


@pytest.mark.parametrize("k", [3, 4, 5])
@pytest.mark.parametrize("size", [2, 3])
def test_so_it_is_where_the_source_hid_some_and_nobody_knows_which(k, size):
    assert _narrowed(k, size, 12, knows_small=False, source_hides=True)[1] == 0


def _spread(amount: int, size: int) -> list[int]:
    """Return counts that are together `amount` and at most 1 apart."""
    return [amount // size + (place >= size - amount % size) for place in range(size)] if size else []


@settings(max_examples=200, deadline=None)
@given(values=counts_per_wijk, k=st.sampled_from([5, 10]))
def test_of_every_value_there_is_a_table_that_looks_the_same(values, k):
    # The proof that the rule goes by, for tables that are too large to try everything.
    nobody = (False,) * len(values)
    seen = _see(tuple(values), k, nobody)
    hidden = [place for place, shown in enumerate(seen[:-1]) if shown is None]
    small = [place for place in hidden if values[place] < k]
    others = [place for place in hidden if values[place] >= k]
    whole = sum(values[place] for place in hidden)

    def looks_same(value: int, rest: int) -> bool:
        left = len(others) * k if seen[-1] is None else whole - value - rest
        counts = [value, *_spread(rest, len(small) - 1), *_spread(left, len(others))]
        other = dict(enumerate(values)) | dict(zip(small + others, counts, strict=True))
        return _see(tuple(other.values()), k, nobody) == seen and all(other[place] >= k for place in others)

    rests = range((len(small) - 1), (len(small) - 1) * (k - 1) + 1)
    for value in range(1, k) if small else ():
        assert any(looks_same(value, rest) for rest in rests), value
