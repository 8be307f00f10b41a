"""Migrates the database that DATABASE_URL names."""

import settings
from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

url = make_url(settings.read().database_url).set(drivername="postgresql+psycopg")
with create_engine(url, poolclass=NullPool).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
