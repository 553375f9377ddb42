"""OData keys with one name for several topics: read only where the keys beside them say which topic it is."""

from pathlib import Path

import pytest

from kinderwerk_stats.model.datasets import CbsTable
from kinderwerk_stats.sources.cbs.headers import parse_header
from kinderwerk_stats.sources.cbs.odata_keys import match_repeated_keys
from kinderwerk_stats.sources.recognise import read_file
from tests.file_builders import write_csv

BSO = ["AfstandTotBuitenschoolseOpvang_56", "Binnen1Km_57", "Binnen3Km_58", "Binnen5Km_59"]
BASIC = ["AfstandTotSchool_60", "Binnen1Km_61", "Binnen3Km_62", "Binnen5Km_63"]
SECONDARY = ["AfstandTotSchool_64", "Binnen3Km_65", "Binnen5Km_66", "Binnen10Km_67"]


def found(keys: list[str]) -> dict[str, str | None]:
    return {keys[i]: name for i, name in match_repeated_keys([parse_header(key) for key in keys]).items()}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (BSO + BASIC + SECONDARY,
         {"Binnen1Km_57": "bso_within_1_km_count", "AfstandTotSchool_60": "school_distance_km",
          "Binnen3Km_62": "schools_within_3_km_count", "AfstandTotSchool_64": None}),
        # A secondary school alone is not taken for a basisschool.
        (SECONDARY, {"AfstandTotSchool_64": None}),
        (["AfstandTotSchool_60"], {"AfstandTotSchool_60": None}),
        (["AfstandTotBuitenschoolseOpvang_55", "AfstandTotSchool_59"], {"AfstandTotSchool_59": "school_distance_km"}),
        (["AfstandTotKinderdagverblijf_52", "AfstandTotSchool_64"], {"AfstandTotSchool_64": None}),
        # Kerncijfers has one school.
        (["AantalInwoners_5", "AfstandTotSchool_108"], {"AfstandTotSchool_108": "school_distance_km"}),
        (["AfstandTotSchool_113", "ScholenBinnen3Km_114"], {"AfstandTotSchool_113": "school_distance_km"}),
        (["Binnen1Km_5", "Waarde_3"], {}),
        ([f"GemiddeldeScore_{n}" for n in (29, 31, 33, 35)], {"GemiddeldeScore_29": "ses_woa_score"}),
        # Of one or two scores nobody can say which they are.
        (["GemiddeldeScore_33"], {}),
        ([f"GemiddeldeScore_{n}" for n in (31, 33)], {}),
    ],
)  # fmt: skip
def test_what_a_repeated_key_holds(keys: list[str], expected: dict[str, str | None]) -> None:
    assert found(keys) == expected


def test_nabijheid_in_odata_keys(tmp_path: Path) -> None:
    header = ["ID", "WijkenEnBuurten", "Gemeentenaam_1", "SoortRegio_2", "Codering_3", *BSO, *BASIC, *SECONDARY]
    rows = [[1, "WK900101  ", "Plaats", "Wijk      ", "WK900101  ", *(f"     {n}.5" for n in range(12))]]
    result = read_file(write_csv(tmp_path / "a.csv", [header, *rows]))
    [table] = result.tables
    assert (result.kind, result.usable) == ("nabijheid", True)
    assert isinstance(table, CbsTable)
    assert table.values.loc["WK900101"].to_dict() == {
        "bso_distance_km": 0.5, "bso_within_1_km_count": 1.5, "school_distance_km": 4.5,
        "schools_within_3_km_count": 6.5}  # fmt: skip


def test_ses_woa_in_odata_keys(tmp_path: Path) -> None:
    scores = [f"{name}_{n}" for n in (29, 31, 33, 35) for name in ("GemiddeldeScore",)]
    header = ["ID", "WijkenEnBuurten", "Perioden", "ParticuliereHuishoudens_1", *scores]
    row = [1, "WK900101  ", "2019JJ00", "    2900", "  -0.022", "   0.892", "   0.100", "   0.200"]
    result = read_file(write_csv(tmp_path / "a.csv", [header, row]))
    [table] = result.tables
    assert isinstance(table, CbsTable)
    assert (result.kind, table.year) == ("ses_woa", 2019)
    assert table.values.loc["WK900101"].to_dict() == {"ses_woa_score": -0.022}
