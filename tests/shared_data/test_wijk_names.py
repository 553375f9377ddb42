"""Every wijk and buurt of the country is a wijk in the column of names, whatever words its name is made of."""

import csv
from pathlib import Path

from kinderwerk_stats.sources.bereik.rows import classify_label

# These say something else in every other gemeente: the country, and the whole of the gemeente.
AMBIGUOUS = {"Nederland": "no_count", "Stad": "whole"}


def test_names_of_the_country(shared_dir: Path) -> None:
    with (shared_dir / "cbs" / "statline-85984NED-2024-nederland.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.reader(file, delimiter=";") if row[2].strip() in ("Wijk", "Buurt")]
    assert len(rows) > 17_000
    names = {row[0].strip() for row in rows}
    names |= {name.split(maxsplit=2)[-1] for name in names if name.startswith("Wijk ")}
    assert {name: kind for name in names if (kind := classify_label(name)) != "wijk"} == AMBIGUOUS
