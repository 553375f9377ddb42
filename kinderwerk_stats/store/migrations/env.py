"""How Alembic runs: always on a connection that the store hands over, in the transaction that it holds."""

from alembic import context

from kinderwerk_stats.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
