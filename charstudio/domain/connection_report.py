"""What a test of a connection found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConnectionReport:
    """A server that answered.

    ``latency_ms`` is the median of a few round trips. ``rights`` are sentences on what the role may do, ``notes`` on
    what of the connection string was read in another way. ``problem`` says why CharStudio cannot work on this
    database; it is empty where it can.
    """

    server_version: str
    latency_ms: float
    role: str
    encrypted: bool
    local: bool
    rights: tuple[str, ...]
    notes: tuple[str, ...] = ()
    problem: str = ""
