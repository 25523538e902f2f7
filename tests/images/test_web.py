from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from charstudio.domain.cancellation import Cancellation, current
from charstudio.domain.errors import CancelledError
from charstudio.images.errors import PictureError
from charstudio.images.web import Hosts, Limits, WebSession, _redirected
from tests.images.server import PictureServer

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200_000


@pytest.fixture
def session() -> Iterator[WebSession]:
    session = WebSession(limits=Limits(connect=0.5, read=0.5, total=5))
    yield session
    session.close()


def why(session: WebSession, url: str) -> str:
    with pytest.raises(PictureError) as caught:
        session.get(url)
    return caught.value.what


def test_a_picture_arrives_whole_whatever_its_declared_type(session: WebSession, server: PictureServer) -> None:
    assert session.get(server.put("/a.png", PNG, kind="text/plain")) == PNG


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (401, "The server refuses access (401)"),
        (403, "The server refuses access (403)"),
        (404, "Not found on the server (404)"),
        (418, "Unexpected answer of the server (418)"),
        (500, "The server failed (500)"),
    ],
)
def test_statuses_have_sentences(session: WebSession, server: PictureServer, status: int, what: str) -> None:
    assert why(session, server.put("/x", PNG, status)) == what


def test_what_is_no_picture_is_not_downloaded(session: WebSession, server: PictureServer) -> None:
    page = server.put("/page", b"<!doctype html>" + b"x" * 1000, kind="image/png")
    assert why(session, page) == "A web page, not a picture"
    assert why(session, server.put("/empty", b"")) == "The file is empty"
    assert why(session, server.url + "/dropped") == "The connection broke off"


def test_an_oversized_answer_is_cut(server: PictureServer) -> None:
    session = WebSession(limits=Limits(size=100_000))
    assert why(session, server.put("/big", PNG)).startswith("Larger than")
    session.close()


def test_redirects_are_followed_a_few_times(session: WebSession, server: PictureServer) -> None:
    server.put("/a.png", PNG)
    server.redirects = {"/1": "/2", "/2": f"{server.url}/a.png", "/loop": "/loop"}
    assert session.get(server.url + "/1") == PNG
    assert why(session, server.url + "/loop") == "Too many redirects"
    assert server.requests["/loop"] == 6


def test_redirects_keep_to_the_rules(session: WebSession, server: PictureServer) -> None:
    server.redirects = {"/out": "http://elsewhere.example/x", "/file": "file:///etc/hostname"}
    assert why(session, server.url + "/out") == "Redirect not allowed"
    assert why(session, server.url + "/file") == "Redirect not allowed"
    assert _redirected("https://a.example/1", "https://b.example/2") == "https://b.example/2"
    assert _redirected("http://a.example/1", "https://b.example/2") == "https://b.example/2"
    for start, end in [
        ("https://a.example/1", "http://a.example/1"),
        ("https://a.example/1", "https://localhost/1"),
        ("https://a.example/1", "https://me:secret@b.example/1"),
        ("https://a.example/1", "https://[bad/1"),
    ]:
        with pytest.raises(PictureError):
            _redirected(start, end)


def test_a_silent_host_is_waited_for_once(server: PictureServer) -> None:
    session = WebSession(Hosts(pause=60), Limits(connect=0.5, read=0.2))
    url = server.url + "/slow"
    assert why(session, url) == "The server does not answer"
    assert why(session, url) == "The server does not answer"
    assert server.requests["/slow"] == 1
    server.release.set()
    server.put("/slow", PNG)
    assert session.get(url, insist=True) == PNG
    assert session.get(url) == PNG
    session.close()


def test_a_closed_port_does_not_answer(session: WebSession) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert why(session, f"http://127.0.0.1:{port}/") == "The server does not answer"


def test_the_environment_is_not_sent_along(
    server: PictureServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    session = WebSession()
    assert session.get(server.put("/a.png", PNG)) == PNG
    session.close()
    assert "Authorization" not in server.headers[0]


def test_a_download_stops_at_once_when_it_is_cancelled(server: PictureServer) -> None:
    session = WebSession(limits=Limits(read=20))
    cancellation = Cancellation()
    outcome: list[str] = []

    def download() -> None:
        current.set(cancellation)
        try:
            session.get(server.url + "/slow")
        except CancelledError:
            outcome.append("cancelled")

    thread = threading.Thread(target=download)
    thread.start()
    assert server.slow_asked.wait(5)
    started = time.monotonic()
    cancellation.request()
    thread.join(5)
    assert outcome == ["cancelled"]
    assert time.monotonic() - started < 1
    session.close()


def test_an_address_stays_out_of_the_error(session: WebSession, server: PictureServer) -> None:
    with pytest.raises(PictureError) as caught:
        session.get(server.url + "/dropped?signature=secret")
    assert "secret" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
