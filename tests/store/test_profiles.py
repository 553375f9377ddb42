"""Profiles: what was corrected in the files of an organisation."""

from kinderwerk_stats.store import Profile
from tests.builders import GEMEENTE
from tests.people import JAN, KEES, PIET
from tests.words import refusal_saying

CORRECTIONS = {"kolommen": {"Aantal": "reached_count"}, "wijken": {"Oost": "WK900101", "Totaal": None}, "jaar": 2024}


def profile(**changes):
    return Profile(
        **{
            "organisation": "Stichting Één",
            "gemeente_code": GEMEENTE,
            "fingerprint": "abc",
            "corrections": CORRECTIONS,
            **changes,
        }
    )


def test_a_profile_is_found_by_the_headers_of_its_files_in_its_own_gemeente(store):
    saved = store.save_profile(profile(), JAN)
    assert (saved.name, saved.who, saved.corrections) == ("Stichting Één", "Jan", CORRECTIONS)
    assert store.find_profile("abc", GEMEENTE) == saved
    assert store.find_profile("abd", GEMEENTE) is None
    assert store.find_profile("abc", "GM0344") is None
    assert (store.profiles(), store.profiles("GM0344")) == ([saved], [])


def test_the_same_headers_replace_the_profile(store):
    first = store.save_profile(profile(), JAN)
    second = store.save_profile(profile(corrections={"jaar": 2025}, name="Kwartaal"), PIET)
    assert (second.id, second.name, second.corrections, second.who) == (first.id, "Kwartaal", {"jaar": 2025}, "Piet")
    assert store.profiles() == [second]


def test_a_name_is_given_once_in_a_gemeente(store):
    store.save_profile(profile(), JAN)
    store.save_profile(profile(gemeente_code="GM0344"), JAN)
    with refusal_saying("al een profiel met de naam Stichting Één"):
        store.save_profile(profile(fingerprint="def", name="Stichting Één"), JAN)
    other = store.save_profile(profile(fingerprint="def", name="Anders"), JAN)
    with refusal_saying("al een profiel met de naam"):
        store.rename_profile(other.id, " Stichting Één ", JAN)
    with refusal_saying("geen naam"):
        store.rename_profile(other.id, " ", JAN)
    store.rename_profile(other.id, "Anders", JAN)
    assert [p.name for p in store.profiles(GEMEENTE)] == ["Anders", "Stichting Één"]


def test_an_organisation_may_have_files_of_more_than_one_layout(store):
    for headers in ("abc", "def", "ghi", "def"):
        store.save_profile(profile(fingerprint=headers), JAN)
    assert [(p.name, p.fingerprint) for p in store.profiles(GEMEENTE)] == [
        ("Stichting Één", "abc"),
        ("Stichting Één (2)", "def"),
        ("Stichting Één (3)", "ghi"),
    ]


def test_a_profile_that_is_kept_again_keeps_the_name_it_was_given(store):
    saved = store.save_profile(profile(), JAN)
    store.rename_profile(saved.id, "Kwartaal", JAN)
    assert store.save_profile(profile(), JAN).name == "Kwartaal"
    assert store.save_profile(profile(organisation="Een ander"), JAN).name == "Een ander"


def test_renaming_and_deleting_stand_in_the_log(store):
    saved = store.save_profile(profile(), JAN)
    store.rename_profile(saved.id, "Nieuw", PIET)
    store.delete_profile(saved.id, KEES)
    assert store.profiles() == []
    assert [(e.who, e.action, e.note) for e in store.audit_log()] == [
        ("Kees", "profiel verwijderd", f"Nieuw ({GEMEENTE})"),
        ("Piet", "profiel hernoemd", f"Stichting Één heet nu Nieuw ({GEMEENTE})"),
        ("Jan", "profiel bewaard", f"Stichting Één ({GEMEENTE})"),
    ]
    for change in (lambda: store.rename_profile(saved.id, "X", JAN), lambda: store.delete_profile(saved.id, JAN)):
        with refusal_saying("er niet meer"):
            change()


def test_profiles_change_nothing_on_screen(store):
    store.save_profile(profile(), JAN)
    assert store.stamp() == ""
