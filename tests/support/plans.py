"""Which indexes the server uses for what the code under test asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event


def plan_of(connection: Connection, ask: Callable[[], object]) -> str:
    """The server's plans of all queries that ``ask`` sends, as EXPLAIN shows them."""
    sent: list[tuple[str, Any]] = []

    def record(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", record)
    try:
        ask()
    finally:
        event.remove(Engine, "before_cursor_execute", record)
    lines: list[str] = []
    for statement, parameters in sent:
        lines += connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars()
    return "\n".join(lines)
