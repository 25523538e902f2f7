"""Lets pg_dump work inside a transaction that CharStudio has open.

pg_dump cannot go everywhere that CharStudio can. The one of the wheel is built without TLS. Behind a pooler in
transaction mode it would leave an empty search_path and prepared statements in the server's session, for whoever gets
that session next. Here pg_dump connects to this process on the loopback address instead, and what it asks is asked in
the open transaction, which is rolled back in the end, settings and all.

Only what pg_dump uses of the protocol is spoken: simple queries and COPY TO (PostgreSQL manual, "Message Formats").
"""

from __future__ import annotations

import re
import secrets
import select
import socket
import struct
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Final, Self

import psycopg
from psycopg import pq

from charstudio.domain.errors import OfflineError

_LOOPBACK: Final = "127.0.0.1"
_PROTOCOL: Final = 3 << 16
_NO_ENCRYPTION: Final = {80877103, 80877104}
"""The codes by which a client asks for TLS and for GSSAPI."""
_PARAMETERS: Final = ("server_version", "server_encoding", "client_encoding", "standard_conforming_strings", "TimeZone")
_FIELDS: Final = (
    (b"S", pq.DiagnosticField.SEVERITY),
    (b"V", pq.DiagnosticField.SEVERITY_NONLOCALIZED),
    (b"C", pq.DiagnosticField.SQLSTATE),
    (b"M", pq.DiagnosticField.MESSAGE_PRIMARY),
    (b"H", pq.DiagnosticField.MESSAGE_HINT),
)
_STATES: Final = {pq.TransactionStatus.INTRANS: b"T", pq.TransactionStatus.INERROR: b"E"}
_ROWS: Final = {pq.ExecStatus.TUPLES_OK, pq.ExecStatus.SINGLE_TUPLE}
_FAILED: Final = {pq.ExecStatus.FATAL_ERROR, pq.ExecStatus.BAD_RESPONSE}
_BATCH: Final = 256 * 1024
"""Bytes of COPY rows that are handed on together."""
_POLL: Final = 0.2
"""Seconds after which a waiting relay looks whether it was closed."""
_PREPARE: Final = re.compile(rb"\s*PREPARE\s+(\w+)", re.IGNORECASE)


class Relay:
    """Serves one client, which knows ``password``, on ``connection``; nobody else uses that meanwhile.

    A context manager: at its end the client is gone, its prepared statements too, and the transaction still open.
    """

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._server = connection.pgconn
        self.password = secrets.token_urlsafe(32)
        self._prepared: set[bytes] = set()
        self._closing = threading.Event()
        self._failure: BaseException | None = None
        self._listener = socket.create_server((_LOOPBACK, 0))
        self._listener.settimeout(_POLL)
        self._thread = threading.Thread(target=self._run, name="charstudio-relay", daemon=True)

    def conninfo(self) -> dict[str, str]:
        """libpq's keywords for the client, without the password."""
        port = self._listener.getsockname()[1]
        return {
            "host": _LOOPBACK,
            "hostaddr": _LOOPBACK,
            "port": str(port),
            "dbname": "charstudio",
            "user": "charstudio",
            "sslmode": "disable",
            "gssencmode": "disable",
            "connect_timeout": "10",
            "target_session_attrs": "any",
            "channel_binding": "disable",
        }

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._thread.join()
        self._listener.close()
        for name in sorted(self._prepared):
            if self._server.transaction_status == pq.TransactionStatus.INTRANS:
                self._server.exec_(b"DEALLOCATE " + name)
        if self._failure is not None and error is None:
            raise OfflineError(
                "The connection to the server was lost.", "Try again when the server answers."
            ) from self._failure

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            with client:
                try:
                    if self._admit(client):
                        self._serve(client)
                        return
                except OSError:
                    # The client went away: its own exit code says why, and it has nobody to come back for.
                    continue
                except psycopg.Error as error:
                    self._failure = error
                    return

    def _admit(self, client: socket.socket) -> bool:
        """The start of a session, up to the first ReadyForQuery; False for a stranger."""
        client.settimeout(_POLL)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while True:
            (length,) = struct.unpack("!I", self._receive(client, 4))
            code, _ = struct.unpack("!I", self._receive(client, 4))[0], self._receive(client, min(length, 10_000) - 8)
            if code not in _NO_ENCRYPTION:
                break
            client.sendall(b"N")
        if code >> 16 != _PROTOCOL >> 16:
            return False
        client.sendall(_message(b"R", struct.pack("!I", 3)))
        kind, body = self._message_from(client)
        if kind != b"p" or not secrets.compare_digest(body.rstrip(b"\0"), self.password.encode()):
            client.sendall(_message(b"E", b"SFATAL\0C28P01\0Mthis is not the expected client\0\0"))
            return False
        greeting = [_message(b"R", struct.pack("!I", 0))]
        for name in _PARAMETERS:
            value = self._server.parameter_status(name.encode())
            if value is not None:
                greeting.append(_message(b"S", name.encode() + b"\0" + value + b"\0"))
        client.sendall(b"".join(greeting) + self._ready())
        return True

    def _serve(self, client: socket.socket) -> None:
        while True:
            kind, body = self._message_from(client)
            if kind == b"X":
                return
            if kind != b"Q":
                client.sendall(_message(b"E", b"SFATAL\0C08P01\0Monly simple queries are understood here\0\0"))
                return
            query = body[:-1]
            if prepared := _PREPARE.match(query):
                self._prepared.add(prepared[1])
            client.setblocking(True)
            self._answer(client, query)
            client.settimeout(_POLL)

    def _answer(self, client: socket.socket, query: bytes) -> None:
        self._server.send_query(query)
        while (result := self._next_result()) is not None:
            if result.status == pq.ExecStatus.COPY_OUT:
                self._copy(client, result.nfields)
            elif result.status in _ROWS:
                client.sendall(b"".join(_rows(result)) + _message(b"C", (result.command_status or b"") + b"\0"))
            elif result.status == pq.ExecStatus.EMPTY_QUERY:
                client.sendall(_message(b"I", b""))
            elif result.status in _FAILED:
                client.sendall(_error(result))
            else:
                client.sendall(_message(b"C", (result.command_status or b"") + b"\0"))
        client.sendall(self._ready())

    def _copy(self, client: socket.socket, columns: int) -> None:
        client.sendall(_message(b"H", struct.pack(f"!bh{columns}h", 0, columns, *[0] * columns)))
        batch, size = list[bytes | memoryview](), 0
        read, header = self._server.get_copy_data, struct.Struct("!cI").pack
        while True:
            length, data = read(1)
            if length > 0:
                batch += header(b"d", length + 4), data
                size += length
            if batch and (size > _BATCH or length <= 0):
                client.sendall(b"".join(batch))
                batch.clear()
                size = 0
            if length == 0:
                self._wait_for_server()
            elif length < 0:
                break
        client.sendall(_message(b"c", b""))

    def _next_result(self) -> pq.abc.PGresult | None:
        self._server.flush()
        while self._server.is_busy():
            self._wait_for_server()
        return self._server.get_result()

    def _wait_for_server(self) -> None:
        # Not libpq's own waiting: in psycopg that holds the interpreter's lock.
        select.select([self._server.socket], [], [])
        self._server.consume_input()

    def _ready(self) -> bytes:
        return _message(b"Z", _STATES.get(pq.TransactionStatus(self._server.transaction_status), b"I"))

    def _message_from(self, client: socket.socket) -> tuple[bytes, bytes]:
        kind = self._receive(client, 1)
        (length,) = struct.unpack("!I", self._receive(client, 4))
        return kind, self._receive(client, length - 4)

    def _receive(self, client: socket.socket, size: int) -> bytes:
        received = bytearray()
        while len(received) < size:
            try:
                part = client.recv(size - len(received))
            except TimeoutError:
                if self._closing.is_set():
                    raise
                continue
            if not part:
                raise ConnectionResetError
            received += part
        return bytes(received)


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!I", len(body) + 4) + body


def _rows(result: pq.abc.PGresult) -> Iterator[bytes]:
    columns = range(result.nfields)
    description = [struct.pack("!h", result.nfields)]
    for column in columns:
        name = result.fname(column) or b""
        description.append(name + b"\0" + struct.pack("!IhIhih", 0, 0, result.ftype(column), -1, -1, 0))
    yield _message(b"T", b"".join(description))
    for row in range(result.ntuples):
        body = [struct.pack("!h", result.nfields)]
        for column in columns:
            value = result.get_value(row, column)
            body.append(struct.pack("!i", -1) if value is None else struct.pack("!i", len(value)) + value)
        yield _message(b"D", b"".join(body))


def _error(result: pq.abc.PGresult) -> bytes:
    fields = [(code, result.error_field(field)) for code, field in _FIELDS]
    return _message(b"E", b"".join(code + value + b"\0" for code, value in fields if value is not None) + b"\0")
