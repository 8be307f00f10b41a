"""weAlist's boards: a list in PostgreSQL behind `/api/boards`."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import settings
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from psycopg import Error
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from pydantic import BaseModel, StringConstraints

config = settings.read()
logger = logging.getLogger("uvicorn.error")

# Opened by the start of the application, without a wait: while the database is away, pods live and are not ready.
pool = AsyncConnectionPool(
    config.database_url,
    min_size=1,
    max_size=config.db_pool_size,
    # Below the second that a probe waits: a pool without a free connection answers 503 rather than nothing.
    timeout=0.8,
    reconnect_timeout=30,
    check=AsyncConnectionPool.check_connection,
    kwargs={"row_factory": dict_row},
    open=False,
)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    await pool.open()
    yield
    await pool.close()


app = FastAPI(title="board-api", lifespan=lifespan)


class NewBoard(BaseModel):
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Board(BaseModel):
    id: int
    title: str


@app.get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "alive"}


@app.get("/health")
async def health() -> JSONResponse:
    try:
        async with pool.connection() as connection:
            await connection.execute("SELECT 1")
    except (Error, PoolTimeout) as error:
        logger.warning("the database does not answer: %s", type(error).__name__)
        return JSONResponse({"status": "unhealthy"}, status_code=503)
    return JSONResponse({"status": "healthy"})


@app.get("/api/boards")
async def boards() -> list[Board]:
    async with pool.connection() as connection:
        rows = await connection.execute("SELECT id, title FROM boards ORDER BY id LIMIT 100")
        return [Board(**row) for row in await rows.fetchall()]


@app.post("/api/boards", status_code=201)
async def add(board: NewBoard) -> Board:
    async with pool.connection() as connection:
        rows = await connection.execute("INSERT INTO boards (title) VALUES (%s) RETURNING id, title", [board.title])
        return Board(**await rows.fetchone())
