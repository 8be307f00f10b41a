import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "app"
# PostgreSQL refuses to run as root.
NOBODY = {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def program(name: str) -> str | None:
    """A program of PostgreSQL: on the PATH, or where Debian keeps it."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(debian[-1]) if debian else None)


class Postgres:
    """A PostgreSQL on a port of this machine, with an empty database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        if NOBODY:
            os.chown(folder, NOBODY["user"], NOBODY["group"])
        self.run("initdb", "--username=postgres", "--auth=trust", "--no-sync", f"--pgdata={folder}/data")
        self.start()

    def run(self, name: str, *arguments: str) -> None:
        subprocess.run([program(name), *arguments], cwd=self.folder, check=True, stdout=subprocess.DEVNULL, **NOBODY)

    def control(self, *arguments: str) -> None:
        self.run("pg_ctl", "--wait", f"--pgdata={self.folder}/data", f"--log={self.folder}/log", *arguments)

    def start(self) -> None:
        self.control("start", f"--options=-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1")

    def stop(self) -> None:
        self.control("stop", "--mode=immediate")


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    if program("initdb") is None:
        pytest.skip("there is no PostgreSQL here: apt-get install postgresql")
    # Below /tmp: a folder of pytest is closed to other users, and a socket's path must be short.
    folder = Path(subprocess.check_output(["mktemp", "--directory"], text=True).strip())
    server = Postgres(folder)
    yield server
    server.control("stop", "--mode=immediate")
    shutil.rmtree(folder)


def run(command: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs a command of the image: in the folder of the application, with the programs of its packages."""
    bin_folder = str(Path(sys.executable).parent)
    variables = {"PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1", **env}
    return subprocess.run(command, cwd=APP, env=variables, text=True, capture_output=True)


class Api:
    """The application as its image starts it."""

    def __init__(self, env: dict[str, str]) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "main:app", "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=APP,
            env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **env},
        )
        self.until("/health/live", 200)

    def ask(self, path: str, body: object = None) -> tuple[int, object]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        if body is None:
            connection.request("GET", path)
        else:
            connection.request("POST", path, json.dumps(body), {"content-type": "application/json"})
        answer = connection.getresponse()
        return answer.status, json.load(answer)

    def until(self, path: str, status: int) -> None:
        """Waits for an answer with this status, a minute at most."""
        for _ in range(600):
            try:
                if self.ask(path)[0] == status:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        pytest.fail(f"{path} did not answer {status}")


@pytest.fixture
def start() -> Iterator[Callable[..., Api]]:
    apis: list[Api] = []

    def begin(**env: str) -> Api:
        apis.append(Api(env))
        return apis[-1]

    yield begin
    for api in apis:
        api.process.terminate()
        api.process.wait(timeout=60)
