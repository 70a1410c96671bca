"""What Alembic runs: the migrations on the connection that `webapp.storage.migrate` hands over."""

from alembic import context

from webapp.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can only alter a table by copying it
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
