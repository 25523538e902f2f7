"""A PgBouncer in transaction mode, as hosted PostgreSQL has one in front."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from charstudio.domain.connection import ConnectionSettings, Host

_PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
_START_LIMIT = 10.0


@contextmanager
def pooler(server: Host, role: str, password: str, pool_size: int) -> Iterator[Host]:
    """A PgBouncer between the role and ``server``; skips the test where the machine has none."""
    program = shutil.which("pgbouncer", path=_PLACES)
    if program is None:
        pytest.skip("PgBouncer is not installed on this machine.")
    with tempfile.TemporaryDirectory(prefix="charstudio-pooler-") as place, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        folder = Path(place)
        # Started by root, PgBouncer becomes another account, which must be able to read its files.
        folder.chmod(0o755)
        users, settings = folder / "users.txt", folder / "pgbouncer.ini"
        users.write_text(f'"{role}" "{password}"\n', "utf-8")
        settings.write_text(_settings(server, port, users, pool_size), "utf-8")
        account = ["-u", "nobody"] if os.name != "nt" and os.geteuid() == 0 else []
        log = (folder / "log").open("w+b")
        process = subprocess.Popen([program, *account, settings], stdout=log, stderr=log)
        try:
            _wait(process, port, folder / "log")
            yield Host("127.0.0.1", port)
        finally:
            process.terminate()
            process.wait(10)
            log.close()


def behind(settings: ConnectionSettings, place: Host) -> ConnectionSettings:
    """The same database through the pooler, as ``pgbouncer=true`` in a connection string says it."""
    return replace(settings, hosts=(place,), transaction_pooler=True, prepared_statements=False)


def _settings(server: Host, port: int, users: Path, pool_size: int) -> str:
    return f"""
[databases]
* = host={server.name} port={server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = {pool_size}
server_reset_query =
"""


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_LIMIT
    while True:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"PgBouncer does not start: {log.read_text('utf-8', 'replace')}")
        time.sleep(0.02)
