"""The first page of all characters without SQLAlchemy, whose import takes longer than the page itself.

The statement is the one that ``charstudio.data.characters`` made in an earlier run, kept in a folder of files that can
be made again. It serves the same CharStudio, columns of the database, schema and order only. It holds no value of a row
and nothing that anybody typed, since the list of all characters has no condition.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from charstudio import __version__
from charstudio.data.catalogue import Catalogue
from charstudio.domain.listing import Order
from charstudio.domain.records import CharacterRow

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the driver executes."""

    text: str
    parameters: dict[str, str | int]


class KeptStatement:
    """The place of one statement: that of the first page of all characters of such a database, in an order."""

    def __init__(self, folder: Path, catalogue: Catalogue, schema: str, order: Order) -> None:
        self.order = order
        columns = sorted(
            (table, column)
            for table, held in catalogue.columns.items()
            for column, readable in held.items()
            if readable
        )
        identity = json.dumps([_makers(), CharacterRow._fields, schema, order.sort, order.descending, columns])
        self._path = folder / f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}.json"

    def find(self) -> Statement | None:
        """The statement, or None where it was not kept yet or cannot be read."""
        try:
            content = json.loads(self._path.read_text("utf-8"))
            return Statement(str(content["text"]), dict(content["parameters"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            _log.warning("The kept statement %s cannot be read", self._path.name)
            return None

    def keep(self, statement: Statement) -> None:
        """Keep the statement for later runs; a folder that cannot be written costs them time and nothing else."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"text": statement.text, "parameters": statement.parameters}, file)
            Path(temporary).replace(self._path)
        except OSError as error:
            _log.warning("The statement of the first page was not kept: %s", error.strerror)


def read(connection: psycopg.Connection[Any], statement: Statement) -> list[CharacterRow] | None:
    """The rows of a kept statement, the same as ``charstudio.data.characters.page`` gives.

    None where the server refuses the statement or answers something else: then that function says why, or does better.
    """
    try:
        # Bytes: the driver's types want text that was written here, not one that was read.
        return [CharacterRow._make(row) for row in connection.execute(statement.text.encode(), statement.parameters)]
    except (psycopg.ProgrammingError, psycopg.InternalError, TypeError) as error:
        _log.warning("The kept statement of the first page failed: %s", type(error).__name__)
        return None


def _makers() -> list[object]:
    """What the statements are made by: the version, and the modules as somebody who works on them has left them."""
    modules = Path(__file__).parent.glob("*.py")
    return [__version__, *sorted((module.name, module.stat().st_mtime_ns) for module in modules)]
