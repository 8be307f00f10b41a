"""The settings of the application: every variable that the process reads."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    database_url: str
    """Connections that this process may open."""
    db_pool_size: int


def read(env: Mapping[str, str] = os.environ) -> Settings:
    problems = []
    if not env.get("DATABASE_URL", "").startswith("postgresql://"):
        # Never the value: it has a password.
        problems.append('DATABASE_URL: expected a URL that begins with "postgresql://"')
    size = env.get("DB_POOL_SIZE", "5")
    if not size.isdecimal() or int(size) < 1:
        problems.append(f'DB_POOL_SIZE: expected a whole number of at least 1, received "{size}"')
    if problems:
        raise SystemExit("\n".join(problems))
    return Settings(database_url=env["DATABASE_URL"], db_pool_size=int(size))
