"""The settings of the application: every variable that the process reads."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True)
class Settings:
    app_env: str
    app_version: str
    log_level: str
    pod_name: str


def read(env: Mapping[str, str] = os.environ) -> Settings:
    log_level = env.get("LOG_LEVEL", "info")
    if log_level not in LEVELS:
        raise SystemExit(f'LOG_LEVEL: expected one of {", ".join(LEVELS)}, received "{log_level}"')
    return Settings(
        app_env=env.get("APP_ENV", "local"),
        app_version=env.get("APP_VERSION", "unknown"),
        log_level=log_level,
        pod_name=env.get("POD_NAME", "unknown"),
    )
