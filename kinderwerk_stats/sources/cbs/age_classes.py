"""Whether the age classes of CBS add up to the inhabitants: a column that moved shows itself there."""

import numpy as np

from kinderwerk_stats.model.problems import Place, Problem, make_problem
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.cbs.headers import normalise
from kinderwerk_stats.sources.cbs.layout import Layout
from kinderwerk_stats.sources.files.grid import Grid
from kinderwerk_stats.sources.files.numbers import read_cbs_numbers

# The other four beside 0 to 15 years; nothing else is done with them.
_OTHERS = tuple(
    (column, normalise(label))
    for column, label in (
        ("a_15_24", "15 tot 25 jaar"),
        ("a_25_44", "25 tot 45 jaar"),
        ("a_45_64", "45 tot 65 jaar"),
        ("a_65_oo", "65 jaar of ouder"),
    )
)
# Six figures, each rounded to 5 at random, can each be 4 beside the truth (METHOD 1.6). At most 20 in 2024.
_ROUNDING_OF_SIX = 24


def find_age_classes(layout: Layout) -> list[int]:
    """Return the columns of all five classes and, last, of the inhabitants; none when one of them is missing."""
    known = [layout.figures.get(name, []) for name in ("children_0_14_count", "population_count")]
    if any(len(columns) != 1 or columns[0].match.percent for columns in known):
        return []
    children, people = (columns[0].position for columns in known)
    positions = [children]
    for column, label in _OTHERS:
        found = [
            position
            for position, header in enumerate(layout.headers)
            if header.unit != "%" and (header.text.lower() == column or header.label == label)
        ]
        if len(found) != 1:
            return []
        positions += found
    return [*positions, people]


def check_age_classes(file: str, grid: Grid, layout: Layout) -> list[Problem]:
    """Refuse a table in which 0-15, 15-25, 25-45, 45-65 and 65+ together are not the inhabitants.

    Only rows with all six figures are compared; six rounded figures can differ 24 (METHOD 1.6).

    Parameters
    ----------
    file : name of the file, for the problem.
    grid : the sheet; the columns of `find_age_classes` have been asked for.
    layout : where things stand in it.
    """
    positions = find_age_classes(layout)
    if not positions:
        return []
    columns = [read_cbs_numbers(grid.column(position, layout.first_row)) for position in positions]
    known = np.all([column.status == Status.KNOWN for column in columns], axis=0)
    *classes, people = (np.where(known, column.values, 0.0) for column in columns)
    together = np.sum(classes, axis=0)
    largest = int(np.argmax(people))
    # Of before 2016 raw OData gives percentages, without saying so; of a handful of people those can be far off.
    if not known.any() or together[largest] <= 100 + len(classes) < people[largest]:
        return []
    wrong = np.flatnonzero(np.abs(together - people) > _ROUNDING_OF_SIX)
    if not len(wrong):
        return []
    rows = tuple(
        f"rij {layout.first_row + i + 1} (samen {together[i]:.0f}, inwoners {people[i]:.0f})" for i in wrong.tolist()
    )
    return [make_problem("leeftijdsgroepen_niet_inwoners", Place(file, grid.name), rijen=rows)]
