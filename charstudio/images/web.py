"""Downloads of pictures over http and https.

Imported only by the threads that download: requests costs 0.1 s, which no start of the window should pay.

Nothing of the person's environment is sent along (no ~/.netrc, no cookies); proxies and REQUESTS_CA_BUNDLE from the
environment are honoured, except that no proxy is asked for this computer.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from charstudio.domain.cancellation import Cancellation, current
from charstudio.images.errors import PictureError
from charstudio.images.formats import identify
from charstudio.images.source import is_loopback

_CHUNK = 64 * 1024
_SENTENCES = {
    401: "The server refuses access (401)",
    403: "The server refuses access (403)",
    404: "Not found on the server (404)",
    410: "Gone from the server (410)",
    429: "The server asks to wait (429)",
}
_NO_ANSWER = "The server does not answer"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one download: bytes, redirects, and seconds to connect, of silence, and in all."""

    size: int = 64 * 1024 * 1024
    redirects: int = 5
    connect: float = 5.0
    read: float = 20.0
    total: float = 60.0


class Hosts:
    """Which hosts gave no answer a moment ago, shared by all threads, so that a dead one is waited for only once."""

    def __init__(self, pause: float = 10.0) -> None:
        self._pause = pause
        self._silent_until: dict[str, float] = {}

    def is_silent(self, host: str) -> bool:
        return time.monotonic() < self._silent_until.get(host, 0.0)

    def note_silence(self, host: str) -> None:
        self._silent_until[host] = time.monotonic() + self._pause

    def forgive(self, host: str) -> None:
        self._silent_until.pop(host, None)


class WebSession:
    """The connections of one thread. ``abort`` may be called from any other."""

    def __init__(self, hosts: Hosts | None = None, limits: Limits | None = None) -> None:
        self._hosts = hosts or Hosts()
        self.limits = limits or Limits()
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # Undoing a server's compression could make a small answer vast; pictures are compressed already.
        self._session.headers.update({"Accept": "image/*", "Accept-Encoding": "identity", "User-Agent": "CharStudio"})
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _WatchedAdapter(self._opened))

    def get(self, url: str, *, insist: bool = False) -> bytes:
        """The picture file at an address that ``source.resolve`` let through; stops early at what is no picture.

        A host that gave no answer within the last seconds is not asked again, unless ``insist``. Raises PictureError,
        and CancelledError when the current Cancellation is requested.
        """
        deadline = time.monotonic() + self.limits.total
        cancellation = current.get() or Cancellation()
        for _ in range(self.limits.redirects + 1):
            host = urlsplit(url).netloc
            if insist:
                self._hosts.forgive(host)
            if self._hosts.is_silent(host):
                raise PictureError(_NO_ANSWER)
            with cancellation.calling(self.abort), self._explained(host, cancellation), self._ask(url) as response:
                location = response.headers.get("Location")
                if not response.is_redirect or location is None:
                    return self._body(response, deadline, cancellation)
                url = _redirected(url, location)
        raise PictureError("Too many redirects")

    def abort(self) -> None:
        """Cut every connection, so that a thread that waits for one goes on at once."""
        with self._lock:
            opened = list(self._sockets)
        for connection in opened:
            # Already closed is what was wanted. Not through ssl, which is not safe beside a thread that reads.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def close(self) -> None:
        self._session.close()

    def _opened(self, connection: socket.socket) -> None:
        with self._lock:
            self._sockets.add(connection)
        if (cancellation := current.get()) is not None:
            cancellation.check()  # an abort before now has not seen this connection

    def _ask(self, url: str) -> requests.Response:
        try:
            return self._ask_once(url)
        except requests.ConnectionError as error:
            if "Connection aborted" not in str(error):
                raise
            return self._ask_once(url)  # a kept connection may have been closed just as it was used again

    def _ask_once(self, url: str) -> requests.Response:
        return self._session.get(
            url,
            stream=True,
            allow_redirects=False,
            timeout=(self.limits.connect, self.limits.read),
            proxies={} if is_loopback(urlsplit(url).hostname) else dict(get_environ_proxies(url)),
            verify=os.environ.get("REQUESTS_CA_BUNDLE") or True,
        )

    def _body(self, response: requests.Response, deadline: float, cancellation: Cancellation) -> bytes:
        status = response.status_code
        if status != 200:
            family = "The server failed" if status >= 500 else "Unexpected answer of the server"
            raise PictureError(_SENTENCES.get(status, f"{family} ({status})"))
        received = bytearray()
        for chunk in response.iter_content(_CHUNK):
            cancellation.check()
            if not received:
                identify(chunk)
            received += chunk
            if len(received) > self.limits.size:
                raise PictureError(f"Larger than {self.limits.size >> 20} MB")
            if time.monotonic() > deadline:
                raise PictureError("The server is too slow")
        if not received:
            identify(b"")
        return bytes(received)

    @contextlib.contextmanager
    def _explained(self, host: str, cancellation: Cancellation) -> Iterator[None]:
        """Turn what requests and urllib3 raise into a PictureError, or into CancelledError after an abort."""
        try:
            yield
        except (requests.RequestException, HTTPError, UnicodeError) as error:
            cancellation.check()
            what = _explanation(error)
            if what == _NO_ANSWER:
                self._hosts.note_silence(host)
            # The cause would show the address, which may be signed, in a log.
            raise PictureError(what) from None


def _explanation(error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "The server's certificate is not trusted"
    if isinstance(error, requests.exceptions.ProxyError):
        return "The proxy does not answer"
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        return _NO_ANSWER
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "The connection broke off"
    if isinstance(error, requests.ConnectionError):
        refused = "NewConnectionError" in str(error) or "NameResolutionError" in str(error)
        return _NO_ANSWER if refused else "The connection broke off"
    return "Not a valid address"


def _redirected(url: str, location: str) -> str:
    """The next address. https never falls back to http, http stays on its host, and none is sent to this computer."""
    try:
        target = urljoin(url, location)
        here, there = urlsplit(url), urlsplit(target)
        host = there.hostname
    except ValueError:
        raise PictureError("Not a valid address") from None  # the cause repeats a part of the address
    allowed = there.scheme == "https" or (there.scheme == "http" == here.scheme and host == here.hostname)
    if not host or not allowed or "@" in there.netloc or (is_loopback(host) and not is_loopback(here.hostname)):
        raise PictureError("Redirect not allowed")
    return target


class _WatchedAdapter(HTTPAdapter):
    """An adapter that tells of every socket it opens."""

    def __init__(self, opened: Callable[[socket.socket], None]) -> None:
        self._opened_socket = opened
        super().__init__(pool_connections=4, pool_maxsize=2, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self._watch(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        self._watch(manager)
        return manager

    def _watch(self, manager: PoolManager) -> None:
        opened = self._opened_socket

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                opened(self.sock)

        class Encrypted(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                opened(self.sock)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class EncryptedPool(HTTPSConnectionPool):
            ConnectionCls = Encrypted

        manager.pool_classes_by_scheme = {"http": PlainPool, "https": EncryptedPool}
