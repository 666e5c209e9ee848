"""Alembic's entry: runs the migrations on the connection, and in the transaction, that store.upgrade hands in."""

from alembic import context

from store.models import Base
from store.upgrade import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
