"""diensten.toml: whom to ask, which tables, and how patiently; a file of the installation goes before ours."""

import os
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from kinderwerk_stats.model.decode import Decoder, Given, says
from kinderwerk_stats.model.problems import InputRefused, Place, make_problem

SETTINGS_VARIABLE = "KINDERWERK_DIENSTEN"
CACHE_VARIABLE = "KINDERWERK_BEWAARD"
FILE = "diensten.toml"
THEMES = ("kwb", "leeftijden", "nabijheid", "ses", "gebieden")
# The last only when it is named: some 100,000 rows, for who compares with all wijken of the country.
ALL_THEMES = (*THEMES, "landelijk")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def is_safe(address: str) -> bool:
    """Return whether an address may be asked: https, or http on this computer itself.

    >>> [is_safe(a) for a in ("https://datasets.cbs.nl/x", "http://datasets.cbs.nl/x", "http://127.0.0.1:8/x")]
    [True, False, True]
    """
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def _checked(address: str) -> str:
    if not is_safe(address):
        raise ValueError("no https")
    return address.rstrip("/")


_Address = Annotated[str, AfterValidator(_checked), says("diensten_adres")]
_Seconds = Annotated[float, Field(gt=0), says("diensten_getal")]
_Count = Annotated[int, Field(gt=0), says("diensten_getal")]
_Table = Annotated[str, Field(pattern=r"^\d{4,6}[A-Za-z]*$"), says("diensten_tabel")]


class Services(Given):
    """The addresses; `{jaar}` stands for the year."""

    odata4: _Address
    odata3: _Address
    catalogus3: _Address
    ogc: _Address
    wfs: _Address
    werkboek: list[_Address]


class Limits(Given):
    """How patient and how careful we are; `_s` in seconds."""

    verbinden_s: _Seconds
    lezen_s: _Seconds
    samen_s: _Seconds
    wachten_s: list[_Seconds]
    langste_wachten_s: _Seconds
    opgeven_na: _Count
    tegelijk: Annotated[int, Field(gt=0, le=4), says("diensten_getal")]
    grootste_mb: _Count
    paginas: _Count
    bewaren_uur: _Seconds


class Question(Given):
    """A question of the self-test; see diensten.toml."""

    naam: str
    adres: Annotated[str, Field(pattern=r"^\{\w+\}"), says("diensten_adres")]
    status: list[int] = Field(default_factory=lambda: [200])
    lijst: str = ""
    velden: list[str] = Field(default_factory=list)
    rij: dict[str, int | str] = Field(default_factory=dict)


class LiveSettings(Given):
    """All of diensten.toml.

    `bekend`: the month in which this was known. `tabellen`: theme -> year as text -> id; `catalogus`: theme -> how its
    titles begin.
    """

    bekend: str
    diensten: Services
    grenzen: Limits
    tabellen: dict[str, dict[str, _Table]]
    catalogus: dict[str, str]
    zelftest: list[Question]

    def tables(self, theme: str) -> dict[int, str]:
        """Return year -> id of a theme, newest first."""
        found = {int(year): table for year, table in self.tabellen.get(theme, {}).items() if re.fullmatch(r"\d+", year)}
        return dict(sorted(found.items(), reverse=True))

    def newest(self) -> dict[str, int]:
        """Return theme -> the newest year that is known."""
        return {theme: next(iter(self.tables(theme))) for theme in self.tabellen if self.tables(theme)}

    def hosts(self, themes: tuple[str, ...] = THEMES) -> list[str]:
        """Return which computers can be asked for these themes, as the screen names them beforehand."""
        services = self.diensten
        asked = [services.odata4, services.odata3, *services.werkboek]
        asked += [services.ogc, services.wfs] if "gebieden" in themes else []
        return list(dict.fromkeys(str(urlsplit(address).hostname) for address in asked))


_FORM: Decoder[LiveSettings] = Decoder(
    LiveSettings, {"unknown_word": "diensten_woord", "absent": "diensten_mist", "": "diensten_waarde"}
)


def read_live_settings() -> LiveSettings:
    """Return our settings, with those of the file that `KINDERWERK_DIENSTEN` names in their place.

    Raises
    ------
    InputRefused
        When that file is not there, is no TOML, or holds something that cannot be.
    """
    ours = tomllib.loads(files("kinderwerk_stats.live").joinpath("assets", FILE).read_text(encoding="utf-8"))
    named = os.environ.get(SETTINGS_VARIABLE, "").strip()
    if not named:
        return _FORM.read(ours, FILE)
    path = Path(named).expanduser()
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        raise InputRefused([make_problem("diensten_onleesbaar", Place(path.name), naam=SETTINGS_VARIABLE)]) from None
    # A section at a time: what it does not name stays as it is; of a theme all years are named, or none.
    both: dict[str, Any] = {**ours, **own}
    for name in ours.keys() & own.keys():
        both[name] = {**ours[name], **own[name]} if isinstance(own[name], dict) else own[name]
    return _FORM.read(both, path.name)


def cache_folder() -> Path:
    """Return where answers are kept: the folder that `KINDERWERK_BEWAARD` names, else the usual one of the user."""
    if named := os.environ.get(CACHE_VARIABLE, "").strip():
        return Path(named).expanduser()
    home = os.environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache"
    return Path(home).expanduser() / "kinderwerk"
