"""How this installation knows who asks: its settings, and the file that says who may do what."""

import getpass
import logging
import os
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, cast, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from kinderwerk_stats.model.access import NOBODY, Access, Grant, Identity, Login, Role
from kinderwerk_stats.model.areas import kind_of, parse_area_code
from kinderwerk_stats.model.decode import Decoder, Given, says
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem

LOGIN, VIEWING, READ_ONLY = "KINDERWERK_INLOGGEN", "KINDERWERK_BEKIJKEN", "KINDERWERK_ALLEEN_LEZEN"
FILE, PROXY_NAME, PROXY_GROUPS = "KINDERWERK_TOEGANG", "KINDERWERK_PROXY_NAAM", "KINDERWERK_PROXY_GROEPEN"
_TRUSTED = "FORWARDED_ALLOW_IPS"
_WORDS = {LOGIN: get_args(Login), VIEWING: ("open", "ingelogd"), READ_ONLY: ("nee", "ja")}
_SHORTEST_SECRET = 32
# 10.0.0.0/8 and fc00::/7: what is wider holds addresses of others.
_WIDEST_V4, _WIDEST_V6 = 8, 7
_MAPPED = IPv6Network("::ffff:0:0/96")
# How long a window counts as who the proxy said it is: without an end it would for as long as it is open.
_PROXY_HOURS = 8.0
# A code that somebody else caught is of no use to him (PKCE), whatever the provider says of itself.
_CLIENT = {"scope": "openid email profile", "code_challenge_method": "S256"}
_log = logging.getLogger("kinderwerk_stats")


def _gemeente(text: str) -> str:
    code = parse_area_code(text)
    if code is None or kind_of(code) != "gemeente":
        raise ValueError("no gemeente")
    return code


def _callback(address: str) -> str:
    parts = urlsplit(address)
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme not in (("http", "https") if here else ("https",)) or not parts.path.endswith("/oauth2callback"):
        raise ValueError("no address to come back to")
    return address


def _way_out(address: str) -> str:
    if not address.startswith("https://") and (not address.startswith("/") or address.startswith(("//", "/\\"))):
        raise ValueError("no address to leave by")
    return address


_Text = Annotated[str, Field(min_length=1), says("toegang_tekst")]
_Names = Annotated[list[Annotated[str, Field(min_length=1)]], says("toegang_namen")]


class _Oidc(Given):
    """The words are those of OpenID Connect, as providers write them."""

    server_metadata_url: _Text
    client_id: _Text
    client_secret: _Text
    redirect_uri: Annotated[str, AfterValidator(_callback), says("toegang_terug")]
    # Anybody could make a cookie with a secret that can be tried out.
    cookie_secret: Annotated[str, Field(min_length=_SHORTEST_SECRET), says("toegang_geheim", kortste=_SHORTEST_SECRET)]


class _Line(Given):
    rol: Annotated[Role, says("toegang_rol", rollen=tuple(Role))]
    wie: _Names = Field(default_factory=list)
    groepen: _Names = Field(default_factory=list)
    gemeenten: Annotated[
        list[Annotated[str, AfterValidator(_gemeente)]] | Literal["alle"], says("toegang_gemeenten")
    ] = Field(default_factory=list)
    organisatie: Annotated[str, says("toegang_tekst")] = ""


class _Form(Given):
    naam: _Text = "email"
    groepen: _Text = "groups"
    uren: Annotated[Annotated[float, Field(gt=0, le=24)] | None, says("toegang_uren")] = None
    oidc: _Oidc | None = None
    uitloggen: Annotated[str, AfterValidator(_way_out), says("toegang_uitloggen")] = ""
    toegang: list[_Line]


_FORM: Decoder[_Form] = Decoder(
    _Form, {"unknown_word": "toegang_woord", "absent": "toegang_ontbreekt", "": "toegang_vorm"}
)


class Settings(NamedTuple):
    """How an installation knows who asks, and what the server needs for that.

    `proxy_name`, `proxy_groups`: names of headers, in small letters. `oidc`: what Streamlit is told of the provider.
    """

    access: Access
    proxy_name: str = ""
    proxy_groups: str = ""
    oidc: Mapping[str, Any] = {}


def read_access(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings.

    Raises
    ------
    InputRefused
        With every mistake in them and in the file: a guess could let somebody in.

    >>> read_access({"KINDERWERK_ALLEEN_LEZEN": "ja"}).access.read_only
    True
    """
    given = {name: environment.get(name, "").strip() for name in (*_WORDS, FILE, PROXY_NAME, PROXY_GROUPS)}
    problems = [
        make_problem("toegang_instelling", _place(name), gevonden=given[name], woorden=words)
        for name, words in _WORDS.items()
        if given[name] not in ("", *words)
    ]
    login = cast("Login", given[LOGIN] or "geen")
    problems += _missing(given, login, environment.get(_TRUSTED, ""))
    form = None
    try:
        form = _read_file(Path(given[FILE]).expanduser()) if given[FILE] else None
    except InputRefused as refused:
        problems += refused.problems
    if form is not None and login == "oidc" and form.oidc is None:
        problems.append(make_problem("toegang_zonder_oidc", Place(Path(given[FILE]).name)))
    if problems:
        raise InputRefused(problems)
    form = form or _Form(toegang=[])
    access = Access(
        login=login,
        only_known=given[VIEWING] == "ingelogd",
        read_only=given[READ_ONLY] == "ja",
        name_claim=form.naam,
        group_claim=form.groepen,
        hours=_PROXY_HOURS if form.uren is None and login == "proxy" else form.uren,
        grants=tuple(map(_grant, form.toegang)),
        way_out=form.uitloggen,
    )
    oidc = {} if form.oidc is None else {**form.oidc.model_dump(), "client_kwargs": _CLIENT}
    return Settings(access, given[PROXY_NAME].lower(), given[PROXY_GROUPS].lower(), oidc)


def access_now() -> Access:
    """Return the settings as they are now: a role that is taken away in the file is gone at the next click.

    With a file that cannot be read any more nobody has a role.
    """
    given = tuple(os.environ.get(name, "") for name in (*_WORDS, FILE, PROXY_NAME, PROXY_GROUPS, _TRUSTED))
    try:
        stat = Path(os.environ[FILE]).expanduser().stat() if os.environ.get(FILE, "").strip() else None
    except OSError:
        stat = None
    return _read_again(
        given, None if stat is None else (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino, stat.st_mode)
    )


def this_computer(name: str = "") -> Identity:
    """Return who uses the command line: whoever can, has the files of the store in hands as well."""
    if access_now().read_only:
        return NOBODY
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a container can have a user without a name
        user = "opdrachtregel"
    return Identity(name or user, Role.BEHEERDER, None)


@lru_cache(maxsize=1)
def _read_again(_given: tuple[str, ...], _stamp: tuple[int, ...] | None) -> Access:
    try:
        return read_access().access
    except InputRefused as refused:
        _log.error("nobody has a role: %s", ", ".join(problem.code for problem in refused.problems))
        return Access("proxy", only_known=True, read_only=True)


def _missing(given: Mapping[str, str], login: Login, trusted: str) -> list[Problem]:
    """Return what does not go together."""
    known = login != "geen"
    wrong = {
        "toegang_zonder_bestand": known and not given[FILE],
        "toegang_zonder_inloggen": not known and bool(given[FILE] or given[VIEWING] == "ingelogd"),
        "toegang_zonder_kop": login == "proxy" and not given[PROXY_NAME],
        "toegang_iedereen_vertrouwd": login == "proxy" and _trusts_everybody(trusted.split(",")),
    }
    return [make_problem(code, _place(LOGIN), bestand=FILE, kop=PROXY_NAME) for code, is_so in wrong.items() if is_so]


def _trusts_everybody(addresses: list[str]) -> bool:
    """Return whether these addresses, taken together, are a wider network than any that is of one owner."""
    networks = [*filter(None, map(_network, addresses))]
    v4 = collapse_addresses(each for each in networks if isinstance(each, IPv4Network))
    v6 = collapse_addresses(each for each in networks if isinstance(each, IPv6Network))
    wide = any(each.prefixlen < _WIDEST_V4 for each in v4) or any(each.prefixlen < _WIDEST_V6 for each in v6)
    return wide or "*" in map(str.strip, addresses)


def _network(address: str) -> IPv4Network | IPv6Network | None:
    """Return the network of an address; one of IPv4 can be written as one of IPv6."""
    try:
        found = ip_network(address.strip(), strict=False)
    except ValueError:
        return None
    if isinstance(found, IPv6Network) and found.overlaps(_MAPPED):
        return IPv4Network((int(found.network_address) & 0xFFFFFFFF, max(found.prefixlen - _MAPPED.prefixlen, 0)))
    return found


def _read_file(path: Path) -> _Form:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        # Not its words: a secret can stand in them.
        raise InputRefused([make_problem("toegang_onleesbaar", Place(path.name), instelling=FILE)]) from None
    form = _FORM.read(content, path.name)
    problems = [
        make_problem(code, Place(path.name, key=f"toegang > {number}"), rol=line.rol)
        for number, line in enumerate(form.toegang, start=1)
        for code, is_so in {
            "toegang_voor_niemand": not (line.wie or line.groepen),
            "toegang_zonder_gemeenten": line.rol in (Role.ORGANISATIE, Role.BEWERKER) and not line.gemeenten,
            "toegang_zonder_organisatie": (line.rol is Role.ORGANISATIE) != bool(line.organisatie.strip()),
        }.items()
        if is_so
    ]
    if problems:
        raise InputRefused(problems)
    return form


def _grant(line: _Line) -> Grant:
    everywhere = line.rol is Role.BEHEERDER or line.gemeenten == "alle"
    gemeenten = None if everywhere else frozenset(line.gemeenten)
    names = frozenset(name.strip().casefold() for name in line.wie)
    return Grant(names, frozenset(line.groepen), line.rol, gemeenten, line.organisatie.strip())


def _place(name: str) -> Place:
    return Place(subject=f"de instelling {name}")
