"""The page Gegevens as a beleidsmedewerker uses it: deliver, look, correct, publish, compare, take back."""

import gc
import hashlib
import io
import re
import zipfile
from weakref import WeakSet

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from kinderwerk_stats.delivery.delivered import explain_file
from kinderwerk_stats.model.ceilings import Ceilings
from kinderwerk_stats.model.corrections import SKIP
from kinderwerk_stats.model.problems import Place, make_problem
from kinderwerk_stats.store import Profile, Publication, open_store
from kinderwerk_stats.ui.delivery import session
from kinderwerk_stats.ui.pages import PAGES
from tests.app.test_pages import html_of, run_page
from tests.builders import cbs_table
from tests.people import JAN

WIJKEN = {f"WK90010{n}": name for n, name in enumerate(("Binnenhaven", "Havenkant"), start=1)}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    """Publish in a store of this test only."""
    monkeypatch.setenv("KINDERWERK_STORE", str(tmp_path / "store"))


@pytest.fixture
def wijken(example_monitor) -> dict[str, str]:
    """Return code -> name of the example's wijken."""
    names: dict[str, str] = example_monitor(2024).names
    return names


def bereik(
    wijken: dict[str, str],
    reached: int = 40,
    *,
    year: int | None = 2024,
    first_name: str = "",
    organisation: str = "Stichting Proef",
    figure: str = "unieke kinderen per woonwijk",
) -> bytes:
    """Return a workbook with a row per wijk, all with the same figures."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Jaar", 0)
    sheet.append([f"Organisatie: {organisation}"])
    sheet.append(["Leeftijd: 4 t/m 12 jaar"])
    sheet.append(["wijk", *(["jaar"] if year else []), figure, "fte"])
    for number, name in enumerate(wijken.values()):
        sheet.append([first_name if first_name and not number else name, *([year] if year else []), reached, 0.5])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def deliver(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, content in files:
        app.file_uploader[0].upload(name, content, XLSX).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def confirm(app: AppTest) -> AppTest:
    """Say that the large changes are right, where that is asked."""
    asked = [box for box in app.checkbox if box.label.startswith("Ik heb dit nagekeken") and not box.value]
    if asked and asked[0].proto.form_id:
        # In a form a choice is sent with its button only.
        asked[0].check()
    elif asked:
        asked[0].check().run()
        assert not app.exception
        confirm(app)
    return app


def publish(app: AppTest, who: str = "Proefpersoon", peildatum: str = "31-12-2024") -> AppTest:
    confirm(app)
    by_label = {field.label: field for field in app.text_input}
    by_label["Peildatum"].set_value(peildatum)
    by_label["Uw naam of functie"].set_value(who)
    return press(app, "Publiceer")


def test_a_delivered_file_is_explained_and_seen_by_nobody_else(wijken):
    app = deliver(run_page("gegevens"), ("kwartaal.xlsx", bereik(wijken)))
    page = html_of(app)
    assert "bereik van kinderwerk" in page
    assert "de kop is" in page
    assert "Stichting Proef" in page
    assert re.findall('data-kwijt=".* Dit is daardoor weg: (.*?)[.]', page) == ["1 bestand dat u had aangeleverd"]
    assert "Stichting Proef" not in html_of(run_page("overzicht"))
    assert open_store().stamp() == ""


@pytest.mark.parametrize("of_all", [False, True])
def test_a_file_beyond_what_may_wait_is_refused_and_not_kept(wijken, monkeypatch, of_all):
    one, two = (bereik(wijken, year=year) for year in (2023, 2024))
    room = (len(one) + len(two) - 1) / 1_000_000
    ceilings = Ceilings(waiting_mb_together=room) if of_all else Ceilings(waiting_mb=room)
    monkeypatch.setattr(session, "_WAITING", WeakSet())
    monkeypatch.setattr(session, "read_ceilings", lambda: ceilings)
    app = deliver(run_page("gegevens"), ("een.xlsx", one))
    assert "MB die wacht" not in html_of(app)
    # Of another window it counts for all together only.
    other = run_page("gegevens") if of_all else app
    other = deliver(other, ("twee.xlsx", two))
    assert "MB die wacht" in html_of(other)
    assert [file.content for file in other.session_state["aanlevering"].values()] == ([None] if of_all else [one, None])


def test_the_files_of_a_window_that_is_gone_wait_no_more(monkeypatch):
    monkeypatch.setattr(session, "_WAITING", WeakSet())
    files = [session._refused(make_problem("te_veel_wacht", Place("a.xlsx"), meeste=1), b"x")]
    assert len(session._WAITING) == 1
    files.clear()
    gc.collect()
    assert not session._WAITING


def test_publishing_changes_the_figures_of_every_visitor_and_the_log_says_who(wijken):
    app = publish(deliver(run_page("gegevens"), ("jaar.xlsx", bereik(wijken, 40))))
    assert "jaar.xlsx is gepubliceerd" in html_of(app) and 'data-kwijt=""' in html_of(app)
    other = html_of(run_page("overzicht"))
    assert f">{40 * len(wijken)} kinderen<" in other
    [entry] = open_store().audit_log("GM9001")
    assert (entry.who, entry.action) == ("Proefpersoon", "gepubliceerd")


@pytest.mark.parametrize(("peildatum", "who"), [("", "Iemand"), ("2024", "Iemand"), ("31-12-2024", "")])
def test_without_a_name_or_a_date_nothing_is_published(wijken, peildatum, who):
    app = publish(deliver(run_page("gegevens"), ("jaar.xlsx", bereik(wijken))), who, peildatum)
    assert "Vul nog in" in html_of(app)
    assert open_store().stamp() == ""


def test_a_large_change_must_be_confirmed_first(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    app = deliver(run_page("gegevens"), ("twee.xlsx", bereik(wijken, 80)))
    assert "Kijk eerst na" in html_of(app)
    assert "Publiceer" not in [button.label for button in app.button]
    publish(app)
    assert [version.number for version in open_store().versions(open_store().datasets()[0].id)] == [2, 1]


def test_a_small_change_needs_no_confirmation(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    app = deliver(run_page("gegevens"), ("twee.xlsx", bereik(wijken, 45)))
    assert "+13 %" in html_of(app)
    assert "Publiceer" in [button.label for button in app.button]


def test_a_name_that_is_no_wijk_is_asked_and_never_guessed(wijken):
    name = next(iter(wijken.values()))
    wrong = name.split(" ", 2)[-1][:-2] + "xx"
    app = deliver(run_page("gegevens"), ("jaar.xlsx", bereik(wijken, first_name=wrong)))
    assert "Publiceer" not in [button.label for button in app.button]
    box = next(box for box in app.selectbox if box.label.startswith("“"))
    # The most likely wijk is filled in, and nothing is taken until somebody agrees.
    assert box.value == next(iter(wijken))
    assert "kies hieronder bij elke naam de wijk" in html_of(app)
    assert "valt weg" not in html_of(app)
    assert "Los in dit bestand nog <strong>1 fout</strong> op." in html_of(app)
    # In a form a choice is sent with its button only.
    box.set_value(next(iter(wijken)))
    press(app, "Lees het bestand opnieuw met deze keuzes")
    publish(app)
    assert open_store().datasets()[0].published is not None
    # Next time the same headers bring the same choice.
    again = deliver(run_page("gegevens"), ("volgend.xlsx", bereik(wijken, 41, first_name=wrong)))
    assert "bekend van een eerdere aanlevering" in html_of(again)
    confirm(again)
    assert "Publiceer" in [button.label for button in again.button]


def test_a_year_that_the_file_does_not_state_is_asked(wijken):
    app = deliver(run_page("gegevens"), ("jaar.xlsx", bereik(wijken, year=None)))
    assert "jaar nodig" in html_of(app)
    assert "Kies nog" in html_of(app)
    assert html_of(app).count("geen jaar") == 1
    next(field for field in app.text_input if field.label == "Jaar van de cijfers").set_value("2024")
    press(app, "Lees het bestand opnieuw met deze keuzes")
    publish(app)
    assert open_store().datasets()[0].key.year == 2024


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_personal_data_is_refused_and_nothing_of_it_stays(kind, tmp_path, monkeypatch):
    temporary = tmp_path / "temp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    # Written in parts: the test itself must not hold what it looks for.
    secrets = ["".join(parts) for parts in (("Zzy", "zx"), ("Verz", "onnen"), ("1112", "22333"))]
    content = io.BytesIO()
    if kind == "xlsx":
        # Not compressed: what would be found in a copy of the file as well.
        book = openpyxl.Workbook()
        book.active.append(["voornaam", "achternaam", "bsn"])
        book.active.append(secrets)
        packed = io.BytesIO()
        book.save(packed)
        with zipfile.ZipFile(packed) as parts, zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as plain:
            for name in parts.namelist():
                plain.writestr(name, parts.read(name))
        del book, packed, parts
    else:
        content.write(";".join(["voornaam", "achternaam", "bsn"]).encode() + b"\n" + ";".join(secrets).encode())
    data = content.getvalue()
    assert secrets[2].encode() in data
    app = deliver(run_page("gegevens"), (f"lijst.{kind}", data))
    page = html_of(app)
    assert "persoonsgegevens" in page
    assert not any(word in page for word in secrets)
    [delivered] = app.session_state["aanlevering"].values()
    assert not any(word in repr(delivered) for word in secrets)
    assert delivered.content is None
    assert "Het is geweigerd en niet bewaard." in page
    assert "Publiceer" not in [button.label for button in app.button]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(word.encode() in path.read_bytes() for path in files for word in secrets)
    assert list(temporary.iterdir()) == []


def test_a_published_version_can_be_withdrawn_and_put_back(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    publish(deliver(run_page("gegevens"), ("twee.xlsx", bereik(wijken, 45))))
    app = run_page("gegevens")
    app.segmented_control[0].set_value("Wat is gepubliceerd").run()
    next(f for f in app.text_input if f.label == "Uw naam of functie").set_value("Proefpersoon")
    press(app, "Trek in")
    # What it changes is shown before it is done.
    assert "Wat er verandert als u versie 2 intrekt" in html_of(app) and "Minder cijfers dan eerst" in html_of(app)
    assert open_store().datasets()[0].published is not None
    confirm(app)
    press(app, "Ja, trek versie 2 in")
    assert open_store().datasets()[0].published is None
    next(f for f in app.text_input if f.label == "Uw naam of functie").set_value("Proefpersoon")
    press(app, "Zet terug")
    assert "Wat er verandert als u versie 2 terugzet" in html_of(app)
    assert open_store().datasets()[0].published is None
    confirm(app)
    press(app, "Ja, zet versie 2 terug")
    published = open_store().datasets()[0].published
    assert published is not None
    actions = [entry.action for entry in open_store().audit_log() if entry.action != "profiel bewaard"]
    assert actions == ["teruggezet", "ingetrokken", "gepubliceerd", "gepubliceerd"]


def test_withdrawing_needs_a_name(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    app = run_page("gegevens")
    app.segmented_control[0].set_value("Wat is gepubliceerd").run()
    press(app, "Trek in")
    assert "uw naam of functie" in html_of(app)
    assert open_store().datasets()[0].published is not None


def test_comparing_versions_does_not_show_a_hidden_count(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    app = deliver(run_page("gegevens"), ("twee.xlsx", bereik(wijken, 3)))
    publish(app)
    app = run_page("gegevens")
    app.segmented_control[0].set_value("Wat is gepubliceerd").run()
    page = html_of(app)
    assert "Er zijn geen verschillen te tonen. Het bereik van wijken waar een aantal verborgen is" in page
    assert ">3 kinderen<" not in page
    assert ">40 kinderen<" not in page


def cbs_file(wijken: dict[str, str]) -> bytes:
    """Return the figures of CBS of the example gemeente as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("kwb", 0)
    sheet.append(["gwb_code_10", "regio", "recs", "jaar", "a_inw", "a_00_14"])
    sheet.append(["GM9001", "Halmerdam", "Gemeente", 2024, 3000 * len(wijken), 900 * len(wijken)])
    for code, name in wijken.items():
        sheet.append([code, name, "Wijk", 2024, 3000, 900])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_all_files_that_wait_are_published_with_one_name_and_one_button(wijken):
    app = deliver(run_page("gegevens"), ("kwb.xlsx", cbs_file(wijken)), ("jaar.xlsx", bereik(wijken, 40)))
    assert "Publiceer 2 bestanden voor Halmerdam" in html_of(app)
    assert [field.value for field in app.text_input if field.label == "Peildatum"] == ["01-01-2024", "31-12-2024"]
    assert "Publiceer" not in [button.label for button in app.button]
    next(field for field in app.text_input if field.label == "Uw naam of functie").set_value("Proefpersoon")
    confirm(app)
    press(app, "Publiceer alle 2 bestanden")
    assert "2 bestanden zijn gepubliceerd" in html_of(app)
    published = {d.key.kind: d.published for d in open_store().datasets() if d.published}
    assert {kind: (said.publication.peildatum, said.who) for kind, said in published.items()} == {
        "bereik": ("31-12-2024", "Proefpersoon"), "kwb": ("01-01-2024", "Proefpersoon"),
    }  # fmt: skip
    # Next quarter the name stands there already.
    again = deliver(run_page("gegevens"), ("volgend.xlsx", bereik(wijken, 41)))
    assert next(f for f in again.text_input if f.label == "Uw naam of functie").value == "Proefpersoon"


def test_what_someone_publishes_meanwhile_stops_all_files_once_and_not_for_ever(wijken):
    app = deliver(run_page("gegevens"), ("kwb.xlsx", cbs_file(wijken)), ("jaar.xlsx", bereik(wijken, 40)))
    publish(deliver(run_page("gegevens"), ("ander.xlsx", bereik(wijken, 42))), who="Iemand anders")
    for said in ("Iemand anders", "2 bestanden zijn gepubliceerd"):
        next(field for field in app.text_input if field.label == "Uw naam of functie").set_value("Proefpersoon")
        confirm(app)
        press(app, "Publiceer alle 2 bestanden")
        assert said in html_of(app)


def test_the_year_that_the_other_files_state_is_one_button(wijken):
    app = deliver(run_page("gegevens"), ("kwb.xlsx", cbs_file(wijken)), ("jaar.xlsx", bereik(wijken, year=None)))
    assert "Publiceer alle 2 bestanden" not in [button.label for button in app.button]
    press(app, "De cijfers van jaar.xlsx zijn van 2024")
    assert "Publiceer alle 2 bestanden" in [button.label for button in app.button]


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Blad", 0)
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_year_that_may_be_of_something_else_is_one_button(wijken):
    rows = [["Subsidie", "2024"], ["wijk", "unieke kinderen"], *([name, 40] for name in wijken.values())]
    app = deliver(run_page("gegevens"), ("jaar.xlsx", workbook(*rows)))
    press(app, "De cijfers van jaar.xlsx zijn van 2024")
    [file] = app.session_state["aanlevering"].values()
    assert file.understanding.years == (2024,)


def test_a_turned_table_can_be_turned_back(wijken):
    rows = [["Kinderwerk 2024"], ["", *wijken.values()], ["unieke kinderen", *[40] * len(wijken)]]
    app = deliver(run_page("gegevens"), ("jaar.xlsx", workbook(*rows)))
    [box] = [box for box in app.checkbox if box.label.startswith("Draai de tabel")]
    assert box.value and "heeft de tabel gedraaid" in html_of(app)
    box.uncheck()
    press(app, "Lees het bestand opnieuw met deze keuzes")
    [file] = app.session_state["aanlevering"].values()
    assert file.corrections.turned is False and not file.usable
    [box] = [box for box in app.checkbox if box.label.startswith("Draai de tabel")]
    box.check()
    press(app, "Lees het bestand opnieuw met deze keuzes")
    [file] = app.session_state["aanlevering"].values()
    assert file.understanding.turned and file.usable


def test_a_peildatum_in_another_year_is_confirmed_or_changed(wijken):
    app = publish(deliver(run_page("gegevens"), ("jaar.xlsx", bereik(wijken))), peildatum="31-12-2025")
    assert "ligt niet in het jaar van de cijfers" in html_of(app)
    assert open_store().stamp() == ""
    next(box for box in app.checkbox if box.label.startswith("De peildatum ligt in een ander jaar")).check()
    press(app, "Publiceer")
    assert open_store().datasets()[0].published is not None


def test_another_spelling_of_a_name_is_no_second_organisation(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40, organisation="Stichting Proef"))))
    publish(deliver(run_page("gegevens"), ("twee.xlsx", bereik(wijken, 41, organisation="stichting PROEF"))))
    assert [dataset.key.publisher for dataset in open_store().datasets()] == ["Stichting Proef"]


def test_a_first_publication_that_is_far_out_waits_until_somebody_has_looked(wijken):
    book = openpyxl.load_workbook(io.BytesIO(bereik(wijken, 40)))
    book["Jaar"].cell(4, 3, 30_000)
    content = io.BytesIO()
    book.save(content)
    app = deliver(run_page("gegevens"), ("jaar.xlsx", content.getvalue()))
    assert "meer bereikte kinderen dan er wonen" in html_of(app)
    assert "(30.000)" in html_of(app)
    assert "Publiceer" not in [button.label for button in app.button]


def test_the_log_names_what_was_done(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    app = run_page("gegevens")
    app.segmented_control[0].set_value("Logboek").run()
    assert "Proefpersoon" in html_of(app)


def test_a_filled_in_template_needs_no_question(wijken):
    from kinderwerk_stats.exports.template import build_template

    content = build_template("GM9001", "Halmerdam", 2024, wijken, "Stichting Proef")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Bereik"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Unieke kinderen" for cell in row))
    reached = next(cell.column for cell in header if cell.value == "Unieke kinderen")
    fte = next(cell.column for cell in header if cell.value == "Fte")
    for row in range(header[0].row + 1, header[0].row + 1 + len(wijken)):
        sheet.cell(row, reached, 40)
        sheet.cell(row, fte, 0.5)
    filled = io.BytesIO()
    book.save(filled)
    app = deliver(run_page("gegevens"), ("ingevuld.xlsx", filled.getvalue()))
    assert "Er is niets mis met dit bestand" in html_of(app)
    confirm(app)
    assert "Publiceer" in [button.label for button in app.button]


def test_what_is_corrected_comes_on_top_of_the_profile(wijken):
    names = [name.split(" ", 2)[-1][:-2] + "xx" for name in list(wijken.values())[:2]]
    app = deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, first_name=names[0])))
    next(box for box in app.selectbox if box.label.startswith("“")).set_value(next(iter(wijken)))
    publish(press(app, "Lees het bestand opnieuw met deze keuzes"))
    # The next file has a second name that is no wijk.
    other = {code: names[1] if number == 1 else name for number, (code, name) in enumerate(wijken.items())}
    app = deliver(run_page("gegevens"), ("twee.xlsx", bereik(other, 41, first_name=names[0])))
    box = next(box for box in app.selectbox if box.label.startswith("“"))
    assert names[1] in box.label
    box.set_value(list(wijken)[1])
    publish(press(app, "Lees het bestand opnieuw met deze keuzes"))
    [profile] = open_store().profiles()
    assert profile.corrections["wijken"] == dict(zip(names, wijken, strict=False))


def of_gemeenten(*codes: str) -> bytes:
    """Return a workbook with two wijken of each gemeente, by their codes, and two columns that may be the bereik."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Jaar", 0)
    sheet.append(["wijkcode", "wijk", "jaar", "unieke kinderen", "bezoeken"])
    for code in codes:
        for number in (1, 2):
            sheet.append([f"WK{code[2:]}0{number}", f"Wijk {number}", 2024, 50 + number, 800 + number])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def reach_read(app: AppTest) -> list[float]:
    [file] = app.session_state["aanlevering"].values()
    return [value for table in file.understanding.result.tables for value in table.values["reached_count"].dropna()]


def test_a_profile_is_used_for_its_own_gemeente_only(tmp_path, wijken):
    path = tmp_path / "een.xlsx"
    path.write_bytes(of_gemeenten("GM9001"))
    swapped = {"columns": {"unieke kinderen": SKIP, "bezoeken": "reached_count"}}
    open_store().save_profile(Profile("Elders", "GM0344", explain_file(path).fingerprint, swapped), JAN)
    app = deliver(run_page("gegevens"), ("een.xlsx", path.read_bytes()))
    assert reach_read(app) == [51, 52]
    assert "bekend van een eerdere aanlevering" not in html_of(app)
    app = deliver(run_page("gegevens"), ("twee.xlsx", of_gemeenten("GM0344")))
    assert reach_read(app) == [801, 802] and "bekend van een eerdere aanlevering" in html_of(app)
    # Of two gemeenten: as the chosen one has it, each time that another is chosen.
    app = deliver(run_page("gegevens"), ("drie.xlsx", of_gemeenten("GM9001", "GM0344")))
    assert reach_read(app) == [51, 52, 51, 52]
    for gemeente, reach in (("GM0344", [801, 802]), ("GM9001", [51, 52])):
        next(box for box in app.selectbox if box.label.startswith("Voor welke gemeente")).set_value(gemeente).run()
        assert not app.exception and reach_read(app) == reach * 2


def test_the_row_of_the_header_can_be_said(wijken):
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Blad", 0)
    sheet.append(["gebied x", "aantal y"])
    for name in wijken.values():
        sheet.append([name, 40])
    content = io.BytesIO()
    book.save(content)
    app = deliver(run_page("gegevens"), ("vreemd.xlsx", content.getvalue()))
    assert "Dit bestand is zo" in html_of(app)
    next(field for field in app.text_input if field.label == "Rij met de kop van de tabel").set_value("1")
    press(app, "Lees het bestand opnieuw met deze keuzes")
    [file] = app.session_state["aanlevering"].values()
    assert file.understanding.header_rows == (1,)
    assert [column.header for column in file.understanding.columns] == ["gebied x", "aantal y"]


def test_a_real_gemeente_is_shown_before_the_example():
    assert "Voorbeeldgemeente" in html_of(run_page("overzicht"))
    figures = {"children_0_14_count": (2700, 800, 900, 1000), "population_count": (9000, 3000, 3000, 3000)}
    codes = ["GM9999", *(f"WK9999{n:02d}" for n in range(1, 4))]
    table = cbs_table(figures, codes, names=["Zuidwaarde", "A", "B", "C"])
    said = Publication("CBS", "1-1-2024", "", "xlsx", "0" * 64)
    open_store().publish([table], gemeente_code="GM9999", publication=said, by=JAN)
    page = html_of(run_page("overzicht"))
    assert "In Zuidwaarde wonen" in page
    assert "Voorbeeldgemeente" not in page


def test_two_organisations_are_never_added_up_and_each_stays(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    app = deliver(run_page("gegevens"), ("twee.xlsx", bereik(wijken, 60, organisation="Alles voor Kinderen")))
    assert "ook Stichting Proef heeft bereik over 2024; dat blijft staan" in html_of(app)
    publish(app)
    # 14 wijken of 40 and of 60 children.
    page = html_of(run_page("overzicht"))
    assert "U ziet Alles voor Kinderen en Stichting Proef samen" in page
    assert ">840 tot 1.400 kinderen<" in page
    assert ">560 kinderen<" in html_of(run_page("overzicht", organisatie="Stichting Proef"))


def test_visits_of_another_organisation_are_published_and_stay_apart(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40, organisation="Alles voor Kinderen"))))
    visits = bereik(wijken, 60, organisation="Stichting Proef", figure="bezoeken")
    page = html_of(publish(deliver(run_page("gegevens"), ("twee.xlsx", visits))))
    assert "twee.xlsx is gepubliceerd" in page
    assert "De cijfers van een andere organisatie blijven zichtbaar" not in page
    assert "Hun bereik is niet samen te nemen: niet alle tellen elk kind een keer" in html_of(run_page("overzicht"))


def test_a_file_of_several_gemeenten_says_that_one_must_be_chosen_first():
    rows = [["gwb_code_10", "regio", "recs", "jaar", "a_inw", "a_00_14"]]
    for gemeente in ("9998", "9997"):
        rows.append([f"GM{gemeente}", f"Dorp {gemeente}", "Gemeente", "2024", "9000", "2700"])
        rows += [[f"WK{gemeente}0{n}", f"Wijk {n}", "Wijk", "2024", "3000", "900"] for n in (1, 2, 3)]
    content = "".join(f"{';'.join(row)}\n" for row in rows).encode()
    app = deliver(run_page("gegevens"), ("kwb.csv", content))
    assert "Kies eerst bovenaan voor welke gemeente u publiceert." in html_of(app)
    next(box for box in app.selectbox if box.label == "Voor welke gemeente publiceert u?").set_value("GM9998").run()
    publish(app)
    again = deliver(app, ("kwb-2.csv", content + b"\n"))
    assert next(box for box in again.selectbox if box.label.startswith("Voor welke")).value == "GM9998"


def test_versions_are_compared_with_each_other_also_when_another_organisation_is_shown(wijken):
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    publish(deliver(run_page("gegevens"), ("twee.xlsx", bereik(wijken, 60))))
    publish(deliver(run_page("gegevens"), ("ander.xlsx", bereik(wijken, 90, organisation="Alles voor Kinderen"))))
    app = run_page("gegevens")
    app.segmented_control[0].set_value("Wat is gepubliceerd").run()
    box = next(box for box in app.selectbox if box.label == "Welke gegevens wilt u bekijken?")
    box.set_value(next(d.id for d in open_store().datasets() if d.key.publisher == "Stichting Proef")).run()
    assert "+50 %" in html_of(app)


def test_another_publisher_meanwhile_is_seen(wijken):
    app = deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40)))
    confirm(app)
    publish(deliver(run_page("gegevens"), ("ander.xlsx", bereik(wijken, 50))), who="Iemand anders")
    publish(app)
    assert "Iemand anders" in html_of(app)
    assert [version.number for version in open_store().versions(open_store().datasets()[0].id)] == [1]


def test_what_somebody_publishes_while_the_page_is_drawn_is_seen_or_is_a_conflict(wijken, monkeypatch):
    """The version that a publication rests on is read before the figures that it is held against."""
    publish(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 40))))
    basis, plan, held_against = session.published_when_delivered, session.plan_publication, []

    def read_basis(delivered, gemeente_code):
        if not held_against:
            (dataset,) = open_store().datasets()
            table = open_store().load_version(dataset.published.id)
            told = Publication(table.source.publisher, "31-12-2024", "", "xlsx", "ander")
            open_store().publish([table], gemeente_code="GM9001", publication=told, by=JAN)
        return basis(delivered, gemeente_code)

    def note(library, *rest):
        held_against.extend(table.source.note for table in library.bereik if table.source.published)
        return plan(library, *rest)

    monkeypatch.setattr(session, "published_when_delivered", read_basis)
    monkeypatch.setattr(session, "plan_publication", note)
    deliver(run_page("gegevens"), ("twee.xlsx", bereik(wijken, 50)))
    assert "versie 2" in held_against[0]


@pytest.mark.parametrize("peildatum", ["99-99-2024", "31-02-2024"])
def test_a_date_that_does_not_exist_is_refused(wijken, peildatum):
    app = publish(deliver(run_page("gegevens"), ("jaar.xlsx", bereik(wijken))), peildatum=peildatum)
    assert "een peildatum die bestaat" in html_of(app)


def test_a_confirmation_of_one_file_does_not_hold_for_another(wijken):
    publish(deliver(run_page("gegevens"), ("nul.xlsx", bereik(wijken, 40))))
    app = confirm(deliver(run_page("gegevens"), ("een.xlsx", bereik(wijken, 80))))
    deliver(app, ("twee.xlsx", bereik(wijken, 800)))
    assert "Publiceer" not in [button.label for button in app.button]


def test_without_any_figure_files_can_be_delivered(monkeypatch, tmp_path, example_dir):
    (tmp_path / "leeg").mkdir()
    monkeypatch.setenv("KINDERWERK_DATA", str(tmp_path / "leeg"))
    assert "geen cijfers te tonen" in html_of(run_page("overzicht"))
    app = run_page("gegevens")
    kwb = next(example_dir.glob("kwb-2024.xlsx"))
    publish(deliver(app, (kwb.name, kwb.read_bytes())), peildatum="1-1-2024")
    assert "In Halmerdam wonen" in html_of(run_page("overzicht"))
    app = run_page("gegevens")
    app.segmented_control[0].set_value("Wat is gepubliceerd").run()
    next(f for f in app.text_input if f.label == "Uw naam of functie").set_value("Proefpersoon")
    press(app, "Trek in")
    press(app, "Ja, trek versie 1 in")
    # The gemeente is gone from the choices, and its figures can still be put back.
    app = run_page("gegevens")
    app.segmented_control[0].set_value("Wat is gepubliceerd").run()
    next(f for f in app.text_input if f.label == "Uw naam of functie").set_value("Proefpersoon")
    press(app, "Zet terug")
    confirm(app)
    press(app, "Ja, zet versie 1 terug")
    assert "In Halmerdam wonen" in html_of(run_page("overzicht"))


def test_a_store_that_does_not_answer_is_said_and_nothing_else_is_shown(monkeypatch):
    monkeypatch.setenv("KINDERWERK_DATABASE_URL", "postgresql://naam:geheim@localhost:1/niets")
    app = run_page("overzicht")
    page = html_of(app)
    assert not app.exception
    assert "de gepubliceerde gegevens zijn nu niet te lezen" in page
    assert "geheim" not in page
    monkeypatch.delenv("KINDERWERK_DATABASE_URL")
    app.run()
    assert "wonen" in html_of(app)


def test_no_page_shows_the_name_of_a_file_that_was_published_or_a_hash_of_it(wijken):
    content = bereik(wijken, 40)
    plain_hash = hashlib.sha256(content).hexdigest()
    app = deliver(run_page("gegevens"), ("uitdraai Zonnekind.xlsx", content))
    # The keys of fields go to the browser too.
    assert "verbeter_" in repr(app.main)
    assert plain_hash[:8] not in repr(app.main)
    app = publish(app)
    assert "uitdraai Zonnekind.xlsx is gepubliceerd" in html_of(app)
    for page in PAGES:
        shown = html_of(run_page(page.name))
        assert "Zonnekind" not in shown, page.name
        assert plain_hash[:8] not in shown, page.name


def test_a_file_with_a_name_about_a_person_is_refused_without_its_name(wijken):
    page = html_of(deliver(run_page("gegevens"), ("lijst 111222333.xlsx", bereik(wijken))))
    assert "persoonsgegevens" in page and "bestand.xlsx" in page
    assert "111222333" not in page
