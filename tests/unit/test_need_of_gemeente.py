"""Need assembled from files: which year each figure is of, what it compares with, and what is said about that."""

import pandas as pd
import pytest

from kinderwerk_stats.analysis.children import NATIONAL_AGE_SHARE
from kinderwerk_stats.analysis.coverage import Norm
from kinderwerk_stats.analysis.need_structure import JEUGDZORG, PRESETS
from kinderwerk_stats.gemeente.monitor import build_monitor
from kinderwerk_stats.gemeente.need import FIGURES, build_need, build_need_of_all
from kinderwerk_stats.model.datasets import OwnIndicatorTable
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.source import Source
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.text.need_sentences import ses_sentence
from tests.builders import GEMEENTE, bereik_table, cbs_table, library_of
from tests.words import said_in, words_of

WIJKEN = [f"WK9001{number:02d}" for number in range(1, 7)]
CODES = [GEMEENTE, *WIJKEN]
CHILDREN = {"children_0_14_count": [2400, 400, 400, 400, 400, 400, 400]}
POOR = {"social_minimum_household_share": [0.1, 0.20, 0.02, 0.08, 0.10, 0.05, 0.12]}
HOMES = {"woz_eur": [300e3, 180e3, 500e3, 300e3, 260e3, 390e3, 240e3]}
CARE = {"jeugdzorg_share": [0.1, 0.16, 0.05, 0.08, 0.12, 0.07, 0.09]}
UNPUBLISHED = [Status.NOT_PUBLISHED] * 7


def library(*tables):
    return library_of(*tables)


def table(figures, year=2024, **options):
    return cbs_table(figures, CODES, year=year, **options)


def need_of(lib, year=2024, settings=None, own=None):
    return build_need(lib, build_monitor(lib, GEMEENTE, year), settings, own)


def years(found):
    return {item.indicator.name: item.year for item in found.used}


# --- which year ------------------------------------------------------------------------------------------


def test_each_figure_is_of_its_own_latest_year_and_says_so():
    lib = library(table(CHILDREN | HOMES | {"jeugdzorg_share": UNPUBLISHED}), table(CHILDREN | CARE | POOR, 2023))
    found = need_of(lib)
    assert years(found) == {"woz_eur": 2024, JEUGDZORG: 2023, "social_minimum_household_share": 2023}
    said = [words_of(note).found for note in found.notes if "ander jaar" in words_of(note).found]
    assert len(said) == 1
    assert "2023" in said[0] and "Woningwaarde" not in said[0]
    assert {source.year for source in found.sources} == {2023, 2024}


@pytest.mark.parametrize(("known", "year"), [(4, 2024), (3, 2023)], ids=["most wijken", "half of them"])
def test_a_year_counts_when_it_has_most_wijken(known, year):
    newer = [Status.UNKNOWN, *POOR["social_minimum_household_share"][1 : known + 1], *[Status.UNKNOWN] * (6 - known)]
    lib = library(table(CHILDREN | {"social_minimum_household_share": newer}), table(CHILDREN | POOR, 2023))
    assert years(need_of(lib))["social_minimum_household_share"] == year


def test_a_later_year_than_the_one_on_screen_is_not_used():
    lib = library(table(CHILDREN | POOR, 2023), table(CHILDREN | HOMES, 2024))
    assert years(need_of(lib, 2023)) == {"social_minimum_household_share": 2023}


def test_figures_of_a_wijk_that_changed_are_not_taken_from_an_earlier_year():
    changes = [1, 1, 1, 3, 1, 1, 1]
    lib = library(table(CHILDREN | HOMES, changes=changes), table(CHILDREN | POOR, 2023))
    found = need_of(lib)
    assert found.cells[WIJKEN[2]]["social_minimum_household_share"].status == Status.UNKNOWN
    assert "indicator_ontbreekt" in found.need.flags[WIJKEN[2]]
    assert found.cells[WIJKEN[3]]["social_minimum_household_share"].known


# --- what it compares with --------------------------------------------------------------------------------


def country(figures, year=2024, gemeenten=320):
    """Return wijken of the gemeente and of so many others, the figures of those between its lowest and highest."""
    codes = [*CODES, *(f"WK{number:04d}01" for number in range(1, gemeenten))]
    filled = {
        name: [*values, *([values[1 + number % 6] for number in range(1, gemeenten)])]
        for name, values in figures.items()
    }
    return cbs_table(filled, codes, year=year, kind="statline")


def test_with_the_whole_country_it_is_landelijk():
    found = need_of(library(country(CHILDREN | POOR | HOMES | CARE)))
    assert found.need.scale == "landelijk"
    assert found.country_count == 325
    assert found.need.frame["index"].between(0, 1).all()
    assert found.need.frame["rank"].max() == 6


def test_wijken_with_few_children_are_no_part_of_the_country():
    figures = CHILDREN | {"children_0_14_count": [*CHILDREN["children_0_14_count"][:-1], 49.0]} | POOR | HOMES | CARE
    lib = library(country(figures))
    large = (lib.cbs[0].values.loc[lambda v: v.index.str.startswith("WK"), "children_0_14_count"] >= 50).sum()
    found = need_of(lib)
    assert 200 < large < 325
    assert found.country_count == large
    assert build_need_of_all(lib).country_count == large


def test_two_wijken_are_too_few_and_it_is_said():
    codes = CODES[:3]
    figures = {name: values[:3] for name, values in (CHILDREN | POOR | HOMES | CARE).items()}
    found = need_of(library(cbs_table(figures, codes, year=2024)))
    assert found.need.structure is None
    assert ["te weinig wijken" in words_of(note).found for note in found.notes] == [True]


def test_a_country_file_without_the_figures_compares_within_the_gemeente_and_says_which_are_missing():
    found = need_of(library(country(CHILDREN | POOR), table(CHILDREN | HOMES)))
    assert (found.need.scale, found.country_count) == ("gemeente", 0)
    [note] = [words_of(note).found for note in found.notes if "Nederland" in words_of(note).found]
    assert "Woningwaarde" in note and "minimum" not in note


def test_without_the_country_it_says_within_the_gemeente():
    found = need_of(library(table(CHILDREN | POOR | HOMES | CARE)))
    assert found.need.scale == "gemeente"
    assert any("Nederland" in words_of(note).found for note in found.notes)


# --- cells -------------------------------------------------------------------------------------------------


def test_every_wijk_has_every_figure_with_a_reason_where_it_is_absent():
    children = {"children_0_14_count": [2040, 40, 400, 400, 400, 400, 400]}
    lib = library(
        table(children | POOR | HOMES | CARE),
        bereik_table({"reached_count": [3, 90, 80], "kinderwerker_fte": [1, 1, 0]}, WIJKEN[:3]),
    )
    found = need_of(lib)
    assert {found.cells[WIJKEN[0]][name].status for name in FIGURES} == {Status.TOO_FEW_CHILDREN}
    assert all(found.cells[WIJKEN[1]][name].known for name in FIGURES)
    # A small count is hidden before it is weighed; of a wijk without kinderwerker there is no number per fte.
    assert found.cells[WIJKEN[0]]["weighted_gap_children_count"].status == Status.SUPPRESSED
    assert found.cells[WIJKEN[2]]["weighted_children_per_fte"].status == Status.NO_KINDERWERKER
    weight = found.cells[WIJKEN[1]]["need_weight"].value
    monitor = build_monitor(lib, GEMEENTE, 2024)
    per_fte = monitor.coverage.cells[WIJKEN[1]]["children_per_fte"].value
    assert found.cells[WIJKEN[1]]["weighted_children_per_fte"].value == pytest.approx(per_fte * weight)


def test_no_figure_at_all_is_said():
    found = need_of(library(table(CHILDREN)))
    assert found.used == ()
    assert any("geen cijfers over behoefte" in words_of(note).found for note in found.notes)
    assert found.group_of(WIJKEN[0]) is None


def test_secret_jeugdzorg_is_divided_by_the_youth_of_the_gemeente():
    figures = {"jeugdzorg_count": [400, Status.SUPPRESSED, 30, 50, 60, 40, 50],
               "jeugdzorg_share": [0.1, Status.SUPPRESSED, 0.05, 0.08, 0.12, 0.07, 0.09]}  # fmt: skip
    found = need_of(library(table(CHILDREN | POOR | HOMES | figures)))
    # 400 of 10 % are 4,000 young people to 2,400 children.
    assert found.need.values.at[WIJKEN[0], JEUGDZORG] == pytest.approx(3.5 / (400 * 4000 / 2400))
    assert found.need.flags[WIJKEN[0]] == ("jeugdzorg_geschat",)


def own_table(values, year=None):
    rows = pd.DataFrame(
        {
            "wijk_code": pd.array(WIJKEN, dtype="string"),
            "wijk_name": pd.array([None] * 6, dtype="string"),
            "row": range(2, 8),
            "value": values,
        }
    )
    return OwnIndicatorTable(Source("eigen.csv", "eigen_indicator", "Achterstandsscore", "onbekend", year), rows)


def test_an_own_figure_is_part_of_the_domain_gezin_under_its_own_name():
    lib = library(table(CHILDREN | POOR | HOMES | CARE))
    found = need_of(lib, own=own_table([9.0, 1, 2, 3, 4, 5]))
    [item] = [item for item in found.used if item.source.kind == "eigen_indicator"]
    assert (item.indicator.label, item.domain, item.weight) == ("Achterstandsscore", "gezin", 0.5)
    assert found.cells[WIJKEN[0]]["own_indicator"].value == 9
    assert need_of(lib).need.frame["index"].tolist() != found.need.frame["index"].tolist()


def test_ses_woa_of_another_file_and_year_can_stand_in():
    ses = cbs_table({"ses_woa_score": [0.0, -0.6, 0.5, 0.0, -0.2, 0.3, -0.3]}, CODES, year=2022, kind="ses_woa")
    lib = library(table(CHILDREN | POOR), ses)
    found = need_of(lib, settings=PRESETS["ses_woa"])
    assert years(found) == {"ses_woa_score": 2022}
    assert found.need.frame["rank"].tolist() == [1, 6, 4, 3, 5, 2]
    checked = need_of(lib)
    assert checked.need.robustness.ses_woa == pytest.approx(1)
    assert {source.kind for source in checked.sources} >= {"ses_woa"}, "a check on screen has its source there"
    assert "SES-WOA van CBS (2022) geeft bijna dezelfde volgorde" in ses_sentence(checked)


# --- all wijken of the files -------------------------------------------------------------------------------


def test_all_wijken_of_the_files_are_ranked_together():
    found = build_need_of_all(library(country(CHILDREN | POOR | HOMES | CARE)))
    assert (found.gemeente_code, found.year, found.need.scale) == ("", 2024, "landelijk")
    assert found.need.frame["rank"].max() > 6
    assert len(found.cells) == 325


def test_all_wijken_of_a_year_that_no_file_has_is_refused():
    with pytest.raises(InputRefused) as refused:
        build_need_of_all(library(table(CHILDREN | POOR)), 2019)
    assert "2024" in said_in(refused.value) and "2019" in said_in(refused.value)


def test_totals_are_sums_over_the_wijken_that_show_a_figure():
    lib = library(
        table(CHILDREN | POOR | HOMES | CARE),
        bereik_table({"reached_count": [30, 90, 80], "kinderwerker_fte": [1, 1, 0]}, WIJKEN[:3]),
    )
    found = build_need(lib, build_monitor(lib, GEMEENTE, 2024, norm=Norm(children_per_fte=300)))
    shown = [found.cells[code]["weighted_gap_fte"] for code in WIJKEN]
    assert [figure.known for figure in shown] == [True] * 3 + [False] * 3
    assert found.totals["weighted_gap_fte"].value == pytest.approx(sum(figure.value for figure in shown[:3]))
    children = [400 * NATIONAL_AGE_SHARE["4-12"] * found.cells[code]["need_weight"].value for code in WIJKEN[:3]]
    assert found.totals["weighted_children_per_fte"].value == pytest.approx(sum(children) / 2)
    assert {figure.status for figure in need_of(library(table(CHILDREN | POOR))).totals.values()} == {Status.UNKNOWN}
