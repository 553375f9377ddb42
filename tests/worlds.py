"""Deliveries of an invented gemeente, as the organisation knows them: what stands behind every hidden count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.gemeente.monitor import Monitor, build_monitor
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.own_words import Duiding, Goal, OwnWords
from kinderwerk_stats.sources.bereik.reader import read_bereik
from kinderwerk_stats.sources.files.grid import Sheet
from kinderwerk_stats.sources.library import Library
from tests.builders import GEMEENTE, ages_table, cbs_table, library_of, named_shapes

YEAR = 2024
_HEADER = ["wijkcode", "unieke kinderen", "bezoeken", "fte", "signalen"]
Count = int | str | None


@dataclass(frozen=True)
class World:
    """A delivery as the organisation knows it: a count, "<5", or None (blank) per wijk, and the total row.

    `no_wijk`: children of unknown wijk. `total`, `visits_total`: of the total row, None without. `overlap`: each child
    counts once in the total. `fte`: half a post in each wijk where nothing is given. `quarters`: a sheet per quarter
    beside that of the year, in which most children came in the first.
    """

    children: tuple[float, ...]
    reached: tuple[Count, ...]
    visits: tuple[Count, ...]
    total: int | None = None
    visits_total: int | None = None
    no_wijk: int | None = None
    signals: tuple[int, ...] = ()
    location: bool = False
    fte: tuple[float, ...] = ()
    quarters: bool = False

    @property
    def codes(self) -> list[str]:
        return [f"WK9001{number:02d}" for number in range(1, len(self.children) + 1)]

    def read(self, year: int = YEAR) -> ReadResult:
        """Return the file as the reader understands it, with all its warnings."""
        rows: list[list[object]] = [
            [f"Bereik {year} in gemeente Verzonnendam ({GEMEENTE})"],
            ["Kinderen zijn geteld op locatie." if self.location else "Telling naar woonplaats van het kind."],
            list(_HEADER),
        ]
        signals = self.signals or (0,) * len(self.children)
        fte = self.fte or (0.5,) * len(self.children)
        rows += map(list, zip(self.codes, self.reached, self.visits, fte, signals, strict=True))
        if self.no_wijk is not None:
            rows.append(["Wijk onbekend", self.no_wijk, None, None, None])
        if self.total is not None or self.visits_total is not None:
            rows.append(["Totaal", self.total, self.visits_total, None, None])
        sheets = [Sheet("bereik", rows), *(self._quarter(number) for number in (1, 2, 3, 4) if self.quarters)]
        return read_bereik(Path(f"bereik-{year}.xlsx"), sheets)

    def _quarter(self, number: int) -> Sheet:
        rows: list[list[object]] = [
            [code, count if number == 1 or not isinstance(count, int) else count // 2, visits]
            for code, count, visits in zip(self.codes, self.reached, self.visits, strict=True)
        ]
        return Sheet(f"Kwartaal {number}", [list(_HEADER[:3]), *rows])

    def library(self, years: Sequence[int] = (YEAR,)) -> Library:
        """Return the file of each year beside figures and borders of CBS."""
        known = sum(self.children)
        results = list(library_of(named_shapes({code: f"Wijk {code}" for code in self.codes})).results)
        for year in years:
            results += library_of(
                cbs_table(
                    {"children_0_14_count": [known, *self.children], **self._need()}, [GEMEENTE, *self.codes], year=year
                ),
                ages_table({GEMEENTE: [known / 15] * 15}, year=year, file=f"leeftijden-{year}.csv"),
            ).results
            results.append(self.read(year))
        library = Library(results)
        library.own_words = {GEMEENTE: self._own_words(years)}
        return library

    def _own_words(self, years: Sequence[int]) -> OwnWords:
        """Return goals that ask after every figure, of the gemeente and of each wijk, and a note beside each reach."""
        wijken = tuple((code, f"Naam {code}") for code in self.codes)
        goals = [
            Goal("reach_share", value, 2027, "wethouder", "raadsbesluit", scope)
            for value in (0.02, 0.1, 0.3)
            for scope in ((), wijken)
        ]
        notes = [
            Duiding(code, year, "reached_count", "een verhuizing", "Jan", date(2025, 3, 1))
            for year in years
            for code in (GEMEENTE, *self.codes)
        ]
        return OwnWords((*goals, Goal("no_wijk_without", 0.0, 2027, "wethouder", "raadsbesluit")), tuple(notes))

    def _need(self) -> dict[str, list[float]]:
        """Return figures that need is made of, another one for each wijk; they have nothing to do with reach."""
        places = range(len(self.children) + 1)
        return {
            "poverty_person_share": [0.02 + 0.03 * (place * 5 % 7) for place in places],
            "jeugdzorg_share": [0.05 + 0.02 * (place * 3 % 7) for place in places],
            "woz_eur": [500_000.0 - 40_000 * (place * 4 % 7) for place in places],
        }

    def monitor(
        self,
        *,
        threshold: int = 5,
        years: Sequence[int] = (YEAR,),
        age_range: AgeRange = "4-12",
        norm: Norm | None = None,
    ) -> Monitor:
        """Return what an installation with this threshold shows of the last year."""
        return build_monitor(self.library(years), GEMEENTE, years[-1], age_range, norm, threshold=threshold)


# --- worlds as Hypothesis draws them ------------------------------------------------------------------


def _small_gemeenten(k: int) -> st.SearchStrategy[tuple[list[float], list[Count], list[int]]]:
    """Return children, reached and more visits than that per wijk; the total row comes on top."""
    counts = st.one_of(
        st.integers(1, k - 1), st.integers(0, 2 * k + 2), st.sampled_from([0, 0, 4 * k, 90, None, "<5", f"<{k}"])
    )
    return st.integers(1, 7).flatmap(
        lambda size: st.tuples(
            st.lists(st.sampled_from([5.0, 20.0, 45.0, 60.0, 300.0, 800.0]), min_size=size, max_size=size),
            st.lists(counts, min_size=size, max_size=size),
            st.lists(st.integers(0, 6), min_size=size, max_size=size),
        )
    )


@st.composite
def worlds(draw: st.DrawFn, k: int) -> World:
    """Return a delivery of a small gemeente: many counts below k, blanks, "<5", a total or none."""
    children, reached, more_visits = draw(_small_gemeenten(k))
    known = [count for count in reached if isinstance(count, int)]
    visits = [
        count + more if isinstance(count, int) else draw(st.sampled_from([None, "<5", 2, 9]))
        for count, more in zip(reached, more_visits, strict=True)
    ]
    # What stands behind a blank or a "<5" is in the total or is not.
    behind = sum(draw(st.integers(0, 4)) for count in reached if not isinstance(count, int))
    no_wijk = draw(st.sampled_from([None, None, 0, 2, 7, 14]))
    whole = sum(known) + behind + (no_wijk or 0)
    total = draw(st.sampled_from([None, whole, whole, max([*known, whole // 2])]))
    visits_total = draw(st.sampled_from([None, sum(v for v in visits if isinstance(v, int)) + draw(st.integers(0, 5))]))
    return World(
        tuple(children),
        tuple(reached),
        tuple(visits),
        total,
        visits_total,
        no_wijk,
        tuple(draw(st.integers(0, 4)) for _ in children),
        draw(st.sampled_from([False, False, False, True])),
        tuple(draw(st.sampled_from([0.0, 0.5, 2.0])) for _ in children),
        draw(st.booleans()),
    )


def small_wijken(world: World, k: int) -> list[str]:
    """Return the wijken with a number below k, as the organisation knows it."""
    counts = zip(world.codes, world.reached, strict=True)
    return [code for code, count in counts if isinstance(count, int) and 0 < count < k]
