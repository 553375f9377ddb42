"""The files that a visitor has delivered and not yet published: seen by this visitor only, gone with the session."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakSet

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from kinderwerk_stats.analysis.children import AgeRange
from kinderwerk_stats.delivery.delivered import (
    PublicationPlan,
    explain_file,
    gemeenten_in,
    likely_gemeente,
    plan_publication,
)
from kinderwerk_stats.delivery.preview import Preview, preview_publication
from kinderwerk_stats.model.access import Identity
from kinderwerk_stats.model.ceilings import read_ceilings
from kinderwerk_stats.model.corrections import Corrections
from kinderwerk_stats.model.datasets import ReadResult
from kinderwerk_stats.model.problems import InputRefused, Place, Problem, make_problem
from kinderwerk_stats.model.understanding import Understanding
from kinderwerk_stats.sources.library import Library
from kinderwerk_stats.sources.privacy.file_names import judge_file_name, refuse_file_name, safe_label
from kinderwerk_stats.store import DataSetKey, StoreUnavailable
from kinderwerk_stats.text.delivery import is_personal
from kinderwerk_stats.ui.access import identity
from kinderwerk_stats.ui.loaders import load_available, load_library, store
from kinderwerk_stats.ui.state import shown_view
from kinderwerk_stats.ui.uploads import fingerprint, forget_upload, safe_name, upload_path, visitor

_KEY = "aanlevering"
_ROUND_KEY = "aanlevering_ronde"
_PLANS_KEY = "aanlevering_plannen"
_BASIS_KEY = "aanlevering_basis"
# The gemeente that this visitor published for last.
LAST_GEMEENTE_KEY = "aanlevering_gemeente"
_MOST_PLANS = 40
_NOTHING = Library([])


@dataclass(frozen=True, eq=False)
class Delivered:
    """One file: what was understood of it, and its content as long as it may be read again.

    `content`: None when the file as a whole was refused, as one with personal data is; then nothing of it is kept.
    `origin`: of a file that was fetched, from where and when; goes with it into the log. `profile_of`: the gemeente by
    whose profile it was read; empty without one.
    """

    name: str
    mark: str
    content: bytes | None
    understanding: Understanding
    corrections: Corrections
    origin: str = ""
    profile_of: str = ""

    def __post_init__(self) -> None:
        with _LOCK:
            _WAITING.add(self)

    @property
    def ready(self) -> bool:
        """Whether nothing has to be asked before it can be published."""
        return self.usable and not self.waits_for_year

    @property
    def waits_for_year(self) -> bool:
        """Whether it can be used once its year is known."""
        return self.usable and any(table.source.year is None for table in self.understanding.result.tables)

    @property
    def personal(self) -> bool:
        """Whether it was refused because it is about persons."""
        return is_personal(self.understanding.result)

    @property
    def usable(self) -> bool:
        """Whether what was read can be published."""
        return self.understanding.result.usable


# Those of every window; one that is closed takes its files along.
_WAITING: WeakSet[Delivered] = WeakSet()
_LOCK = Lock()


def delivered_files() -> dict[str, Delivered]:
    """Return the delivered files of this visitor, mark -> file, in the order in which they came."""
    files: dict[str, Delivered] = st.session_state.setdefault(_KEY, {})
    return files


def uploader_key() -> str:
    """Return the key of the upload box; it changes when what was in it is read, so that the box is empty again."""
    return f"aanleveren_{st.session_state.setdefault(_ROUND_KEY, 0)}"


def take_uploads(uploads: list[UploadedFile], report: Callable[[float, str], object]) -> None:
    """Read uploaded files and take them out of the server's memory.

    Parameters
    ----------
    uploads : from the upload box.
    report : hears how far it is (0-1) and with what, in Dutch.
    """
    try:
        for number, upload in enumerate(uploads):
            name = _shown_name(upload.name)

            def tell(step: str, number: int = number, name: str = name) -> None:
                report(number / len(uploads), f"{name}: {step}")

            tell("bestand controleren")
            try:
                content = upload.getvalue()
            finally:
                forget_upload(upload)
            delivered = (
                _refuse_name(upload.name, content)
                or _refuse_too_much(name, content)
                or _read(name, content, Corrections(), tell)
            )
            delivered_files()[delivered.mark] = delivered
    finally:
        # Also those that were not reached when reading one of them broke down.
        for upload in uploads:
            forget_upload(upload)
        uploads.clear()
    st.session_state[_ROUND_KEY] += 1


def take_fetched(files: Sequence[tuple[str, bytes]], origin: str, report: Callable[[float, str], object]) -> None:
    """Read files (name, content) that were fetched as if they were dropped; `origin` and `report` as above."""
    for number, (name, content) in enumerate(files):
        report(number / len(files), f"{name}: lezen")
        delivered = replace(_read(name, content, Corrections()), origin=origin)
        delivered_files()[delivered.mark] = delivered


def correct(delivered: Delivered, corrections: Corrections) -> None:
    """Read a file again with what the user says of it."""
    if delivered.content is not None:
        again = _read(delivered.name, delivered.content, corrections)
        # What the user said came on top of that profile.
        profile_of = delivered.profile_of if corrections else again.profile_of
        delivered_files()[delivered.mark] = replace(again, origin=delivered.origin, profile_of=profile_of)


def read_for(delivered: Delivered, gemeente_code: str) -> Delivered:
    """Return a file as it is read for a gemeente; by a profile of another one it is read anew."""
    if delivered.content is None or delivered.profile_of == gemeente_code:
        return delivered
    by_own = delivered.understanding.fingerprint in known_profiles(gemeente_code, identity())
    if delivered.profile_of or (by_own and not delivered.corrections):
        again = _read(delivered.name, delivered.content, Corrections(), gemeente_code=gemeente_code)
        delivered_files()[delivered.mark] = replace(again, origin=delivered.origin)
    return delivered_files()[delivered.mark]


def drop(mark: str) -> None:
    """Take a file out of the delivery, with everything that was made of it."""
    delivered_files().pop(mark, None)
    st.session_state.pop(_PLANS_KEY, None)
    drop_basis(mark)


def current_library() -> Library:
    """Return what is shown now; nothing where there is nothing to show yet."""
    try:
        return load_library()
    except StoreUnavailable:
        raise
    except InputRefused:
        return _NOTHING


def published_when_delivered(delivered: Delivered, gemeente_code: str) -> dict[DataSetKey, int]:
    """Return the versions that were published when the user first looked at this file for a gemeente."""
    known: dict[tuple[str, str], dict[DataSetKey, int]] = st.session_state.setdefault(_BASIS_KEY, {})
    key = delivered.mark, gemeente_code
    if key not in known:
        sets = store().datasets(gemeente_code)
        known[key] = {dataset.key: dataset.published.number if dataset.published else 0 for dataset in sets}
        store().ask_anew()
    return known[key]


def drop_basis(mark: str) -> None:
    """Forget what was published when the user first looked at a file."""
    known = st.session_state.get(_BASIS_KEY, {})
    for key in [key for key in known if key[0] == mark]:
        del known[key]


def _shown_name(name: str) -> str:
    """Return the name by which a file is spoken of: its own, unless that says something about a person."""
    return safe_label(name) if judge_file_name(name) else safe_name(name)


def _refuse_name(name: str, content: bytes) -> Delivered | None:
    """Return a file that is refused for its name, without it and before any place on a disk is called after it."""
    refused = refuse_file_name(name)
    if refused is None:
        return None
    return _refused(refused, content)


def _refuse_too_much(name: str, content: bytes) -> Delivered | None:
    """Return a file that is refused because too much waits in memory already, of this visitor or of all together."""
    ceilings = read_ceilings()
    with _LOCK:
        everything = list(_WAITING)
    for code, files, most in (
        ("te_veel_wacht", delivered_files().values(), ceilings.waiting_mb),
        ("overal_te_veel_wacht", everything, ceilings.waiting_mb_together),
    ):
        if sum(len(file.content or b"") for file in files) + len(content) > most * 1_000_000:
            return _refused(make_problem(code, Place(name), meeste=most), content)
    return None


def _refused(problem: Problem, content: bytes) -> Delivered:
    name = problem.place.file
    result = ReadResult(Path(name), "onbekend", problems=(problem,))
    return Delivered(name, fingerprint(content), None, Understanding(result=result), Corrections())


def known_profiles(gemeente_code: str, by: Identity) -> dict[str, Corrections]:
    """Return what was corrected before in files of a gemeente, as it holds for somebody: fingerprint of headers -> it.

    What the own organisation of that person delivered goes before what holds for everybody.
    """
    found = sorted(store().profiles(gemeente_code), key=lambda profile: profile.delivered)
    return {each.fingerprint: Corrections.from_dict(each.corrections) for each in found if each.holds_for(by)}


def _read(
    name: str,
    content: bytes,
    corrections: Corrections,
    tell: Callable[[str], None] | None = None,
    gemeente_code: str | None = None,
) -> Delivered:
    profile_of = ""
    with upload_path(name, content) as path:
        understanding = explain_file(path, corrections or None, report=tell, who=visitor())
        if not corrections and understanding.raw_rows:
            # A profile is of one gemeente: which one the file is of, it says itself first.
            code = gemeente_code or _likely(understanding.result)
            profiles = known_profiles(code, identity())
            again = explain_file(path, profiles=profiles, report=tell, who=visitor()) if profiles else understanding
            if again.profile:
                # What the user corrects next comes on top of what was corrected before.
                understanding, corrections, profile_of = again, profiles[again.profile], code
    # The path is gone after this; only its name is still of use.
    understanding = replace(understanding, result=replace(understanding.result, path=type(path)(name)))
    # Of a file of which nothing may be shown, nothing is kept: it may be refused for its personal data.
    kept = content if understanding.result.tables or understanding.columns or understanding.raw_rows else None
    return Delivered(name, fingerprint(content), kept, understanding, corrections, profile_of=profile_of)


def _likely(result: ReadResult) -> str:
    """Return the gemeente that a file is about as far as it is known before it is asked; empty where it is not."""
    inside = gemeenten_in(result)
    if len(inside) == 1:
        return next(iter(inside))
    usual: str = st.session_state.get(LAST_GEMEENTE_KEY) or shown_view().gemeente or ""
    if inside:
        return usual if usual in inside else ""
    others = [file.understanding.result for file in delivered_files().values() if file.usable]
    return likely_gemeente(current_library(), result, others) or usual


def known_gemeenten() -> dict[str, str]:
    """Return the gemeenten of which figures are shown or delivered, code -> name."""
    found: dict[str, str] = {}
    for file in delivered_files().values():
        if file.usable and file.understanding.kind != "bereik":
            inside = gemeenten_in(file.understanding.result)
            # A map of the country knows codes only, and comes after a table that has the name.
            found |= {code: name for code, name in inside.items() if name != code or code not in found}
    with suppress(InputRefused):
        found |= load_available().gemeenten
    return found


def suggest_gemeente(delivered: Delivered) -> str | None:
    """Return the gemeente that has the wijken of a file with names only."""
    current, others = current_library(), _others(delivered)
    result = delivered.understanding.result
    found: str | None = _remembered(
        ("gemeente", delivered, current, *others),
        lambda: likely_gemeente(current, result, [file.understanding.result for file in others]),
    )
    return found


def plan_for(delivered: Delivered, gemeente_code: str) -> PublicationPlan:
    """Return what publishing a file would do; with the other delivered files of CBS where the gemeente is new here."""
    # Before the figures that it is held against: what somebody publishes in between is then a conflict, never unseen.
    published_when_delivered(delivered, gemeente_code)
    current, others = current_library(), _others(delivered)
    result = delivered.understanding.result
    plan: PublicationPlan = _remembered(
        (gemeente_code, delivered, current, *others),
        lambda: plan_publication(current, result, gemeente_code, [file.understanding.result for file in others]),
    )
    return plan


def preview_for(plan: PublicationPlan, age_range: AgeRange) -> Preview:
    """Return what publishing a plan does, and what to look at first."""
    current = current_library()
    found: Preview = _remembered(
        ("gevolg", plan, age_range, current), lambda: preview_publication(current, plan, age_range)
    )
    return found


def _others(delivered: Delivered) -> list[Delivered]:
    return [file for file in delivered_files().values() if file is not delivered and file.usable]


def _remembered(key: tuple[object, ...], compute: Callable[[], Any]) -> Any:
    """Return what was computed before in this session for the same files; a rerun asks the same again."""
    known: dict[object, Any] = st.session_state.setdefault(_PLANS_KEY, {})
    if key not in known:
        if len(known) > _MOST_PLANS:
            known.clear()
        known[key] = compute()
    return known[key]
