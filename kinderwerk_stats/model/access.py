"""Who may do what: four roles, one table of what each of them may, and the identity that every change asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from kinderwerk_stats.model.problems import InputRefused, Place, make_problem
from kinderwerk_stats.model.source import plain_name


class Role(StrEnum):
    """What somebody may do; the words are those of the settings."""

    KIJKER = "kijker"
    ORGANISATIE = "organisatie"
    BEWERKER = "bewerker"
    BEHEERDER = "beheerder"


# aanleveren: keep a bereik as a concept, seen by who delivered it and by who may publish it. presenteren: stories, and
# presentations that are started. vastleggen: goals, notes and plans. publiceren: publish, withdraw, put back, profiles.
# beheren: the store as a whole. Looking asks for no action.
Action = Literal["aanleveren", "presenteren", "vastleggen", "publiceren", "beheren"]

_OF_BEWERKER = frozenset[Action]({"aanleveren", "presenteren", "vastleggen", "publiceren"})
MAY: Mapping[Role, frozenset[Action]] = {
    Role.KIJKER: frozenset(),
    Role.ORGANISATIE: frozenset({"aanleveren", "presenteren"}),
    Role.BEWERKER: _OF_BEWERKER,
    Role.BEHEERDER: _OF_BEWERKER | {"beheren"},
}


class NotAllowed(InputRefused):
    """Somebody may not do this."""


@dataclass(frozen=True)
class Identity:
    """Who asks.

    `name`: what the log says; empty for who is not known. `gemeenten`: whose figures may be changed, None for those of
    all. `organisation`: the one that somebody delivers for, with the role organisatie.
    """

    name: str
    role: Role
    gemeenten: frozenset[str] | None
    organisation: str = ""

    def may(self, action: Action, gemeente_code: str | None = None) -> bool:
        """Return whether this may be done for a gemeente; without one, whether it may be done for any at all."""
        if action not in MAY[self.role]:
            return False
        if self.gemeenten is None:
            return True
        return bool(self.gemeenten) if gemeente_code is None else gemeente_code in self.gemeenten

    def may_change_of(self, who: str, organisation: str) -> bool:
        """Return whether somebody may write over a story: of the own organisation; else of which `who` is oneself."""
        own = self._is_of(organisation) if organisation else who.casefold() == self.name.casefold()
        return self.role is not Role.ORGANISATIE or own

    def may_open_of(self, organisation: str) -> bool:
        """Return whether somebody may open a story: not of another organisation, which shows it when it presents it."""
        return self.role is not Role.ORGANISATIE or not organisation or self._is_of(organisation)

    def _is_of(self, organisation: str) -> bool:
        return plain_name(organisation) == plain_name(self.organisation)

    def refuse_unless(self, action: Action, gemeente_code: str, *sources: str) -> None:
        """Refuse what this identity may not do.

        Parameters
        ----------
        gemeente_code : whose figures change; of all for `beheren`.
        sources : who counted what is delivered; with the role organisatie that is the own one, and no other.

        Raises
        ------
        NotAllowed
        """
        of_others = self.role is Role.ORGANISATIE and any(
            plain_name(each) != plain_name(self.organisation) for each in sources
        )
        if not self.may(action, gemeente_code) or of_others:
            code = "toegang_andere_bron" if of_others else "toegang_geweigerd"
            raise NotAllowed([make_problem(code, Place(subject="toegang"), rol=self.role, eigen=self.organisation)])


# Who is not known may look, where looking is open.
NOBODY = Identity("", Role.KIJKER, frozenset())


# --- who somebody is ----------------------------------------------------------------------------------

Login = Literal["geen", "oidc", "proxy"]
# What the server itself says of who asks: that it is this computer, or a name and groups that a proxy gave.
HERE, NAME, GROUPS = "hier", "naam", "groepen"
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Grant:
    """A role for those who have one of these names or are in one of these groups; names in small letters."""

    names: frozenset[str]
    groups: frozenset[str]
    role: Role
    gemeenten: frozenset[str] | None
    organisation: str = ""


@dataclass(frozen=True)
class Access:
    """How an installation knows who asks, and what it lets them do; without settings only this computer may change.

    `only_known`: looking asks for a login too. `read_only`: nobody changes anything. `name_claim`, `group_claim`: what
    in a token of OpenID Connect names somebody, and his groups. `hours`: how long that counts; until the token ends
    when None. Of `grants` the first that fits counts. `way_out`: where a proxy logs out.
    """

    login: Login = "geen"
    only_known: bool = False
    read_only: bool = False
    name_claim: str = "email"
    group_claim: str = "groups"
    hours: float | None = None
    grants: tuple[Grant, ...] = ()
    way_out: str = ""

    def identify(self, said: Mapping[str, Any], now: float) -> Identity:
        """Return who asks.

        Parameters
        ----------
        said : what the server says of a visitor, or what stands in a token that was checked.
        now : in seconds, as a token counts them.
        """
        if self.login == "geen":
            return Identity("", Role.BEHEERDER, None) if said.get(HERE) is True and not self.read_only else NOBODY
        name, groups = self._known_as(said, now)
        if not (0 < len(name) <= _LONGEST_NAME and name.isprintable()):
            return NOBODY
        fits = (each for each in self.grants if name.casefold() in each.names or groups & each.groups)
        grant = None if self.read_only else next(fits, None)
        if grant is None:
            return Identity(name, Role.KIJKER, frozenset())
        return Identity(name, grant.role, grant.gemeenten, grant.organisation)

    def may_look(self, who: Identity) -> bool:
        """Return whether somebody may see the figures."""
        return bool(who.name) or not self.only_known

    def _known_as(self, said: Mapping[str, Any], now: float) -> tuple[str, frozenset[str]]:
        """Return the name and groups; no name for who is not logged in, or not any more."""
        name_key, group_key = NAME, GROUPS
        if self.login == "oidc":
            name_key, group_key = self.name_claim, self.group_claim
            unverified = name_key == "email" and said.get("email_verified") in (False, "false")
            if said.get("is_logged_in") is not True or unverified or now >= self._ends(said):
                return "", frozenset()
        name, groups = said.get(name_key), said.get(group_key)
        return (
            name.strip() if isinstance(name, str) else "",
            frozenset(each for each in groups if isinstance(each, str)) if isinstance(groups, list) else frozenset(),
        )

    def _ends(self, said: Mapping[str, Any]) -> float:
        since, ends = said.get("iat"), said.get("exp")
        if self.hours is not None:
            return since + self.hours * 3600 if isinstance(since, int | float) else 0.0
        return float(ends) if isinstance(ends, int | float) else 0.0
