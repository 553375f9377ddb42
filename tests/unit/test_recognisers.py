"""Each file is known by one reader, and the others say no: a matrix of readers and files."""

from pathlib import Path

import pytest

from tests.file_builders import write_csv, write_xlsx
from tests.recognisers import claims
from tests.unit.test_recognise import MAP

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
KINDS = {"bereik": "bereik", "gebieden": "kaart", "kwb": "cbs", "leeftijden": "leeftijden", "nabijheid": "cbs",
         "ses-woa": "cbs"}  # fmt: skip
ODATA = (
    '{"value":[{"ID":0,"WijkenEnBuurten":"WK900101  ","Gemeentenaam_1":"Halmerdam","k_0Tot15Jaar_8":120,'
    '"AantalInwoners_5":1500},{"ID":1,"WijkenEnBuurten":"GM9001    ","k_0Tot15Jaar_8":120,"AantalInwoners_5":1500}]}'
)
BEREIK = [["wijkcode", "wijk", "jaar", "unieke kinderen", "fte"], ["WK900101", "Centrum", 2024, 120, 1.2]]
REGISTER = [
    ["Datum", "Werksoort", "Leeftijdscategorie", "Verzorgingsgebied", "Aantal deelnemers"],
    *([f"0{n}-03-2024", "Kinderwerk", "4 t/m 12", "Centrum", 12 + n] for n in range(1, 9)),
]
AGES = [["RegioS", "Perioden", *(f"{age} jaar" for age in range(15))], ["GM9001", "2024JJ00", *range(300, 315)]]
# One row of counts that could be ages.
COUNTS = [
    ["Wijken en buurten", "Codering", "Afstand tot buitenschoolse opvang (km)", *(f"Binnen {n} km" for n in range(8))],
    ["Centrum", "WK900101", 0.5, 0, 4, 5, 6, 7, 8, 9, 11],
    ["Vestingkwartier", "WK900102", 1.0, 3, 4, 9, 6, 1, 8, 2, 10.5],
]


@pytest.mark.parametrize(
    "path", [path for path in sorted(EXAMPLE.iterdir()) if path.suffix != ".toml"], ids=lambda path: path.name
)
def test_every_file_of_the_example_is_known_by_one_reader(path: Path) -> None:
    kind = next(kind for name, kind in KINDS.items() if path.name.startswith(name))
    assert claims(path) == [kind]


@pytest.mark.parametrize(
    ("rows", "kind"), [(BEREIK, "bereik"), (REGISTER, "bereik"), (AGES, "leeftijden"), (COUNTS, "cbs")],
    ids=["bereik", "register", "leeftijden", "nabijheid"],
)  # fmt: skip
def test_every_kind_of_table_is_known_by_one_reader(tmp_path: Path, rows: list[list[object]], kind: str) -> None:
    assert claims(write_xlsx(tmp_path / "tabel.xlsx", {"Blad1": rows})) == [kind]
    assert claims(write_csv(tmp_path / "tabel.csv", rows)) == [kind]


@pytest.mark.parametrize(("text", "kind"), [(MAP, "kaart"), (ODATA, "cbs")], ids=["kaart", "odata"])
def test_every_kind_of_text_is_known_by_one_reader(tmp_path: Path, text: str, kind: str) -> None:
    path = tmp_path / "tabel.json"
    path.write_text(text, encoding="utf-8")
    assert claims(path) == [kind]
