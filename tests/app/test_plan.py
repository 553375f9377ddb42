"""Plan, run as Streamlit runs it: from the frame, with what is filled in in the address."""

from streamlit.testing.v1 import AppTest

from kinderwerk_stats.ui.state import widget_key
from tests.app.test_behoefte import alt_of, headline_of
from tests.app.test_pages import html_of, run_page


def test_before_anything_is_filled_in_one_fte_is_an_example():
    app = run_page("plan")
    assert not app.exception
    assert "Nog niets ingevuld: dit is wat 1 fte zou doen." in headline_of(app)
    assert html_of(app).count("<h1") == 1


def test_a_budget_in_crumbs_is_said_with_the_button_to_give_whole_posts():
    app = run_page("plan", gemeente="GM9001", fte="2", doel="laagste")
    assert "2 wijken die iets krijgen, komen zo niet aan 0,5 fte." in [each.value for each in app.text]
    app.button(key="plan_kleinste_post").click().run()
    assert not app.exception and app.query_params["post"] == "0.5"
    assert "Wie iets krijgt, heeft straks minstens 0,5 fte." in [each.value for each in app.text]
    app.button(key="plan_kleinste_post").click().run()
    assert "post" not in app.query_params
    # Not of a budget that is no post itself.
    assert not run_page("plan", gemeente="GM9001", fte="0.4", doel="laagste").text
    # Also where whole posts do not go together with a minimum for each wijk: then nothing is divided.
    app = run_page("plan", gemeente="GM9001", fte="1", doel="laagste", minstens="0.3")
    app.button(key="plan_kleinste_post").click().run()
    assert app.query_params["post"] == "0.5" and not app.exception
    app.button(key="plan_kleinste_post").click().run()
    assert "post" not in app.query_params


def test_a_budget_in_the_address_is_divided_and_a_typed_one_too():
    app = run_page("plan", fte="3")
    assert not app.exception
    assert "Sterrenveld het meest: <strong>1,6</strong> fte. Zes wijken krijgen niets." in headline_of(app)
    assert all(text.strip() for text in alt_of(app))
    app.text_input(key=widget_key("plan_fte")).set_value("0,25").run()
    assert "hoogstens één decimaal" in html_of(app)
    assert "<strong>1,6</strong>" in headline_of(app), "what cannot be read changes nothing"
    app.text_input(key=widget_key("plan_fte")).set_value("2,5").run()
    assert "<strong>2,5</strong>" in headline_of(app)


def test_euro_without_a_cost_is_no_plan_and_both_ends_of_a_cost_are_carried():
    def has_fields():
        return "Loon van (euro)" in [field.label for field in app.text_input]

    app = run_page("plan", gemeente="GM9001")
    # The fields are half of the page: they come when they are asked for, and stay with what was typed.
    assert not has_fields()
    app.text_input(key=widget_key("plan_euro")).set_value("250.000").run()
    assert "vul in wat een fte kost" in html_of(app)
    assert has_fields() and app.session_state["plan_kosten"]
    app.session_state["plan_kosten"] = False
    app.run()
    assert has_fields() and not app.session_state["plan_kosten"], "who closes it finds it closed"
    app.button(key="plan_verzonnen").click().run()
    assert not app.exception
    # By 82.350 and by 70.257,60: the fewest fte counts.
    assert "€ 250.000 is 3,0 tot 3,5 fte" in html_of(app)
    assert "<strong>3</strong> fte" in headline_of(app)
    assert "verzonnen voor het voorbeeld Halmerdam" in html_of(app)


def test_another_goal_in_the_address_is_the_one_that_is_worked_out():
    app = run_page("plan", fte="3", doel="kloof")
    assert not app.exception
    assert "Sterrenveld alles" in headline_of(app)
    assert "Zo pakt “De grootste groep zonder” uit" in html_of(app)


def test_an_impossible_minimum_names_the_wijken():
    app = run_page("plan", fte="0.5", minstens="1")
    assert not app.exception
    assert "Zo kan het niet: de minimums kosten" in headline_of(app)
    assert "Sterrenveld" in headline_of(app)


def test_the_questions_are_answered_for_the_chosen_goal():
    app = run_page("plan", fte="3", plandeel="vragen", naar="1000", minder="2")
    assert not app.exception
    page = html_of(app)
    assert page.count("<h1") == 1
    assert "Elke wijk minstens op 1.000 kinderen per fte kost" in headline_of(app)
    assert "Wacht u een jaar met 3 fte" in page
    assert "Om de kosten terug te verdienen" not in page, "off until somebody asks"
    assert "bespaart" not in page


def test_break_even_asks_for_a_source_and_promises_nothing():
    asked = {"fte": "3", "plandeel": "vragen", "kosten": "geheel~80000~90000~begroting|traject~10000~20000~"}
    without = html_of(run_page("plan", **asked))
    assert "Nog nodig: de bron van wat een traject kost." in without
    page = html_of(run_page("plan", **{**asked, "kosten": asked["kosten"] + "jaarrekening"}))
    # 240.000 to 270.000 euro by 10.000 to 20.000.
    assert "12 tot 27 trajecten per jaar niet nodig moeten zijn; of dat gebeurt is niet bekend" in page
    assert "bespaart" not in page


def test_the_doorrekening_is_off_until_somebody_asks_and_says_what_it_is():
    app = run_page("plan", gemeente="GM9001", jaar="2024", plandeel="straks")
    assert not app.exception
    assert "In 2024 wonen in Halmerdam <strong>10.402</strong> kinderen" in headline_of(app)
    assert "oorrekening" not in html_of(app)
    assert any("Zet u dit aan, dan ziet u per wijk" in each.value for each in app.caption)
    app.toggle(key="plan_doorrekening").set_value(True).run()
    assert not app.exception
    page = html_of(app)
    assert "Doorrekening: in 2028 wonen in Halmerdam ongeveer" in headline_of(app)
    assert page.count("<h1") == 1
    assert "Dit is geen voorspelling." in page
    assert "van 2020 naar 2024" in page
    # A figure that is no count says so in its head.
    assert "Doorrekening 2028</th>" in page
    assert "Kinderen in 2028" not in page


def test_the_doorrekening_of_a_year_without_an_older_one_has_no_margin():
    app = run_page("plan", gemeente="GM9001", jaar="2020", plandeel="straks")
    app.toggle(key="plan_doorrekening").set_value(True).run()
    assert "Hoe goed deze som is, is hier niet bekend" in html_of(app)
    assert "marge</th>" not in html_of(app)


def test_what_is_copied_for_a_council_says_that_it_is_invented():
    (said,) = [each.value for each in run_page("plan", gemeente="GM9001", jaar="2024", fte="3").code]
    assert said.startswith("Plan voor Halmerdam, 2024. De cijfers zijn verzonnen. Met 3 fte erbij krijgt Sterrenveld")


def test_a_long_doorrekening_begins_with_a_few_wijken_and_the_gemeente():
    def draw():
        from kinderwerk_stats.ui.plan.later import _show_rows

        rows = [[f"Wijk {number}", "10", "9", ""] for number in range(20)]
        _show_rows(["Wijk", "nu", "straks", "marge"], [*rows, ["Hele gemeente", "200", "180", ""]], "Doorrekening")

    app = AppTest.from_function(draw).run()
    assert not app.exception
    (rest,) = app.expander
    assert rest.label == "De andere 12 wijken"
    shown, hidden = (element.proto.body for element in app.get("html"))
    assert "Wijk 7</th>" in shown and "Hele gemeente</th>" in shown and "Wijk 8<" not in shown
    assert "Wijk 8</th>" in hidden and "Hele gemeente" not in hidden
