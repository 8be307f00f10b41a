"""The configuration of the image in an nginx of this machine, with the folders and the port of the test."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parent.parent
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
WRITABLE = ("/var/run", "/var/cache/nginx")


def ask(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse()


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen]]:
    if NGINX is None:
        pytest.skip("there is no nginx here: apt-get install nginx-light")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (FRONTEND / "nginx.conf").read_text()
    for folder in WRITABLE:
        (tmp_path / folder[1:]).mkdir(parents=True)
        text = text.replace(folder, f"{tmp_path}{folder}")
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace(
        "/usr/share/nginx/html", f"{FRONTEND}/site"
    )
    (tmp_path / "nginx.conf").write_text(f"user {'root' if os.geteuid() == 0 else 'nobody'};\n{text}")
    process = subprocess.Popen([NGINX, "-c", tmp_path / "nginx.conf", "-g", "daemon off;"])
    while process.poll() is None:
        try:
            ask(port, "/")
            break
        except OSError:
            time.sleep(0.05)
    yield port, process
    process.terminate()
    process.wait()


def test_answers_the_probes_of_the_cluster(nginx):
    assert ask(nginx[0], "/").status == 200


def test_shows_the_page_for_every_address_of_the_page(nginx):
    assert b"weAlist" in ask(nginx[0], "/boards/1").read()


def test_says_that_a_missing_asset_is_missing(nginx):
    assert ask(nginx[0], "/assets/none.js").status == 404


def test_lets_browsers_keep_assets_and_ask_for_the_page_anew(nginx):
    assert ask(nginx[0], "/assets/boards.1.js").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask(nginx[0], "/").headers["Cache-Control"] == "no-cache"


def test_stops_by_itself_on_the_signal_of_the_image(nginx):
    port, process = nginx
    process.send_signal(signal.SIGQUIT)
    assert process.wait(timeout=30) == 0
