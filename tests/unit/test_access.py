"""Who may do what, as one table; and who somebody is, by the settings."""

from pathlib import Path

import pytest

from kinderwerk_stats.model.access import MAY, NOBODY, Identity, NotAllowed, Role
from kinderwerk_stats.model.problems import InputRefused
from kinderwerk_stats.sources.access import access_now, read_access, this_computer
from kinderwerk_stats.text.problems import describe_all

OWN, OTHER = "GM9001", "GM9002"


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        (Role.KIJKER, set()),
        (Role.ORGANISATIE, {"aanleveren", "presenteren"}),
        (Role.BEWERKER, {"aanleveren", "presenteren", "vastleggen", "publiceren"}),
        (Role.BEHEERDER, {"aanleveren", "presenteren", "vastleggen", "publiceren", "beheren"}),
    ],
)
def test_a_role_may_this_and_no_more(role, actions):
    somebody = Identity("anna@gemeente.example", role, frozenset({OWN}), "Welzijn Oost")
    for action in set().union(*MAY.values()):
        assert somebody.may(action, OWN) == somebody.may(action) == (action in actions)
        assert not somebody.may(action, OTHER)


def test_of_all_gemeenten_is_not_of_none():
    assert Identity("a", Role.BEWERKER, None).may("publiceren", OTHER)
    nothing_yet = Identity("a", Role.BEWERKER, frozenset())
    assert not nothing_yet.may("publiceren") and not nothing_yet.may("publiceren", OWN)


def test_who_is_not_known_may_nothing_and_hears_so():
    with pytest.raises(NotAllowed) as refused:
        NOBODY.refuse_unless("presenteren", OWN)
    assert "dit mag niet met de rol kijker" in describe_all(refused.value)


@pytest.mark.parametrize(("source", "fine"), [("Welzijn  oost", True), ("Welzijn West", False), ("", False)])
def test_an_organisation_delivers_its_own_figures_only(source, fine):
    organisation = Identity("o", Role.ORGANISATIE, frozenset({OWN}), "Welzijn Oost")
    Identity("b", Role.BEWERKER, frozenset({OWN})).refuse_unless("aanleveren", OWN, source)
    if fine:
        organisation.refuse_unless("aanleveren", OWN, "Welzijn Oost", source)
        return
    with pytest.raises(NotAllowed) as refused:
        organisation.refuse_unless("aanleveren", OWN, "Welzijn Oost", source)
    assert "cijfers van Welzijn Oost" in describe_all(refused.value)


# --- who somebody is ----------------------------------------------------------------------------------

ROLES = """
uren = 8
[oidc]
server_metadata_url = "https://login.example/.well-known/openid-configuration"
client_id = "kinderwerk"
client_secret = "een-geheim-van-de-provider"
redirect_uri = "https://kinderwerk.example/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"

[[toegang]]
wie = ["Anna@gemeente.example"]
rol = "beheerder"

[[toegang]]
groepen = ["redactie"]
rol = "bewerker"
gemeenten = ["GM9001"]

[[toegang]]
wie = ["sam@welzijn.example"]
groepen = ["welzijn"]
rol = "organisatie"
gemeenten = ["GM9001"]
organisatie = "Welzijn Oost"
"""
IN = {"is_logged_in": True, "iat": 1_000, "exp": 1_600}


@pytest.fixture
def settings(tmp_path):
    """Return a function that reads settings, with this text as the file of roles."""

    def read(text=ROLES, **environment):
        path = tmp_path / "toegang.toml"
        path.write_text(text, encoding="utf-8")
        given = {"KINDERWERK_INLOGGEN": "oidc", "KINDERWERK_TOEGANG": str(path)}
        return read_access({name: value for name, value in (given | environment).items() if value})

    return read


def test_without_settings_only_who_sits_here_changes_something():
    access = read_access({}).access
    assert access.identify({"hier": True}, 0) == Identity("", Role.BEHEERDER, None)
    for said in ({}, {"hier": "true"}, {"hier": 1}, {"naam": "anna"}, {"email": "anna", **IN}):
        assert access.identify(said, 0) == NOBODY and access.may_look(NOBODY)
    assert read_access({"KINDERWERK_ALLEEN_LEZEN": "ja"}).access.identify({"hier": True}, 0) == NOBODY


@pytest.mark.parametrize(
    ("said", "role", "organisation"),
    [
        ({"email": "anna@GEMEENTE.example"}, Role.BEHEERDER, ""),
        ({"email": "x@y.example", "groups": ["redactie", "welzijn"]}, Role.BEWERKER, ""),
        ({"email": "sam@welzijn.example"}, Role.ORGANISATIE, "Welzijn Oost"),
        ({"email": "x@y.example"}, Role.KIJKER, ""),
        ({"email": "x@y.example", "groups": "redactie"}, Role.KIJKER, ""),
    ],
)
def test_the_first_line_that_fits_gives_the_role(settings, said, role, organisation):
    found = settings().access.identify(IN | said, 2_000)
    assert (found.role, found.organisation) == (role, organisation)
    assert settings(KINDERWERK_ALLEEN_LEZEN="ja").access.identify(IN | said, 2_000).role is Role.KIJKER


@pytest.mark.parametrize(
    "said",
    [
        {"is_logged_in": False},
        {"is_logged_in": "True"},
        {"email_verified": False},
        {"email": ["anna@gemeente.example"]},
        {"email": "anna\n@gemeente.example"},
        {"email": "a" * 201},
        {"iat": None},
        {"iat": "1000"},
    ],
)
def test_who_did_not_log_in_well_is_nobody(settings, said):
    access = settings().access
    known = IN | {"email": "anna@gemeente.example"}
    assert access.identify(known, 2_000).name
    assert access.identify({"hier": True, "naam": "anna@gemeente.example"} | known | said, 2_000) == NOBODY


@pytest.mark.parametrize(("text", "ends"), [(ROLES, 1_000 + 8 * 3600), (ROLES.replace("uren = 8", ""), 1_600)])
def test_a_login_ends_although_the_cookie_lives_on(settings, text, ends):
    access, said = settings(text).access, IN | {"email": "anna@gemeente.example"}
    assert access.identify(said, ends - 1).name == "anna@gemeente.example"
    assert access.identify(said, ends) == NOBODY


def test_only_who_is_known_may_look_where_that_is_asked(settings):
    access = settings(KINDERWERK_BEKIJKEN="ingelogd").access
    assert not access.may_look(NOBODY)
    assert access.may_look(access.identify(IN | {"email": "x@y.example"}, 2_000))


def test_every_mistake_is_said_at_once_and_no_secret_is(settings):
    wrong = (
        ROLES.replace("https://kinderwerk", "http://kinderwerk")
        .replace("0123456789abcdef0123456789abcdef", "geheimpje")
        .replace('rol = "beheerder"', 'rol = "baas"')
        .replace("uren = 8", "uren = 100")
        .replace('["GM9001"]\norganisatie', '["WK900101"]\norganisatie')
        .replace("client_id", "clientid")
    )
    with pytest.raises(InputRefused) as refused:
        settings(wrong, KINDERWERK_BEKIJKEN="dicht", KINDERWERK_ALLEEN_LEZEN="misschien")
    codes = [problem.code for problem in refused.value.problems]
    assert sorted(codes) == [
        "toegang_geheim", "toegang_gemeenten", "toegang_instelling", "toegang_instelling", "toegang_ontbreekt",
        "toegang_rol", "toegang_terug", "toegang_uren", "toegang_woord",
    ]  # fmt: skip
    said = describe_all(refused.value)
    assert "geheimpje" not in said and "een-geheim" not in said and "openssl rand -hex 32" in said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ROLES.replace('groepen = ["redactie"]', ""), "toegang_voor_niemand"),
        (ROLES.replace('gemeenten = ["GM9001"]', "", 1), "toegang_zonder_gemeenten"),
        (ROLES.replace('organisatie = "Welzijn Oost"', ""), "toegang_zonder_organisatie"),
        (ROLES.replace('rol = "bewerker"', 'rol = "bewerker"\norganisatie = "A"'), "toegang_zonder_organisatie"),
        ("[[toegang]]", "toegang_ontbreekt"),
        ('[[toegang]]\nwie = ["a"]\nrol = "kijker"', "toegang_zonder_oidc"),
        ("uren = ", "toegang_onleesbaar"),
    ],
)
def test_a_file_that_leaves_something_open_is_refused(settings, text, code):
    with pytest.raises(InputRefused) as refused:
        settings(text)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"KINDERWERK_INLOGGEN": "oidc"}, "toegang_zonder_bestand"),
        ({"KINDERWERK_INLOGGEN": "ja"}, "toegang_instelling"),
        ({"KINDERWERK_BEKIJKEN": "ingelogd"}, "toegang_zonder_inloggen"),
        ({"KINDERWERK_TOEGANG": "weg.toml"}, "toegang_onleesbaar"),
    ],
)
def test_settings_that_do_not_go_together_are_refused(environment, code):
    with pytest.raises(InputRefused) as refused:
        read_access(environment)
    assert code in [problem.code for problem in refused.value.problems]


def test_a_proxy_that_anybody_can_be_is_refused(settings):
    given = {"KINDERWERK_INLOGGEN": "proxy", "KINDERWERK_PROXY_NAAM": "X-Remote-User"}
    assert settings(**given).proxy_name == "x-remote-user"
    # A window that the proxy named asks it anew in time, also where nobody says when.
    without = ROLES.replace("uren = 8", "")
    assert settings(without, **given).access.hours == 8 and settings(without).access.hours is None
    assert settings(ROLES.replace("= 8", "= 2"), **given).access.hours == 2
    with pytest.raises(InputRefused) as refused:
        settings(**given | {"KINDERWERK_PROXY_NAAM": ""})
    assert [problem.code for problem in refused.value.problems] == ["toegang_zonder_kop"]
    for everybody in (
        "*", "0.0.0.0/0", "::/0", "127.0.0.1, *", "127.0.0.1,10.0.0.1/0", "::1,0::/0", "0.0.0.0/1,128.0.0.0/1", "::/8",
        "0.0.0.0/2, 64.0.0.0/2,::1,128.0.0.0/1", "::/1,8000::/1", "::ffff:0:0/97,::ffff:128.0.0.0/97", "2000::/3",
        "12.0.0.0/7", "12.0.0.0/8,13.0.0.0/8",
    ):  # fmt: skip
        with pytest.raises(InputRefused) as refused:
            settings(**given | {"FORWARDED_ALLOW_IPS": everybody})
        assert [problem.code for problem in refused.value.problems] == ["toegang_iedereen_vertrouwd"]
    for some in (
        "", "127.0.0.1,::1", "10.0.0.0/8,fc00::/7", "::ffff:10.0.0.0/104", "10.0.0.0/9,10.128.0.0/9", "/run/proxy.sock",
    ):  # fmt: skip
        assert settings(**given | {"FORWARDED_ALLOW_IPS": some}).proxy_name == "x-remote-user"


def test_a_role_that_is_taken_away_is_gone_at_once(tmp_path, monkeypatch):
    path = tmp_path / "toegang.toml"
    path.write_text(ROLES, encoding="utf-8")
    monkeypatch.setenv("KINDERWERK_INLOGGEN", "oidc")
    monkeypatch.setenv("KINDERWERK_TOEGANG", str(path))
    said = IN | {"email": "anna@gemeente.example"}
    assert access_now().identify(said, 2_000).role is Role.BEHEERDER
    path.write_text(ROLES.replace("Anna@", "Bea@"), encoding="utf-8")
    assert access_now().identify(said, 2_000).role is Role.KIJKER
    path.write_text(ROLES, encoding="utf-8")
    assert access_now().identify(said, 2_000).role is Role.BEHEERDER
    # Root reads whatever the mode says; for anybody else the file is closed when its mode changes.
    with monkeypatch.context() as closed:
        closed.setattr(Path, "read_text", raising(PermissionError()))
        path.chmod(0)
        assert access_now().identify(said, 2_000) == NOBODY
    path.chmod(0o600)
    assert access_now().identify(said, 2_000).role is Role.BEHEERDER
    path.write_text("kapot", encoding="utf-8")
    assert access_now().identify(said, 2_000) == NOBODY and not access_now().may_look(NOBODY)
    path.unlink()
    assert access_now().identify(said, 2_000) == NOBODY


def test_the_command_line_is_of_this_computer_and_named_in_the_log(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "jan")
    assert this_computer() == Identity("jan", Role.BEHEERDER, None)
    assert this_computer("Piet").name == "Piet"
    monkeypatch.setattr("getpass.getuser", raising(OSError()))
    assert this_computer().name == "opdrachtregel"
    monkeypatch.setenv("KINDERWERK_ALLEEN_LEZEN", "ja")
    assert this_computer("Piet") == NOBODY


def raising(error):
    def fail(*_args, **_options):
        raise error

    return fail
