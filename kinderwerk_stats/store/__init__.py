"""What was published: data sets with their versions, profiles of organisations, and who did what when.

SQLite in the user's own data folder, or PostgreSQL when `KINDERWERK_DATABASE_URL` names one. Uploaded files are never
kept: only the tables that were read from them, cut to one gemeente.
"""

from kinderwerk_stats.store.errors import PublishConflict, StoreUnavailable
from kinderwerk_stats.store.records import AuditEntry, DataSet, DataSetKey, Profile, Publication, State, Version
from kinderwerk_stats.store.store import Store, open_store

__all__ = [
    "AuditEntry",
    "DataSet",
    "DataSetKey",
    "Profile",
    "Publication",
    "PublishConflict",
    "State",
    "Store",
    "StoreUnavailable",
    "Version",
    "open_store",
]
