"""Publishing what was delivered: one file or several at once, all or none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kinderwerk_stats.model.access import Identity
from kinderwerk_stats.model.datasets import Table
from kinderwerk_stats.model.source import UNNAMED, plain_name
from kinderwerk_stats.store import DataSetKey, Profile, Publication, Store, Version

# Figures of CBS that are of the first of January; of a whole year it is the last day that counts.
_FIRST_DAY = frozenset({"kwb", "leeftijden", "gebieden"})


class Part(NamedTuple):
    """One file of a delivery: what of it is published, what is said of it, and what was corrected in it."""

    tables: Sequence[Table]
    publication: Publication
    profile: Profile | None = None


def propose_peildatum(kind: str, years: Sequence[int]) -> str:
    """Return the day that figures of this kind are of, as people write it; nothing where the year is not known.

    >>> propose_peildatum("bereik", [2023, 2024]), propose_peildatum("kwb", [2024]), propose_peildatum("bereik", [])
    ('31-12-2024', '01-01-2024', '')
    """
    if not years:
        return ""
    return f"{'01-01' if kind in _FIRST_DAY else '31-12'}-{max(years)}"


def known_name(given: str, known: Sequence[str]) -> str:
    """Return the name of an organisation as it is known; another spelling is no second organisation.

    >>> known_name("welzijn  Test", ["Welzijn test"]), known_name("Welzijn Oost", ["Welzijn test"])
    ('Welzijn test', 'Welzijn Oost')
    """
    return next((name for name in known if plain_name(name) == plain_name(given)), given.strip())


def name_publisher(tables: Sequence[Table], source_name: str) -> list[Table]:
    """Return the tables with who counted them, where the file does not say or spells it another way."""

    def named(table: Table) -> Table:
        given = table.source.publisher
        own = given not in UNNAMED and known_name(given, [source_name]) == given
        return table if own else replace(table, source=replace(table.source, publisher=source_name))

    return [named(table) for table in tables]


def publish_together(
    store: Store,
    parts: Sequence[Part],
    gemeente_code: str,
    by: Identity,
    based_on: Mapping[DataSetKey, int] | None = None,
) -> list[tuple[Version, int]]:
    """Publish all parts or none: several as concepts first, then all concepts at once.

    What somebody may not publish is delivered: it stays a concept, for who may. Returns each version with the number of
    the part that it is of.

    Parameters
    ----------
    parts : published by one person.
    gemeente_code : whose figures they are.
    by : that person.
    based_on : as in `Store.publish`.

    Raises
    ------
    InputRefused, PublishConflict
        As `Store.publish` does; nothing is left of it then.
    """
    publishes = by.may("publiceren", gemeente_code)
    if len(parts) == 1:
        (only,) = parts
        versions = store.publish(
            name_publisher(only.tables, only.publication.source_name),
            gemeente_code=gemeente_code,
            publication=only.publication,
            by=by,
            based_on=based_on,
            concept=not publishes,
            profile=only.profile,
        )
        return [(version, 0) for version in versions]
    note = parts[0].publication.note
    concepts: dict[Version, int] = {}
    try:
        for number, part in enumerate(parts):
            tables = name_publisher(part.tables, part.publication.source_name)
            added = store.publish(
                tables, gemeente_code=gemeente_code, publication=part.publication, by=by, concept=True
            )
            concepts |= dict.fromkeys(added, number)
        ids = {version.id: number for version, number in concepts.items()}
        made = store.publish_concepts(list(ids), by, note, based_on) if publishes else tuple(concepts)
    except BaseException:
        if concepts:
            store.discard_concepts([version.id for version in concepts], by)
        raise
    for part in parts:
        if part.profile is not None:
            store.save_profile(part.profile, by)
    return [(version, ids[version.id]) for version in made]
