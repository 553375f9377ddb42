"""What was published: data sets with their versions, goals and notes, profiles, stories, and who did what when.

SQLite in the user's own data folder, or PostgreSQL when `KINDERWERK_DATABASE_URL` names one. Uploaded files are never
kept: only the tables that were read from them, cut to one gemeente.
"""

from kinderwerk_stats.store.backup import check_backup
from kinderwerk_stats.store.errors import KeptConflict, PublishConflict, StoreUnavailable
from kinderwerk_stats.store.marks import kind_of_file
from kinderwerk_stats.store.opening import open_store
from kinderwerk_stats.store.reading import SetAside
from kinderwerk_stats.store.records import (
    AuditEntry,
    DataSet,
    DataSetKey,
    Kept,
    KeptKind,
    Profile,
    Publication,
    State,
    Version,
)
from kinderwerk_stats.store.store import Store
from kinderwerk_stats.store.tidy import begin_anew, check_store, find_leftovers, remove_leftovers

__all__ = [
    "AuditEntry",
    "DataSet",
    "DataSetKey",
    "Kept",
    "KeptConflict",
    "KeptKind",
    "Profile",
    "Publication",
    "PublishConflict",
    "SetAside",
    "State",
    "Store",
    "StoreUnavailable",
    "Version",
    "begin_anew",
    "check_backup",
    "check_store",
    "find_leftovers",
    "kind_of_file",
    "open_store",
    "remove_leftovers",
]
