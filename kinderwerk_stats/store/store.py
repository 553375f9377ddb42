"""The store as other parts of the program use it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from kinderwerk_stats.model.access import NOBODY, Identity
from kinderwerk_stats.model.content import to_bytes
from kinderwerk_stats.model.datasets import Table
from kinderwerk_stats.model.problems import InputRefused, Place, Problem
from kinderwerk_stats.store import kept as kept_rows
from kinderwerk_stats.store import profiles as profile_rows
from kinderwerk_stats.store.audit import read_entries
from kinderwerk_stats.store.backup import back_up, put_back
from kinderwerk_stats.store.compare import compare_tables
from kinderwerk_stats.store.cut import count_areas, cut_table, key_of, without_name
from kinderwerk_stats.store.engine import BUSY_SECONDS, Database, default_folder
from kinderwerk_stats.store.errors import KeptConflict
from kinderwerk_stats.store.marks import mark_of
from kinderwerk_stats.store.publishing import (
    add_version,
    delete_concept,
    find_concepts,
    find_versions,
    gone,
    lock_store,
    publish_existing,
    refuse_conflicts,
    refuse_doubles,
    sees_concept,
    withdraw_existing,
)
from kinderwerk_stats.store.reading import Published, load, not_readable, read_published
from kinderwerk_stats.store.records import (
    AuditEntry,
    DataSet,
    DataSetKey,
    Kept,
    KeptKind,
    Profile,
    Publication,
    Version,
)
from kinderwerk_stats.store.schema import datasets, versions
from kinderwerk_stats.store.schema import profiles as profiles_table
from kinderwerk_stats.store.stamps import Stamps


class Store:
    """What was published and kept, and the audit log, in a SQLite file or a PostgreSQL database.

    Every method is one transaction. What a method returned is on the disk; what it raised for is not there at all.

    Parameters
    ----------
    where : the file (made by the first write, empty until then), or the address `postgresql://...`.
    busy_seconds : how long to wait for another program that writes in the file.
    key_folder : where the key of this installation is kept; the folder of the file, or the usual one, when left out.
    marker, expected : by which it is known that there was a store here, see `Database`.

    Raises
    ------
    StoreUnavailable
        By every method, when the database cannot be reached, read or written. The store works again as soon as the
        database does.
    """

    def __init__(
        self,
        where: Path | str,
        *,
        busy_seconds: float = BUSY_SECONDS,
        key_folder: Path | None = None,
        marker: Path | None = None,
        expected: bool = False,
    ) -> None:
        self.database = Database(where, busy_seconds, marker=marker, expected=expected)
        self._stamps = Stamps(self.database)
        self._key_folder = key_folder or (where.parent if isinstance(where, Path) else default_folder())

    def mark_of(self, content: bytes | memoryview) -> str:
        """Return the mark by which this installation knows a file again; nobody else can make it or try it out."""
        return mark_of(content, self._key_folder)

    # --- publishing ----------------------------------------------------------------------------------

    def publish(
        self,
        tables: Sequence[Table],
        *,
        gemeente_code: str,
        publication: Publication,
        by: Identity,
        based_on: Mapping[DataSetKey, int] | None = None,
        concept: bool = False,
        profile: Profile | None = None,
    ) -> tuple[Version, ...]:
        """Publish tables, all or none of them, cut to one gemeente; each becomes the next version of its data set.

        Parameters
        ----------
        tables : with a year each, no two of the same data set.
        gemeente_code : whose figures they are; rows of other gemeenten are left out.
        publication : what the person says about them.
        based_on : what `published_numbers` returned when the person began; with it, a version that someone else
            published meanwhile is not replaced unseen. Without it the last one wins, and both are kept.
        by : who publishes them, or, as a concept, delivers them.
        concept : keep them for who delivers and who may publish them, until `publish_concepts`.
        profile : what was corrected, kept with the tables or not at all.

        Raises
        ------
        InputRefused
            When a table has no year or nothing of this gemeente, or two are of the same data set.
        PublishConflict
            When another version is published now than `based_on` says.
        """
        cut = [without_name(cut_table(table, gemeente_code, publication.source_name)) for table in tables]
        keys = [key_of(table, gemeente_code) for table in cut]
        refuse_doubles(keys)
        contents = [to_bytes(table) for table in cut]
        with self.database.writing() as connection:
            lock_store(connection, changes=not concept)
            refuse_conflicts(connection, _of(keys, based_on))
            if profile is not None:
                profile_rows.save_profile(connection, profile, by)
            return tuple(
                add_version(connection, key, publication, content, count_areas(table), by=by, concept=concept)
                for key, content, table in zip(keys, contents, cut, strict=True)
            )

    def publish_concepts(
        self, version_ids: Sequence[int], by: Identity, note: str = "", based_on: Mapping[DataSetKey, int] | None = None
    ) -> tuple[Version, ...]:
        """Publish concepts, all or none of them; `based_on` as in `publish`.

        Raises
        ------
        InputRefused
            When one is no concept (any more) that this person sees, or two are of the same data set.
        """
        with self.database.writing() as connection:
            lock_store(connection)
            found = find_concepts(connection, version_ids, by)
            refuse_doubles([version.key for version in found])
            refuse_conflicts(connection, _of([version.key for version in found], based_on))
            for version in found:
                publish_existing(connection, version, "gepubliceerd", by, note)
            return tuple(find_versions(connection, versions.c.id.in_(version_ids)))

    def discard_concepts(self, version_ids: Sequence[int], by: Identity) -> None:
        """Delete concepts: one's own, or what others delivered and one may publish."""
        with self.database.writing() as connection:
            lock_store(connection, changes=False)
            for version in find_concepts(connection, version_ids, by):
                delete_concept(connection, version, by)

    def withdraw(self, dataset_id: int, by: Identity, note: str, *, based_on: int | None = None) -> Version:
        """Take the published version of a data set back: nobody sees it any more, and nothing takes its place.

        `based_on`: the number of the version that the person looked at; another one is not withdrawn unseen.
        """
        with self.database.writing() as connection:
            lock_store(connection)
            current = find_versions(connection, versions.c.dataset_id == dataset_id, versions.c.state == "gepubliceerd")
            if not current:
                raise gone("geen_versie_gepubliceerd")
            refuse_conflicts(connection, None if based_on is None else {current[0].key: based_on})
            withdraw_existing(connection, current[0], by, note)
            return replace(current[0], state="ingetrokken")

    def restore(self, version_id: int, by: Identity, note: str, *, based_on: int | None = None) -> Version:
        """Publish an earlier or withdrawn version again; `based_on`: number of what is published now, 0 for none."""
        self.load_version(version_id)
        with self.database.writing() as connection:
            lock_store(connection)
            found = find_versions(connection, versions.c.id == version_id, versions.c.state != "concept")
            if not found:
                raise gone("versie_weg")
            if found[0].state == "gepubliceerd":
                raise gone("versie_is_gepubliceerd")
            refuse_conflicts(connection, None if based_on is None else {found[0].key: based_on})
            publish_existing(connection, found[0], "teruggezet", by, note)
            return replace(found[0], state="gepubliceerd")

    # --- what is there -------------------------------------------------------------------------------

    def datasets(self, gemeente_code: str | None = None) -> list[DataSet]:
        """Return the data sets that were ever published, of one gemeente or of all."""
        seen: dict[int, list[Version]] = {}
        for version in self._versions(_in(gemeente_code), versions.c.state != "concept"):
            seen.setdefault(version.dataset_id, []).append(version)
        return [
            DataSet(number, found[0].key, next((v for v in found if v.state == "gepubliceerd"), None), len(found))
            for number, found in seen.items()
        ]

    def versions(self, dataset_id: int) -> list[Version]:
        """Return the versions of a data set that were ever published, newest first."""
        return self._versions(versions.c.dataset_id == dataset_id, versions.c.state != "concept")

    def concepts(self, by: Identity, gemeente_code: str | None = None) -> list[Version]:
        """Return the concepts that somebody sees: the own ones, and those that are delivered to who may publish."""
        return self._versions(_in(gemeente_code), sees_concept(by))

    def published_numbers(self, tables: Iterable[Table], gemeente_code: str, source_name: str) -> dict[DataSetKey, int]:
        """Return the number of the published version of each table's data set, 0 for none: `based_on` of `publish`."""
        keys = [key_of(cut_table(table, gemeente_code, source_name), gemeente_code) for table in tables]
        current = self._versions(_in(gemeente_code), versions.c.state == "gepubliceerd")
        numbers = {version.key: version.number for version in current}
        return {key: numbers.get(key, 0) for key in keys}

    def stamp(self) -> str:
        """Return a text that changes when anything is published, withdrawn or put back; empty for an empty store."""
        return self._stamps.now()

    def ask_anew(self) -> None:
        """Let no stamp from here on be older than this call."""
        self._stamps.ask_anew()

    def end_login(self, mark: str, by: Identity) -> None:
        """Let every process know that somebody ended a login, by a mark that is of that login only."""
        with self.database.writing() as connection:
            lock_store(connection, changes=False)
            kept_rows.end_login(connection, mark, by=by)

    def has_ended(self, mark: str) -> bool:
        """Return whether the login of this mark was ended, as new as `stamp` is."""
        return self._stamps.has_ended(mark)

    def listen(self) -> None:
        """Hear from the database when another program publishes, so that not every click asks; see `Stamps`."""
        self._stamps.listen()

    def load_published(self, gemeente_code: str | None = None) -> tuple[Table, ...]:
        """Return the published tables of a gemeente (or of all); see `read_published`."""
        return self.read_published(gemeente_code).tables

    def read_published(self, gemeente_code: str | None = None) -> Published:
        """Return the published tables of a gemeente (or of all) with the versions that cannot be read.

        Their source says `published`, and its note the peildatum, the version and when it was published.
        """
        return read_published(self.database, _in(gemeente_code))

    def load_version(self, version_id: int, by: Identity = NOBODY) -> Table:
        """Return the table of any version; of a concept only to who sees it.

        Raises
        ------
        InputRefused
            When it is not there, or cannot be read.
        """
        visible = sa.or_(versions.c.state != "concept", sees_concept(by))
        found = load(self.database, versions.c.id == version_id, visible)
        if not found:
            raise gone("versie_weg")
        version, table = found[0]
        if table is None:
            raise InputRefused([not_readable(version)])
        return table

    def compare_versions(self, before_id: int, after_id: int) -> pd.DataFrame:
        """Return the cells that differ between two versions, see `compare.compare_tables`."""
        return compare_tables(self.load_version(before_id), self.load_version(after_id))

    def audit_log(self, gemeente_code: str | None = None, limit: int | None = None) -> list[AuditEntry]:
        """Return who did what when, newest first."""
        with self.database.reading() as connection:
            return [] if connection is None else read_entries(connection, gemeente_code, limit=limit)

    # --- profiles ------------------------------------------------------------------------------------

    def save_profile(self, profile: Profile, by: Identity) -> Profile:
        """Keep a profile, in the place of one with the same headers; see `profiles.save_profile`."""
        with self.database.writing() as connection:
            lock_store(connection, changes=False)
            return profile_rows.save_profile(connection, profile, by)

    def find_profile(self, fingerprint: str, gemeente_code: str) -> Profile | None:
        """Return the profile of files with these column headers."""
        return next((each for each in self.profiles(gemeente_code) if each.fingerprint == fingerprint), None)

    def profiles(self, gemeente_code: str | None = None) -> list[Profile]:
        """Return the profiles, of one gemeente or of all, by name."""
        of_it = sa.true() if gemeente_code is None else profiles_table.c.gemeente_code == gemeente_code
        with self.database.reading() as connection:
            return [] if connection is None else profile_rows.read_profiles(connection, of_it)

    def rename_profile(self, profile_id: int, name: str, by: Identity) -> None:
        """Give a profile another name."""
        with self.database.writing() as connection:
            lock_store(connection, changes=False)
            profile_rows.rename_profile(connection, profile_id, name, by)

    def delete_profile(self, profile_id: int, by: Identity) -> None:
        """Delete a profile."""
        with self.database.writing() as connection:
            lock_store(connection, changes=False)
            profile_rows.delete_profile(connection, profile_id, by)

    # --- goals, notes beside figures, plans for the money, stories -------------------------------------

    def keep(
        self, kind: KeptKind, gemeente_code: str, name: str, content: bytes, *, by: Identity, based_on: int = 0
    ) -> Kept:
        """Add a version of a goal, a note, a plan or a story; everybody sees it at the next click.

        An earlier content written again is how something is undone; no content takes it back.

        Parameters
        ----------
        based_on : number of the version that the person saw; 0 for none, or for what was taken back.

        Raises
        ------
        InputRefused
            When the name cannot be, the content is too large, or there are as many as there may be.
        KeptConflict
            When someone else changed it meanwhile.
        """
        with self.database.writing() as connection:
            # No figure on screen depends on plans and stories.
            lock_store(connection, changes=kind in ("doel", "duiding"))
            return kept_rows.keep(connection, kind, gemeente_code, name, content, by=by, based_on=based_on)

    def rename_kept(self, each: Kept, name: str, *, by: Identity) -> Kept:
        """Give what is kept another name in one write: all of it or nothing; raises as `keep` does."""
        with self.database.writing() as connection:
            lock_store(connection)
            return kept_rows.rename(connection, each, name, by=by)

    def kept(
        self, kind: KeptKind, gemeente_code: str | None = None, *, taken_back: bool = False, contents: bool = True
    ) -> list[Kept]:
        """Return what counts now of a gemeente (or of all), by name; with `taken_back` what was taken back instead.

        Without `contents` it is a list to choose from: `load_kept` gives what was chosen.
        """
        with self.database.reading() as connection:
            if connection is None:
                return []
            return kept_rows.read_kept(connection, kind, gemeente_code, taken_back=taken_back, contents=contents)

    def kept_versions(self, kind: KeptKind, gemeente_code: str, name: str, *, contents: bool = True) -> list[Kept]:
        """Return every version under a name, newest first, also when it was taken back."""
        with self.database.reading() as connection:
            if connection is None:
                return []
            return kept_rows.read_versions(connection, kind, gemeente_code, name, contents=contents)

    def load_kept(self, wanted: Kept) -> Kept:
        """Return a version of a list with its content; raises `KeptConflict` when it is not there any more."""
        with self.database.reading() as connection:
            if connection is None:
                raise KeptConflict(Place(subject=f"{wanted.kind} {wanted.name}"), None)
            return kept_rows.read_one(connection, wanted)

    def keep_presentation(self, mark: str, content: bytes, *, gemeente_code: str, by: Identity) -> None:
        """Keep a presentation that was started: it is found after a restart, and by other processes."""
        with self.database.writing() as connection:
            lock_store(connection, changes=False)
            kept_rows.keep_presentation(connection, mark, content, gemeente_code=gemeente_code, by=by)

    def load_presentation(self, mark: str) -> bytes | None:
        """Return a presentation that was started; None when it is not kept any more."""
        with self.database.reading() as connection:
            return None if connection is None else kept_rows.read_presentation(connection, mark)

    # --- all of it -----------------------------------------------------------------------------------

    def back_up(self, target: Path) -> list[Problem]:
        """Write everything to a new file, see `backup.back_up`."""
        return back_up(self.database, target)

    def put_back(self, backup: Path, by: Identity, *, overwrite: bool = False, damaged: bool = False) -> list[Problem]:
        """Make the store what it was when the backup was made, see `backup.put_back`."""
        return put_back(self.database, backup, by, overwrite=overwrite, damaged=damaged)

    def close(self) -> None:
        """Give back the connections."""
        self._stamps.close()
        self.database.close()

    def _versions(self, *conditions: sa.ColumnElement[bool]) -> list[Version]:
        with self.database.reading() as connection:
            return [] if connection is None else find_versions(connection, *conditions)


def _in(gemeente_code: str | None) -> sa.ColumnElement[bool]:
    return sa.true() if gemeente_code is None else datasets.c.gemeente_code == gemeente_code


def _of(keys: Sequence[DataSetKey], based_on: Mapping[DataSetKey, int] | None) -> dict[DataSetKey, int] | None:
    """Return the base of these data sets only; one that the person did not look at was not there for them."""
    return None if based_on is None else {key: based_on.get(key, 0) for key in keys}
