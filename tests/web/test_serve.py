"""The command `familiar` as people use it."""

import re
import signal
import socket
import subprocess
from pathlib import Path

import pytest
import requests
from cryptography import x509

from tests.support.server import command, environment, running
from webapp import tls


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_says_where_it_is_and_how_to_begin(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        assert requests.get(f"{server.address}/api/v1/health", timeout=10).json()["status"] == "ok"
        assert requests.get(server.setup_link, timeout=10).status_code == 200
        first = server.setup_link
    with running(tmp_path) as server:
        assert server.setup_link != first
        old = server.address + first.removeprefix(re.match(r"https?://[^/]+", first)[0])
        assert requests.get(old, timeout=10).status_code == 410, "a new link replaces the old one"
        server.sign_up()
        said = [line for line in server.log.read_text().splitlines() if not line.startswith("{")]
        assert len(said) == 3, "all else is the log's"


def test_a_taken_port_gets_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = run(tmp_path, "serve", FAMILIAR_PORT=str(port))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} is taken by another program")
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout == ""


@pytest.mark.parametrize(
    "settings,words",
    [
        ({"FAMILIAR_MODELS_DIR": "/nowhere"}, "make serve"),
        ({"FAMILIAR_PORT": "x"}, "FAMILIAR_PORT"),
        ({"FAMILIAR_HOST": "no.such.host.invalid"}, "FAMILIAR_HOST"),
        ({"FAMILIAR_DATA_DIR": "/dev/null/data"}, "data folder"),
    ],
)
def test_what_prevents_the_start_gets_one_sentence(tmp_path: Path, settings: dict[str, str], words: str) -> None:
    ended = run(tmp_path, "serve", **settings)
    assert ended.returncode == 1
    assert words in ended.stderr
    assert len(ended.stderr.splitlines()) == 1, ended.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_cleanly_even_with_open_sockets(tmp_path: Path, number: int) -> None:
    with running(tmp_path) as server:
        server.sign_up()
        clients = [server.socket() for _ in range(3)]
        for client in clients:
            server.connect(client)
        code = server.stop(number)
        for client in clients:
            client.disconnect()
        assert code == 0
        assert "Traceback" not in server.log.read_text()
    with socket.create_server(("127.0.0.1", int(server.address.rsplit(":", 1)[1]))):
        pass  # the port is free again


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    check = "import sys, webapp.cli; print([name for name in ('tensorflow', 'keras', 'cv2') if name in sys.modules])"
    ended = subprocess.run(
        [command()[0], "-c", check], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"


def test_beyond_this_machine_it_uses_https_and_sockets_work_there_too(tmp_path: Path) -> None:
    with running(tmp_path, FAMILIAR_HOST="0.0.0.0") as server:  # noqa: S104
        port = server.address.rsplit(":", 1)[1]
        assert server.address == f"https://{socket.gethostname()}:{port}"
        assert "certificate" in server.log.read_text()
        server.setup_link = server.setup_link.replace(server.address, f"https://localhost:{port}")
        server.address = f"https://localhost:{port}"
        server.http.verify = str(tmp_path / "data" / "tls" / "cert.pem")
        server.sign_up()
        cookie = next(cookie for cookie in server.http.cookies if cookie.name == "__Host-familiar")
        assert cookie.secure
        client, heard = server.socket(), []
        client.on("gallery-changed", heard.append)
        server.connect(client)
        for name in ("Ada", "Bo"):
            server.call("POST", "/people", json={"name": name})
        client.sleep(1)
        client.disconnect()
        assert len(heard) == 2
        with pytest.raises(requests.ConnectionError):
            requests.get(f"http://localhost:{port}/", timeout=5)


def test_the_certificate_is_kept_and_renewed_when_it_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cert, key = tls.certificate(tmp_path, "192.168.1.5")
    first = cert.read_bytes()
    names = x509.load_pem_x509_certificate(first).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {"192.168.1.5", "127.0.0.1"} <= {str(each) for each in names.get_values_for_type(x509.IPAddress)}
    assert {"localhost", socket.gethostname()} <= set(names.get_values_for_type(x509.DNSName))
    assert key.stat().st_mode & 0o077 == 0
    tls.certificate(tmp_path, "192.168.1.5")
    assert cert.read_bytes() == first
    tls.certificate(tmp_path, "192.168.1.6")
    second = cert.read_bytes()
    assert second != first, "another address"
    monkeypatch.setattr(tls, "RENEWED_BEFORE", tls.LASTS)
    tls.certificate(tmp_path, "192.168.1.6")
    assert cert.read_bytes() != second, "about to expire"
