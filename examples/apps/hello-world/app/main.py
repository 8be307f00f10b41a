"""The Hello World of the tutorial: probes, settings from the environment, JSON logs, a stop that drops no request."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import logs
import settings
from fastapi import FastAPI, Query
from fastapi.responses import JSONResponse
from stopping import on_sigterm

config = settings.read()
logs.configure(config.log_level, config.pod_name)
logger = logging.getLogger("app")


class Readiness:
    """Ready unless switched off, and never again once the process stops."""

    def __init__(self) -> None:
        self.switched_on = True
        self.stopping = False

    def stop(self) -> None:
        self.stopping = True


ready = Readiness()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    on_sigterm(ready.stop)
    logger.info("started: env=%s version=%s", config.app_env, config.app_version)
    yield
    logger.info("stopped")


app = FastAPI(title="Hello World", version=config.app_version, lifespan=lifespan)


@app.get("/")
async def root() -> dict[str, str]:
    return {"message": "Hello World", "version": config.app_version}


@app.get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/health/ready")
async def readiness() -> JSONResponse:
    if ready.switched_on and not ready.stopping:
        return JSONResponse({"status": "ok"})
    return JSONResponse({"status": "not ready", "shutting_down": ready.stopping}, status_code=503)


@app.get("/slow")
async def slow(seconds: Annotated[float, Query(ge=0, le=60)] = 5) -> dict[str, float]:
    await asyncio.sleep(seconds)
    return {"slept": seconds}


@app.get("/info")
async def info() -> dict[str, str]:
    return {
        "app_env": config.app_env,
        "app_version": config.app_version,
        "log_level": config.log_level,
        "pod_name": config.pod_name,
    }


# The experiment of the tutorial. Everybody who reaches the host could empty the Service with it.
if config.app_env != "production":

    @app.post("/admin/toggle-ready")
    async def toggle_ready() -> dict[str, bool]:
        ready.switched_on = not ready.switched_on
        return {"ready": ready.switched_on}
