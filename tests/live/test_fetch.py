"""Fetching a gemeente: what comes is what the readers of uploads read, and with any fault nothing comes at all."""

import json
import threading
from pathlib import Path

import pytest

from kinderwerk_stats.live.fetch import count_rows, fetch, find_gemeente, plan_items
from kinderwerk_stats.live.services import Gemeente, choose_measures, fetch_table
from kinderwerk_stats.live.web import Stopped
from kinderwerk_stats.model.datasets import AgesTable, CbsTable, ShapesTable
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.model.status import Status
from kinderwerk_stats.sources.library import read_files
from kinderwerk_stats.text.problems import describe
from tests.live.conftest import Desk
from tests.live.server import GEMEENTE, WIJKEN

OBSERVATIONS = "v4/84002NED/Observations"


def codes_of(refused: InputRefused) -> set[str]:
    for problem in refused.problems:
        # Every problem has words.
        assert str(describe(problem))
    return {problem.code for problem in refused.problems}


def test_all_themes_become_files_that_the_readers_know(desk: Desk, tmp_path: Path) -> None:
    delivery = desk.fetch()

    library = read_files(delivery.write(tmp_path / "uit"))

    assert [result.kind for result in library.results] == [
        "odata", "odata", "leeftijden", "nabijheid", "ses_woa", "gebieden"
    ]  # fmt: skip
    assert [problem.code for result in library.results for problem in result.problems] == []
    assert library.gemeenten() == {GEMEENTE: "Proefstad"}
    assert library.years(GEMEENTE) == [2023, 2024]
    kwb = next(t for t in library.results[0].tables if isinstance(t, CbsTable))
    assert list(kwb.areas.loc[WIJKEN, "name"]) == ["Wijk 00 Centrum", "Wijk 01 Noord", "Wijk 02 Zuid"]
    assert kwb.values.loc[WIJKEN[0], "children_0_14_count"] == 160
    assert kwb.values.loc[WIJKEN[0], "woz_eur"] == 310_000
    # A secret figure stays secret, one that nobody has yet stays that, and none of them is zero.
    assert kwb.status.loc[WIJKEN[0], "jeugdzorg_share"] == Status.SUPPRESSED
    assert set(kwb.status["income_per_person_eur"]) == {Status.NOT_PUBLISHED}
    assert kwb.values[["income_per_person_eur", "jeugdzorg_share"]].isna().all(axis=None)
    near, ses = (library.results[n].tables[0] for n in (3, 4))
    assert isinstance(near, CbsTable) and near.values.loc[WIJKEN[0], "bso_within_1_km_count"] == 2.5
    assert isinstance(ses, CbsTable) and (ses.year, ses.values.loc[WIJKEN[0], "ses_woa_score"]) == (2022, -0.1)
    assert [t.year for t in library.results[2].tables if isinstance(t, AgesTable)] == [2023, 2024]
    shapes = library.results[5].tables[0]
    assert isinstance(shapes, ShapesTable) and (shapes.year, list(shapes.frame.index)) == (2024, WIJKEN)


def test_only_the_measures_that_count_and_two_at_once(desk: Desk) -> None:
    desk.stand_in.delay_s = 0.01
    desk.fetch()

    asked = next(a for a in desk.stand_in.asked if OBSERVATIONS in a)
    assert "'10680'" in asked and "GM000C" not in asked
    assert desk.stand_in.busiest == 2
    assert {h["User-Agent"].split("/")[0] for h in desk.stand_in.headers} == {"kinderwerk-dashboard"}


def test_what_was_asked_is_not_asked_again_until_it_is_old(desk: Desk) -> None:
    first = desk.fetch()
    asked = len(desk.stand_in.asked)
    desk.clock.time += 23 * 3600
    again = desk.fetch()
    # It says when CBS answered, not when the kept answer was taken out.
    assert again.at == first.at and "01-01-1970 02:46 UTC" in again.origin
    assert {f.content for f in again.files} == {f.content for f in first.files}
    # What is not there is not kept: it may be there in an hour.
    assert [a for a in desk.stand_in.asked[asked:] if "84199NED" not in a and "gemeentecode=" not in a] == []

    desk.clock.time += 2 * 3600
    third = desk.fetch()
    assert {f.content for f in third.files} == {f.content for f in first.files}
    assert any("If-None-Match" in headers for headers in desk.stand_in.headers[asked:])


def test_a_kept_answer_that_was_damaged_is_asked_again(desk: Desk) -> None:
    first = desk.fetch()
    for path in (desk.folder / "bewaard").glob("*.antwoord"):
        path.write_bytes(path.read_bytes()[:10])
    assert [f.content for f in desk.fetch().files] == [f.content for f in first.files]


def test_pages_become_one_list_in_both_versions(desk: Desk) -> None:
    whole = desk.fetch("Proefstad", "kwb", years=[2024]).files[0]
    for gone in ((), ("v4/84002NED/O",)):
        desk.stand_in.start_again()
        desk.stand_in.page, desk.stand_in.gone = 9, set(gone)
        for path in (desk.folder / "bewaard").iterdir():
            path.unlink()
        paged = desk.fetch("Proefstad", "kwb", years=[2024]).files[0]
        assert (paged.content == whole.content) == (not gone)
        assert paged.rows == (5 if gone else whole.rows)


def test_the_old_service_stands_in_for_the_new_one(desk: Desk, tmp_path: Path) -> None:
    desk.stand_in.fail("v4/", "onderhoud_503")

    delivery = desk.fetch("Proefstad", "kwb", years=[2024])
    library = read_files(delivery.write(tmp_path / "uit"))

    assert "live_te_druk" in {p.code for p in delivery.problems}
    assert {p.severity for p in delivery.problems} == {"waarschuwing"}
    assert library.years(GEMEENTE) == [2024]
    assert library.cbs[0].values.loc[WIJKEN[1], "children_0_14_count"] == 160
    assert list(library.cbs[0].areas.loc[WIJKEN, "name"]) == ["Wijk 00 Centrum", "Wijk 01 Noord", "Wijk 02 Zuid"]


def test_the_workbook_comes_last(desk: Desk) -> None:
    desk.stand_in.gone, desk.stand_in.workbook = {"v4/84002NED/", "v3/"}, b"PK\x03\x04 and so on"
    desk.stand_in.fail("werkboek", "inlogpagina", 1)
    with pytest.raises(InputRefused) as refused:
        desk.fetch("GM9101", "kwb", years=[2024])
    assert "live_geen_werkboek" in codes_of(refused.value)

    (file,) = desk.fetch("GM9101", "kwb", years=[2024]).files
    assert (file.name, file.content) == ("kwb-2024-GM9101.xlsx", desk.stand_in.workbook)


@pytest.mark.parametrize("known", [True, False])
def test_borders_come_with_and_without_a_filter_at_the_service(desk: Desk, known: bool) -> None:
    if known:
        # The service takes the parameter and ignores it: all gemeenten come, a page at a time.
        desk.stand_in.fail("never", "geen_filter")
    found = json.loads(desk.fetch("GM9101", "gebieden").files[0].content)
    assert [f["properties"]["wijkcode"] for f in found["features"]] == WIJKEN
    assert any("/wfs/" in a for a in desk.stand_in.asked) != known


def test_without_filter_and_wfs_the_country_is_asked(desk: Desk) -> None:
    desk.stand_in.fail("/wfs/", "xml_met_200")
    found = json.loads(desk.fetch("GM9101", "gebieden").files[0].content)
    assert [f["properties"]["wijkcode"] for f in found["features"]] == WIJKEN
    assert sum("cursor=" in a for a in desk.stand_in.asked) == 1


def test_a_table_without_groups_is_no_fault(desk: Desk) -> None:
    desk.stand_in.groups = False
    assert [p.code for p in desk.fetch("Proefstad", "kwb").problems] == []


# Name of the fault -> what is said when it does not pass, at the service that was asked last or first.
FAULTS = {
    "korte_pagina": "live_wijken_missen",
    "leeg": "live_geen_wijken",
    "half_bestand": "live_afgekapt",
    "inlogpagina": "live_geen_json",
    "verkeerde_gzip": "live_verkeerd_ingepakt",
    "fout_met_200": "live_fout_in_antwoord",
    "xml_met_200": "live_geen_json",
    "geen_json_lijst": "live_zonder_rijen",
    "naar_http": "live_omleiding",
    "naar_elders": "live_omleiding",
    "rondje": "live_omleiding",
    "te_druk_429": "live_te_druk",
    "te_lang_wachten": "live_te_druk",
    "onderhoud_503": "live_te_druk",
    "fout_500": "live_status",
    "verboden_403": "live_status",
    "reset_halverwege": "live_verbroken",
    "druppelt": "live_duurt_te_lang",
    "te_groot": "live_te_groot",
    "lus": "live_lus",
    "zonder_eind": "live_te_veel_paginas",
    "verder_elders": "live_verder_elders",
    "dubbele_rij": "live_dubbele_rij",
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_stays_leaves_nothing(desk: Desk, name: str, tmp_path: Path) -> None:
    """No service answers well: a message with the reason, and not one file of the others."""
    before = desk.fetch("Proefstad", "kwb", years=[2023]).write(tmp_path / "uit")
    content = [path.read_bytes() for path in before]
    if name == "druppelt":
        path = desk.folder / "diensten.toml"
        path.write_text(path.read_text().replace("samen_s = 2.0", "samen_s = 0.05"))
    desk.stand_in.fail("v4/84002NED/Observations|v3/84002NED/TypedDataSet", name)

    with pytest.raises(InputRefused) as refused:
        desk.fetch("Proefstad", "kwb", "gebieden").write(tmp_path / "uit")

    assert FAULTS[name] in codes_of(refused.value)
    assert [path.read_bytes() for path in sorted((tmp_path / "uit").iterdir())] == content


@pytest.mark.parametrize("name", ["half_bestand", "verkeerde_gzip", "te_druk_429", "onderhoud_503", "fout_500",
                                  "reset_halverwege", "datum_wachten"])  # fmt: skip
def test_a_fault_that_passes_is_tried_again(desk: Desk, name: str) -> None:
    well = desk.fetch("Proefstad", "kwb", years=[2024]).files[0]
    for path in (desk.folder / "bewaard").iterdir():
        path.unlink()
    desk.stand_in.start_again()
    desk.stand_in.fail(OBSERVATIONS, name, 2)

    delivery = desk.fetch("Proefstad", "kwb", years=[2024])

    assert delivery.files[0].content == well.content and not delivery.problems
    # Retry-After goes before our own patience, in seconds or as a time.
    asked = {"te_druk_429": [7.0, 7.0], "datum_wachten": [9.0, 4.0]}
    assert desk.clock.waited == asked.get(name, [1.5, 4.0])


@pytest.mark.parametrize("name", ["gzip", "zelfde_host"])
def test_what_is_unusual_and_right_is_taken(desk: Desk, name: str) -> None:
    desk.stand_in.fail(OBSERVATIONS, name)
    assert not desk.fetch("Proefstad", "kwb", years=[2024]).problems


def test_a_measure_that_changed_its_unit_is_refused_there(desk: Desk) -> None:
    desk.stand_in.fail("84002NED/MeasureCodes", "andere_eenheid")
    desk.stand_in.gone = {"v3/"}
    with pytest.raises(InputRefused) as refused:
        desk.fetch("Proefstad", "kwb", years=[2024])
    assert "live_andere_eenheid" in codes_of(refused.value)


def test_a_measure_known_by_its_title_needs_a_unit_that_fits() -> None:
    def chosen(*units: str) -> dict[str, str]:
        rows = [{"Identifier": f"X{n}", "Title": "0 tot 15 jaar", "Unit": unit} for n, unit in enumerate(units)]
        return choose_measures([], rows, [], "https://datasets.cbs.nl/x")

    assert chosen("aantal") == {"X0": "0 tot 15 jaar (aantal)"}
    # A percentage of another count, thousands, or two of one name: none of them is the number of children.
    assert chosen("%") == chosen("x 1 000") == chosen("aantal", "aantal") == {}


def test_a_list_of_codes_that_knows_no_groups_is_asked_another_way(desk: Desk) -> None:
    desk.stand_in.fail("DimensionGroupId", "leeg")
    assert not desk.fetch("Proefstad", "kwb", years=[2024]).problems


def test_without_a_list_of_codes_a_page_could_be_short(desk: Desk) -> None:
    desk.stand_in.fail("v4/84002NED/WijkenEnBuurtenCodes.*9101|v3/84002NED/WijkenEnBuurten\\?", "leeg")
    with pytest.raises(InputRefused) as refused:
        desk.fetch("GM9101", "kwb", years=[2024])
    assert codes_of(refused.value) == {"live_geen_wijken", "live_niet_daar"}


def test_the_periods_of_a_table_go_before_its_year(desk: Desk) -> None:
    with desk.web() as web:
        rows = fetch_table(web, "84201NED", Gemeente(GEMEENTE), 2024, complete=False)
    assert {row["Perioden"] for row in rows} == {"2022JJ00"}


def test_codes_without_names_are_said(desk: Desk) -> None:
    desk.stand_in.fail("84002NED/WijkenEnBuurtenCodes.*9101", "zonder_namen")
    delivery = desk.fetch("Proefstad", "kwb", years=[2024])
    assert [p.code for p in delivery.problems] == ["live_codes_zonder_naam"]


def test_all_wijken_of_the_country_come_at_once_when_asked(desk: Desk, tmp_path: Path) -> None:
    delivery = desk.fetch("Proefstad", "kwb", "landelijk", years=[2024])
    library = read_files(delivery.write(tmp_path / "uit"))
    country = library.results[1].tables[0]
    assert isinstance(country, CbsTable) and delivery.files[1].name == "landelijk-2024-GM.json"
    assert {"WK910200", *WIJKEN, GEMEENTE, "NL00"} <= set(country.areas.index)
    asked = [a for a in desk.stand_in.asked if "startswith(WijkenEnBuurten,'WK')" in a]
    assert len(asked) == 1 and "Measure%20in" in asked[0]


def test_a_year_that_is_not_there_is_said_and_the_others_come(desk: Desk) -> None:
    desk.stand_in.gone = {"84002NED/M", "84002NED/T", "84002NED/W", "werkboek"}
    with pytest.raises(InputRefused) as refused:
        desk.fetch("GM9101", "kwb", years=[2024])
    assert codes_of(refused.value) == {"live_jaar_niet_daar"}

    delivery = desk.fetch("GM9101", "kwb")
    assert [f.year for f in delivery.files] == [2023]
    assert {p.code for p in delivery.problems} == {"live_jaar_niet_daar"}


def test_the_newest_year_that_a_theme_has(desk: Desk) -> None:
    delivery = desk.fetch("Proefstad", "nabijheid", "ses")
    assert [(f.theme, f.year) for f in delivery.files] == [("nabijheid", 2023), ("ses", 2022)]
    (said,) = (str(describe(p)) for p in delivery.problems)
    assert said == (
        "Nabijheid voorzieningen, 2024: dit jaar staat (nog) niet bij de dienst (84199NED). "
        "Verwacht: het nieuwste jaar. Wat u kunt doen: niets: 2023 is genomen. "
        "Probeer het later nog eens voor het nieuwere jaar."
    )


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ("Proefstat", "live_gemeente_onbekend", "Proefstad (GM9101)"),
        ("Haaren", "gemeente_verdeeld", "Tilburg (GM0855)"),
    ],
)
def test_a_gemeente_that_is_not_there(desk: Desk, given: str, code: str, said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        desk.fetch(given)
    assert codes_of(refused.value) == {code} and said in str(describe(refused.value.problems[0]))


def test_a_gemeente_that_went_to_another_one_leads_there(desk: Desk) -> None:
    for given in ("Hellevoetsluis", "GM0530"):
        with desk.web() as web:
            assert find_gemeente(web, given).code == "GM1992"
        assert [p.code for p in web.said] == ["live_opvolger"]
        assert "Voorne aan Zee is genomen" in str(describe(web.said[0]))


def test_how_much_it_is_is_known_before(desk: Desk) -> None:
    with desk.web() as web:
        items = plan_items(web, None, ["kwb", "leeftijden", "gebieden"])
        counted = count_rows(web, Gemeente(GEMEENTE), items, lambda *_: None)
        files = fetch(web, Gemeente(GEMEENTE), counted, lambda *_: None).files
    # PDOK does not say it.
    assert [item.rows for item in counted] == [*(file.rows for file in files[:-1]), None]
    assert files[0].rows == 30 and files[-1].theme == "gebieden"
    desk.stand_in.fail("count=true", "fout_500")
    desk.clock.time += 25 * 3600
    with desk.web() as web:
        assert {item.rows for item in count_rows(web, Gemeente(GEMEENTE), items, lambda *_: None)} == {None}


def test_a_host_that_does_not_answer_is_asked_no_more_and_that_is_said_once(desk: Desk) -> None:
    desk.stand_in.fail("/v4/", "onderhoud_503")
    delivery = desk.fetch("Proefstad", "kwb", years=[2023, 2024])
    # Two questions, three tries each; the next of two at once may be on its way.
    assert 6 <= sum("/v4/" in a for a in desk.stand_in.asked) <= 9
    assert [p.code for p in delivery.problems].count("live_dienst_overgeslagen") == 1
    assert [(f.theme, f.year) for f in delivery.files] == [("kwb", 2024), ("kwb", 2023)]


def test_figures_that_the_service_calls_provisional_are_said_so(desk: Desk) -> None:
    status = "Tot 2023 is alles definitief. De cijfers over\r\n2024 zijn voorlopig.\r\n\r\nWijzigingen: x"
    desk.stand_in.description = f"Status van de cijfers:\r\n{status}"
    (problem,) = desk.fetch("Proefstad", "kwb", years=[2024]).problems
    assert problem.code == "live_voorlopig"
    assert "CBS zegt: De cijfers over 2024 zijn voorlopig." in str(describe(problem))


def test_who_stops_gets_nothing_and_goes_on_where_it_stopped(desk: Desk) -> None:
    with desk.web() as web:
        gemeente = find_gemeente(web, "Proefstad")
        items = plan_items(web, None)
        with pytest.raises(Stopped):
            fetch(web, gemeente, items, lambda *_: web.stop.set())
    asked = list(desk.stand_in.asked)
    assert desk.fetch().files
    kept = {a for a in asked if "84199NED" not in a and "gemeentecode=" not in a}
    # The two that were on their way when it stopped are asked again.
    assert kept and len(kept & set(desk.stand_in.asked[len(asked) :])) <= 2


def test_a_key_press_in_the_middle_stops_the_others(desk: Desk) -> None:
    with desk.web() as web:
        gemeente = find_gemeente(web, "Proefstad")
        items = plan_items(web, None)

        def press(*_: object) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fetch(web, gemeente, items, press)
        assert web.stop.is_set()
    assert threading.active_count() < 20


def test_the_catalogue_knows_newer_tables(desk: Desk) -> None:
    path = desk.folder / "diensten.toml"
    path.write_text(path.read_text().replace(', 2024 = "84002NED"', ""))
    with desk.web() as web:
        assert [item.tables for item in plan_items(web, None, ["kwb"])] == [
            ((2024, "84002NED"),),
            ((2023, "84001NED"),),
        ]
    desk.stand_in.fail("Datasets|catalogus3", "verboden_403")
    desk.clock.time += 25 * 3600
    with desk.web() as web:
        items = plan_items(web, None, ["kwb"])
    assert [item.tables for item in items] == [((2023, "84001NED"),)]
    assert [p.code for p in web.said] == ["live_zonder_catalogus"]
