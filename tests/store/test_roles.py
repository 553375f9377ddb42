"""Who may change what: every method that changes the store, for every role, in the own gemeente and in another one."""

import inspect
import shutil
from dataclasses import replace

import pytest

from kinderwerk_stats.model.access import NOBODY, Identity, NotAllowed, Role
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.store import Profile, Store, begin_anew, find_leftovers, remove_leftovers
from tests.builders import GEMEENTE, bereik_table, cbs_table
from tests.people import JAN
from tests.words import said_in

OWN, OTHER = "Stichting Verzonnen", "Stichting Anders"
PEOPLE = {role: Identity(str(role), role, frozenset({GEMEENTE}), OWN) for role in Role}


def reached(publisher=OWN):
    table = bereik_table({"reached_count": [66, 120, 90]})
    return replace(table, source=replace(table.source, publisher=publisher))


@pytest.fixture(scope="module")
def made(tmp_path_factory, publication):
    """Return a folder with a store in which there is something to change, of one gemeente, and its backup."""
    folder = tmp_path_factory.mktemp("roles")
    store = Store(folder / "k.sqlite")
    for _ in range(2):
        store.publish([reached()], gemeente_code=GEMEENTE, publication=publication, by=JAN)
    store.save_profile(Profile(OWN, GEMEENTE, "abc"), JAN)
    store.keep("doel", GEMEENTE, "1", b"{}", by=JAN)
    store.keep("verhaal", GEMEENTE, "Van Jan", b"{}", by=JAN)
    store.back_up(folder / "kopie.sqlite")
    store.close()
    return folder


@pytest.fixture
def filled(made, tmp_path):
    """Return a store of its own with all of that."""
    for name in ("k.sqlite", "kopie.sqlite"):
        shutil.copy(made / name, tmp_path)
    store = Store(tmp_path / "k.sqlite")
    yield store
    store.close()


def changes(store, publication, folder):
    """Return method -> what does it as somebody; each would succeed for who may do it."""
    goal = store.kept("doel")[0]
    own = {"gemeente_code": GEMEENTE, "publication": publication}
    return {
        "publish": lambda by: store.publish([reached()], by=by, **own),
        "publish as a concept": lambda by: store.publish([reached()], by=by, concept=True, **own),
        "publish_concepts": lambda by: store.publish_concepts([delivered(store, publication)], by),
        "discard_concepts": lambda by: store.discard_concepts([delivered(store, publication)], by),
        "withdraw": lambda by: store.withdraw(1, by, ""),
        "restore": lambda by: store.restore(1, by, ""),
        "save_profile": lambda by: store.save_profile(Profile(OWN, GEMEENTE, "def"), by),
        "rename_profile": lambda by: store.rename_profile(1, "Anders", by),
        "delete_profile": lambda by: store.delete_profile(1, by),
        "keep": lambda by: store.keep("duiding", GEMEENTE, "1", b"{}", by=by),
        "keep a story": lambda by: store.keep("verhaal", GEMEENTE, "1", b"{}", by=by),
        "keep over of others": lambda by: store.keep("verhaal", GEMEENTE, "van jan", b"x", by=by, based_on=1),
        "keep none of others": lambda by: store.keep("verhaal", GEMEENTE, "Van Jan", b"", by=by, based_on=1),
        "rename_kept": lambda by: store.rename_kept(goal, "Anders", by=by),
        "keep_presentation": lambda by: store.keep_presentation("m", b"x", gemeente_code=GEMEENTE, by=by),
        "end_login": lambda by: store.end_login("merk", by),
        "put_back": lambda by: store.put_back(folder / "kopie.sqlite", by, overwrite=True),
    }


def delivered(store, publication):
    """Return the number of what somebody of an organisation delivered."""
    said = {"gemeente_code": GEMEENTE, "publication": publication, "concept": True}
    return store.publish([reached()], by=Identity("iemand", Role.ORGANISATIE, None, OWN), **said)[0].id


MANAGES, UNLOGGED = {"put_back"}, {"keep_presentation", "end_login"}
OF_ORGANISATION = {"publish as a concept", "save_profile", "keep a story", "keep_presentation"}
METHODS = (
    "publish", "publish as a concept", "publish_concepts", "discard_concepts", "withdraw", "restore", "save_profile",
    "rename_profile", "delete_profile", "keep", "keep a story", "keep over of others",
    "keep none of others", "rename_kept", "keep_presentation", "end_login", "put_back",
)  # fmt: skip


def may(role, method, *, own):
    if method == "end_login":
        return True
    if role is Role.KIJKER or not own:
        return False
    if role is Role.ORGANISATIE:
        return method in OF_ORGANISATION
    return role is Role.BEHEERDER or method not in MANAGES


@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("method", METHODS)
def test_only_who_may_changes_something(filled, publication, tmp_path, method, role, own):
    somebody = Identity(str(role), role, frozenset({GEMEENTE if own else "GM0344"}), OWN)
    if role is Role.BEHEERDER and own:
        somebody = Identity(str(role), role, None)
    change = changes(filled, publication, tmp_path)[method]
    if may(role, method, own=own):
        change(somebody)
        assert filled.audit_log(limit=1)[0].who == ("Jan" if method in UNLOGGED else str(role))
        return
    with pytest.raises(InputRefused):
        change(somebody)
    assert str(role) not in {entry.who for entry in filled.audit_log()}


def test_every_method_that_writes_asks_who_and_lets_nobody_in_by_default():
    methods = {name: method for name, method in inspect.getmembers(Store, inspect.isfunction) if name[0] != "_"}
    writes = {name for name, method in methods.items() if "writing(" in inspect.getsource(method)} | {"put_back"}
    assert writes == {name.partition(" ")[0] for name in METHODS}
    for name in writes:
        by = inspect.signature(methods[name]).parameters["by"]
        assert by.annotation is Identity and by.default is inspect.Parameter.empty
    assert inspect.signature(Store.load_version).parameters["by"].default == NOBODY


def test_who_looks_after_the_store_is_a_beheerder(filled, tmp_path):
    for role in (Role.KIJKER, Role.ORGANISATIE, Role.BEWERKER):
        with pytest.raises(NotAllowed):
            remove_leftovers(filled.database, [], PEOPLE[role])
        with pytest.raises(NotAllowed):
            begin_anew(Store(tmp_path / "nieuw" / "k.sqlite").database, PEOPLE[role])
    remove_leftovers(filled.database, [], JAN)


def test_an_organisation_delivers_its_bereik_and_who_publishes_sees_it(filled, publication):
    said = {"gemeente_code": GEMEENTE, "publication": publication, "concept": True}
    (concept,) = filled.publish([reached()], by=PEOPLE[Role.ORGANISATIE], **said)
    editor, elsewhere = PEOPLE[Role.BEWERKER], Identity("b", Role.BEWERKER, frozenset({"GM0344"}))
    assert filled.concepts(editor) == filled.concepts(JAN) == filled.concepts(PEOPLE[Role.ORGANISATIE]) == [concept]
    assert filled.concepts(elsewhere) == filled.concepts(PEOPLE[Role.KIJKER]) == filled.concepts(NOBODY) == []
    assert find_leftovers(filled.database) == []
    assert not filled.load_version(concept.id, editor).values.empty
    for other in (elsewhere, NOBODY):
        with pytest.raises(InputRefused):
            filled.load_version(concept.id, other)
        with pytest.raises(InputRefused):
            filled.publish_concepts([concept.id], other)
    (version,) = filled.publish_concepts([concept.id], editor)
    log = [(entry.who, entry.action) for entry in filled.audit_log(limit=2)]
    assert log == [("bewerker", "gepubliceerd"), ("organisatie", "aangeleverd")]
    assert (version.state, version.who) == ("gepubliceerd", "organisatie")


def test_what_an_organisation_delivered_and_took_back_is_seen_by_nobody(filled, publication):
    said = {"gemeente_code": GEMEENTE, "publication": publication, "concept": True}
    (concept,) = filled.publish([reached()], by=PEOPLE[Role.ORGANISATIE], **said)
    filled.discard_concepts([concept.id], PEOPLE[Role.ORGANISATIE])
    assert filled.concepts(PEOPLE[Role.BEWERKER]) == []
    # The next one gets the same number and is a step of a publication, not something that was delivered.
    (step,) = filled.publish([reached()], by=JAN, **said)
    assert step.number == concept.number and filled.concepts(PEOPLE[Role.BEWERKER]) == []


def test_an_organisation_delivers_nothing_else(filled, publication):
    said = {"gemeente_code": GEMEENTE, "publication": publication, "concept": True, "by": PEOPLE[Role.ORGANISATIE]}
    with pytest.raises(NotAllowed) as refused:
        filled.publish([reached(OTHER)], **said)
    assert "cijfers van Stichting Verzonnen" in said_in(refused.value)
    with pytest.raises(NotAllowed):
        filled.publish([cbs_table({"inhabitants_count": [6, 1, 2, 3]})], **said)
    with pytest.raises(NotAllowed):
        filled.save_profile(Profile(OTHER, GEMEENTE, "anders"), PEOPLE[Role.ORGANISATIE])


def test_what_an_organisation_corrects_is_used_in_its_own_deliveries_only(filled, publication):
    somebody = PEOPLE[Role.ORGANISATIE]
    other = replace(somebody, organisation=OTHER)
    said = {"gemeente_code": GEMEENTE, "publication": publication, "concept": True}
    for year in (2019, 2020):
        filled.publish([reached()], by=somebody, profile=Profile(OWN, GEMEENTE, "abc", {"year": year}), **said)
    general, own = sorted(filled.profiles(GEMEENTE), key=lambda profile: profile.id)
    # Not in the place of what who publishes kept, of the same organisation too.
    assert (general.who, general.corrections, general.fingerprint) == ("Jan", {}, "abc")
    assert (own.who, own.corrections, own.fingerprint) == ("organisatie", {"year": 2020}, "abc")
    assert filled.find_profile("abc", GEMEENTE) == general
    assert all(general.holds_for(each) for each in (somebody, other, *PEOPLE.values()))
    holds = [each for each in (*PEOPLE.values(), other, JAN, NOBODY) if own.holds_for(each)]
    assert holds == [somebody] and own.holds_for(replace(somebody, name="iemand", organisation=OWN.upper()))
    # Another organisation with the same headers has its own.
    theirs = filled.save_profile(Profile(OTHER, GEMEENTE, "abc"), other)
    assert theirs.id not in (own.id, general.id) and len(filled.profiles(GEMEENTE)) == 3


def test_a_story_is_of_the_organisation_that_made_it(filled):
    somebody = PEOPLE[Role.ORGANISATIE]
    colleague, other = replace(somebody, name="collega"), replace(somebody, organisation=OTHER)
    (of_jan,) = filled.kept("verhaal")
    with pytest.raises(NotAllowed) as refused:
        filled.keep("verhaal", GEMEENTE, of_jan.name, b"x", by=somebody, based_on=of_jan.number)
    assert "een verhaal van Jan" in said_in(refused.value) and "andere naam" in said_in(refused.value)
    own = filled.keep("verhaal", GEMEENTE, "Eigen", b"1", by=somebody)
    # Also when somebody went to work for another one.
    with pytest.raises(NotAllowed) as refused:
        filled.keep("verhaal", GEMEENTE, "Eigen", b"x", by=other, based_on=own.number)
    assert f"een verhaal van {OWN}" in said_in(refused.value)
    assert not other.may_open_of(own.organisation) and colleague.may_open_of(own.organisation)
    assert other.may_open_of(of_jan.organisation) and JAN.may_open_of(own.organisation)
    own = filled.keep("verhaal", GEMEENTE, "Eigen", b"2", by=replace(colleague, organisation=OWN.upper()), based_on=1)
    # Who publishes may change both, and a story stays whose it is, also once it was removed and put back.
    for content in (b"3", b"", b"3"):
        editor = replace(PEOPLE[Role.BEWERKER], organisation="Gemeente Verzonnendam")
        own = filled.keep("verhaal", GEMEENTE, "Eigen", content, by=editor, based_on=own.number)
    assert not other.may_open_of(own.organisation)
    gone = filled.keep("verhaal", GEMEENTE, "Eigen", b"", by=colleague, based_on=own.number)
    own = filled.keep("verhaal", GEMEENTE, "Eigen", b"4", by=somebody, based_on=gone.number)
    assert filled.kept("verhaal")[0].organisation == OWN
    # What that person removed stays so.
    filled.keep("verhaal", GEMEENTE, "Eigen", b"", by=JAN, based_on=own.number)
    for based_on in (0, own.number + 1):
        with pytest.raises(NotAllowed):
            filled.keep("verhaal", GEMEENTE, "Eigen", b"4", by=somebody, based_on=based_on)
    assert filled.kept("verhaal") == [of_jan]


def test_of_a_story_without_an_organisation_the_name_counts(filled):
    somebody = PEOPLE[Role.ORGANISATIE]
    filled.keep("verhaal", GEMEENTE, "Van toen", b"1", by=replace(somebody, organisation=""))
    again = filled.keep("verhaal", GEMEENTE, "Van toen", b"2", by=replace(somebody, name="Organisatie"), based_on=1)
    assert (again.number, again.organisation) == (2, OWN)
