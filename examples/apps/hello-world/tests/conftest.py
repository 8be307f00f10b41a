import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "app"


class Server:
    """The application as its image starts it: uvicorn's command line in the folder of the application."""

    def __init__(self, env: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "main:app", "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=APP,
            env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        while self.process.poll() is None:
            try:
                self.status("/health/live")
                return
            except OSError:
                time.sleep(0.05)

    def begin(self, path: str, method: str = "GET") -> http.client.HTTPConnection:
        """Sends a request, and does not wait for its answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path)
        return connection

    def status(self, path: str, method: str = "GET") -> int:
        return self.begin(path, method).getresponse().status

    def json(self, path: str) -> dict:
        return json.load(self.begin(path).getresponse())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def end(self) -> tuple[int, list[str]]:
        """The exit code and the lines of the log, once the process has ended."""
        out, _ = self.process.communicate(timeout=60)
        return self.process.returncode, out.splitlines()


@pytest.fixture
def start() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def begin(**env: str) -> Server:
        servers.append(Server(env))
        return servers[-1]

    yield begin
    for server in servers:
        if server.process.poll() is None:
            server.process.kill()
            server.process.communicate()
