"""Published indices, computed again by `samengesteld` from their own figures: COINr's ASEM, TAI and CDC's SVI."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kinderwerk_stats.analysis.composite import compute_composite
from kinderwerk_stats.analysis.composite_structure import Normalisation, Treatment
from kinderwerk_stats.analysis.rank_uncertainty import Variation, compute_rank_uncertainty
from kinderwerk_stats.cli import main
from kinderwerk_stats.cli.structure_input import read_structure

COINR_TOLERANCE = 1e-9
# Ranks of figures that are equal but for their last bits, lost in the csv files (METHOD: .0185).
FLOAT_TIES = 0.0186
DOMAINS = ("Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin")
DROPPED = {"Physical": 1.529412, "ConEcFin": 2.627451, "Political": 2.901961, "Instit": 1.176471, "P2P": 1.686275,
           "Environ": 3.098039, "Social": 3.960784, "SusEcFin": 2.627451}  # fmt: skip


@pytest.fixture(scope="module")
def coinr(shared_dir: Path) -> Path:
    return shared_dir / "validation" / "coinr"


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv").set_index("uCode")


def asem_structure(folder: Path, **changes: Any) -> dict[str, Any]:
    """Return iMeta as the JSON of `samengesteld`."""
    meta = pd.read_csv(folder / "ASEM_iMeta.csv")

    def part(code: str) -> dict[str, Any]:
        [row] = meta[meta["iCode"] == code].to_dict("records")
        below = meta.loc[(meta["Parent"] == code) & meta["Type"].isin(["Indicator", "Aggregate"]), "iCode"]
        if len(below):
            return {"naam": code, "gewicht": row["Weight"], "delen": [part(name) for name in below]}
        leaf = {"kolom": code, "gewicht": row["Weight"], "richting": int(row["Direction"])}
        return leaf if pd.isna(row["Denominator"]) else leaf | {"gedeeld_door": row["Denominator"]}

    return {
        "eenheid": "uCode",
        "aanvullen": "groepsgemiddelde",
        "groep": "EurAsia_group",
        "uitbijters": {"scheefheid": 2, "kurtosis": 3.5, "punten": 5},
        "normaliseren": {"manier": "min-max", "van": 0, "tot": 100},
        "samenvoegen": "rekenkundig",
        "index": part("Index"),
        **changes,
    }


@pytest.fixture
def compose(tmp_path, capsys):
    """Return a function that runs `samengesteld --json`."""

    def run(data: Path, structure: dict[str, Any]) -> dict[str, Any]:
        path = tmp_path / "opbouw.json"
        path.write_text(json.dumps(structure), encoding="utf-8")
        assert main(["samengesteld", "--gegevens", str(data), "--opbouw", str(path), "--json"]) == 0
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return run


def stage(answer: dict[str, Any], name: str) -> pd.DataFrame:
    return pd.DataFrame({unit["unit"]: unit[name] for unit in answer["units"]}).T


def deviation(found: pd.DataFrame, expected: pd.DataFrame) -> float:
    return float((found - expected.loc[found.index, found.columns]).abs().max().max())


# --- COINr 1.1.14, ASEM ---------------------------------------------------------------------------------


def test_every_stage_of_asem(coinr, compose):
    answer = compose(coinr / "ASEM_iData.csv", asem_structure(coinr))
    for name, expected in (
        ("prepared", "expected_Imputed"),
        ("treated", "expected_Treated"),
        ("normalised", "expected_Normalised"),
        ("scores", "expected_Aggregated"),
    ):
        assert deviation(stage(answer, name), read(coinr, expected)) < COINR_TOLERANCE, name
    index = {unit["unit"]: unit["index"] for unit in answer["units"]}
    assert [round(index[code], 5) for code in ("CHE", "NLD", "DNK")] == [68.38372, 64.81952, 64.80408]
    ranks = pd.Series({unit["unit"]: unit["rank"] for unit in answer["units"]})
    expected_ranks = read(coinr, "expected_results_ranks")["Rank"]
    assert (ranks - expected_ranks).abs().max() == 0


def test_asem_pulls_in_the_same_points_of_the_same_indicators(coinr, compose):
    answer = compose(coinr / "ASEM_iData.csv", asem_structure(coinr))
    expected = pd.read_csv(coinr / "treated_details.csv").set_index("iCode")["winsorise.nwin"].dropna()
    assert answer["pulled_in"] == expected.astype(int).to_dict()
    assert len(expected) == 15


def test_asem_without_imputation_keeps_the_gaps(coinr, compose):
    answer = compose(coinr / "ASEM_iData.csv", asem_structure(coinr, aanvullen="niet", uitbijters=False))
    expected = read(coinr, "expected_Denominated")
    found = stage(answer, "prepared").astype(float)
    assert deviation(found, expected) < COINR_TOLERANCE
    assert (found.isna() == expected.loc[found.index, found.columns].isna()).all().all()


@pytest.mark.parametrize(
    ("variant", "scale", "mean", "tolerance"),
    [
        ("minmax0_100_amean", {"manier": "min-max", "van": 0, "tot": 100}, "rekenkundig", COINR_TOLERANCE),
        ("minmax1_100_gmean", {"manier": "min-max", "van": 1, "tot": 100}, "meetkundig", COINR_TOLERANCE),
        ("minmax1_100_hmean", {"manier": "min-max", "van": 1, "tot": 100}, "harmonisch", COINR_TOLERANCE),
        (
            "zscore10_2_amean",
            {"manier": "z-score", "gemiddelde": 10, "spreiding": 2},
            "rekenkundig",
            COINR_TOLERANCE,
        ),
        (
            "zscore10_2_gmean",
            {"manier": "z-score", "gemiddelde": 10, "spreiding": 2},
            "meetkundig",
            COINR_TOLERANCE,
        ),
        ("prank_amean", {"manier": "percentiel"}, "rekenkundig", FLOAT_TIES),
        ("rank_amean", {"manier": "rang"}, "rekenkundig", FLOAT_TIES),
    ],
)
def test_the_variants_of_asem(coinr, compose, variant, scale, mean, tolerance):
    answer = compose(coinr / "ASEM_iData.csv", asem_structure(coinr, normaliseren=scale, samenvoegen=mean))
    expected = read(coinr, f"variant_{variant}")
    columns = ["Index"] if tolerance == FLOAT_TIES else ["Conn", "Sust", "Index"]
    assert deviation(stage(answer, "scores")[columns], expected) < tolerance


def test_leaving_out_a_domain_of_asem_moves_ranks_as_much(coinr, compose):
    answer = compose(coinr / "ASEM_iData.csv", asem_structure(coinr))
    found = {name: round(answer["mean_rank_change_without"][name], 6) for name in DOMAINS}
    assert found == DROPPED


def test_rank_uncertainty_of_asem(coinr):
    """COINr's own 1,000 draws also vary how many points are pulled in (1 to 5); without that the means differ .8."""
    given = read_structure(asem_structure(coinr), "opbouw.json")
    data = read(coinr, "ASEM_iData")
    composite = compute_composite(data.select_dtypes("number"), given.structure, groups=data["EurAsia_group"])
    variation = Variation(
        scales=(Normalisation("minmax", low=1, high=100), Normalisation("z", mean=10, sd=2)),
        treatments=tuple(Treatment(max_points=points, after="log") for points in range(1, 6)),
        levels=(1, 2),
        leave_one_out=False,
        draws=5000,
    )
    found = compute_rank_uncertainty(composite, given.structure, variation).frame
    expected = read(coinr, "UA_N1000_RankStats").reindex(found.index)
    assert (found["rank_mean"] - expected["Mean"]).abs().max() <= 0.5
    assert (found["rank_low"] - expected["Q5"]).abs().max() <= 1
    assert (found["rank_high"] - expected["Q95"]).abs().max() <= 1


# --- Technology Achievement Index -----------------------------------------------------------------------


def tai_example() -> dict[str, Any]:
    """Return the example of docs/samengesteld.md."""
    text = (Path(__file__).parents[2] / "docs" / "samengesteld.md").read_text(encoding="utf-8")
    block = next(part for part in text.split("```json\n")[1:] if '"TAI"' in part)
    structure: dict[str, Any] = json.loads(block.split("```")[0])
    return structure


def test_tai_with_the_example_of_the_docs(shared_dir, compose):
    folder = shared_dir / "validation" / "tai"
    answer = compose(folder / "tai_raw_72.csv", tai_example())
    index = {unit["unit"]: unit["index"] for unit in answer["units"]}
    expected = {"Finland": 0.7449033, "United States": 0.7328861, "Sweden": 0.7038098, "Japan": 0.6984055,
                "Netherlands": 0.6303586}  # fmt: skip
    assert {name: round(index[name], 7) for name in expected} == expected
    published = pd.read_csv(folder / "citools_compind_output.csv").set_index("country")
    # Of Singapore input and published score disagree (METHOD).
    others = [name for name in published.index if name != "Singapore"]
    assert max(abs(index[name] - published.at[name, "index"]) for name in others) < 1e-9
    ranks = {unit["unit"]: unit["rank"] for unit in answer["units"]}
    assert ranks["Netherlands"] == 6
    assert all(ranks[name] == published.at[name, "rank"] for name in others)


# --- CDC, Social Vulnerability Index 2018 ---------------------------------------------------------------

THEMES = {
    "SPL_THEME1": ("POV", "UNEMP", "PCI", "NOHSDP"),
    "SPL_THEME2": ("AGE65", "AGE17", "DISABL", "SNGPNT"),
    "SPL_THEME3": ("MINRTY", "LIMENG"),
    "SPL_THEME4": ("MUNIT", "MOBILE", "CROWD", "NOVEH", "GROUPQ"),
}


def test_svi_of_67_counties_is_exact(shared_dir, compose):
    path = shared_dir / "validation" / "svi" / "2018svi_pa_co_cdc.csv"
    rank = {"manier": "percentiel", "decimalen": 4, "omkeren": "achteraf"}
    answer = compose(
        path,
        {
            "eenheid": "FIPS",
            "ontbrekend": [-999],
            "normaliseren": rank,
            "samenvoegen": "som",
            "index": {
                "naam": "SPL_THEMES",
                "opnieuw_normaliseren": rank,
                "delen": [
                    {
                        "naam": theme,
                        "opnieuw_normaliseren": rank,
                        "delen": [{"kolom": f"EP_{name}", "richting": -1 if name == "PCI" else 1} for name in names],
                    }
                    for theme, names in THEMES.items()
                ],
            },
        },
    )
    published = pd.read_csv(path, encoding="utf-8-sig", dtype={"FIPS": str}).set_index("FIPS")
    percentiles = stage(answer, "normalised").rename(columns=lambda name: name.replace("EP_", "EPL_"))
    again = stage(answer, "renormalised").rename(columns=lambda name: name.replace("SPL_", "RPL_"))
    for found in (percentiles, again):
        assert (found == published.loc[found.index, found.columns]).all().all()
    sums = stage(answer, "scores")
    assert np.abs(sums - published.loc[sums.index, sums.columns]).max().max() < 1e-12
