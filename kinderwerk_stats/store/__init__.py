"""What was published: data sets with their versions, profiles, stories, and who did what when.

SQLite in the user's own data folder, or PostgreSQL when `KINDERWERK_DATABASE_URL` names one. Uploaded files are never
kept: only the tables that were read from them, cut to one gemeente.
"""

from kinderwerk_stats.store.errors import PlanConflict, PublishConflict, StoreUnavailable
from kinderwerk_stats.store.marks import kind_of_file
from kinderwerk_stats.store.records import (
    AuditEntry,
    DataSet,
    DataSetKey,
    Profile,
    Publication,
    SavedPlan,
    State,
    Version,
)
from kinderwerk_stats.store.store import Store, open_store

__all__ = [
    "AuditEntry",
    "DataSet",
    "DataSetKey",
    "PlanConflict",
    "Profile",
    "Publication",
    "PublishConflict",
    "SavedPlan",
    "State",
    "Store",
    "StoreUnavailable",
    "Version",
    "kind_of_file",
    "open_store",
]
