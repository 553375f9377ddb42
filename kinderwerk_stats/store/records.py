"""What the store gives and takes, apart from the tables of figures themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from kinderwerk_stats.model.access import Identity, Role
from kinderwerk_stats.model.source import FileKind, plain_name
from kinderwerk_stats.store.marks import is_kind

State = Literal["concept", "gepubliceerd", "vervangen", "ingetrokken"]
KeptKind = Literal["doel", "duiding", "plan", "verhaal"]


class DataSetKey(NamedTuple):
    """What makes two tables versions of the same data set."""

    gemeente_code: str
    kind: FileKind
    publisher: str
    year: int


@dataclass(frozen=True)
class Publication:
    """What a person says about tables when publishing them.

    `file_kind` ("xlsx") and `mark` (`Store.mark_of`) are of the file they were read from: neither it nor its name is
    kept.
    """

    source_name: str
    peildatum: str
    note: str
    file_kind: str
    mark: str

    def __post_init__(self) -> None:
        if not is_kind(self.file_kind):
            raise ValueError("file_kind is no kind of file; its name is never kept")


@dataclass(frozen=True)
class Version:
    """One version of a data set; `number` counts from 1 within the data set.

    `state`: concept (seen by `who`, and what is delivered by who may publish it), gepubliceerd (what everybody sees;
    one at most per data set), vervangen (was published, a newer one is), ingetrokken. `when` is in UTC; `areas_count`:
    how many areas it has figures of.
    """

    id: int
    dataset_id: int
    key: DataSetKey
    number: int
    state: State
    publication: Publication
    who: str
    when: datetime
    areas_count: int


@dataclass(frozen=True)
class DataSet:
    """A data set and its published version, None when nothing of it is published now."""

    id: int
    key: DataSetKey
    published: Version | None
    versions_count: int


@dataclass(frozen=True)
class AuditEntry:
    """One line of the log; what it is about stands in it in words, so that it outlives what it is about."""

    id: int
    when: datetime
    who: str
    action: str
    key: DataSetKey | None
    version_number: int | None
    note: str


@dataclass(frozen=True)
class Kept:
    """One version of a small thing that a gemeente keeps under a name; `number` counts from 1, `when` is in UTC.

    `content`: what only who keeps it reads; empty when it was taken back, `UNREADABLE` when it is not what was
    written, or was not asked for. `organisation`: that a story is of; empty for the gemeente.
    """

    gemeente_code: str
    kind: KeptKind
    name: str
    number: int
    content: bytes
    who: str
    when: datetime
    organisation: str = ""

    @property
    def taken_back(self) -> bool:
        """Whether this version says that the thing does not hold any more."""
        return not self.content


@dataclass(frozen=True)
class Profile:
    """What was corrected in the files of an organisation, to be done again at its next file.

    `fingerprint` is made of the file's own column headers; `corrections` is what JSON can hold. `id`, `who`, `when` and
    `delivered` are filled by the store; the last says that it came with what the organisation delivered.
    """

    organisation: str
    gemeente_code: str
    fingerprint: str
    corrections: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    id: int | None = None
    who: str = ""
    when: datetime | None = None
    delivered: bool = False

    def holds_for(self, by: Identity) -> bool:
        """Return whether files of this person are read by it: what was delivered holds for its own organisation."""
        own = by.role is Role.ORGANISATIE and plain_name(by.organisation) == plain_name(self.organisation)
        return own or not self.delivered
