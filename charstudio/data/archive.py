"""A file in pg_dump's custom format: is it whole, what does it hold, and its contents as SQL."""

from __future__ import annotations

import contextlib
import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, TypeAlias

from charstudio.data.pgtools import Tools, failure, running
from charstudio.domain import cancellation
from charstudio.domain.backup import TableRows
from charstudio.domain.errors import BadInputError, ExpectedError, RefusedError

_MAGIC: Final = b"PGDMP"
_BLOCK: Final = 1 << 18
_END_OF_COPY: Final = b"\n\\.\n"
_NAME: Final = rb'("(?:[^"]|"")*"|[^\s".(]+)'
_COPY: Final = re.compile(rb"COPY " + _NAME + rb"\." + _NAME + rb"[\s(].*FROM stdin;\n", re.DOTALL)
_ENTRY_OF_TABLE: Final = re.compile(rb"^\d+; \d+ \d+ TABLE DATA ", re.MULTILINE)
_HEADER: Final = re.compile(r"^;\s+(Archive created at|dbname|Dumped from database version): ?(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CopyStart:
    """The rows of a table begin; ``statement`` is the whole COPY … FROM stdin."""

    statement: bytes
    schema: str
    table: str


@dataclass(frozen=True, slots=True)
class CopyRows:
    """A piece of a table's rows in COPY's text format: ``count`` ends of line are in it."""

    data: bytes
    count: int


@dataclass(frozen=True, slots=True)
class CopyEnd:
    """The rows of a table end."""


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL, any number of statements."""

    text: bytes


Piece: TypeAlias = CopyStart | CopyRows | CopyEnd | Statements


@dataclass(frozen=True, slots=True)
class Header:
    """What the beginning of an archive tells; ``created`` is in UTC."""

    database: str
    created: datetime | None
    server_version: str


@dataclass(frozen=True, slots=True)
class Archive:
    """``size`` bytes of the file at ``path``, from ``offset`` on."""

    path: Path
    offset: int
    size: int

    @classmethod
    def of_file(cls, path: Path) -> Archive:
        """The whole file. Raises BadInputError where there is none, or where it is none of pg_dump's."""
        try:
            archive = cls(path, 0, path.stat().st_size)
            archive.check_magic()
        except OSError as error:
            raise BadInputError(
                f"The backup {path} cannot be read: {error.strerror or error}.", "Check the file's name."
            ) from error
        return archive

    def check_magic(self) -> None:
        """Raises BadInputError when this is no archive of pg_dump's custom format; OSError."""
        with self.path.open("rb") as file:
            file.seek(self.offset)
            if file.read(len(_MAGIC)) != _MAGIC:
                raise BadInputError(
                    f"{self.path.name} is not a backup of CharStudio or of pg_dump --format=custom.",
                    "Choose a .dump or .tar file that charstudio db backup has made.",
                )

    def sha256(self) -> str:
        """The checksum of all bytes, in hexadecimal. Raises CancelledError, RefusedError."""
        digest = hashlib.sha256()
        for block in self._blocks():
            digest.update(block)
        return digest.hexdigest()

    def _blocks(self) -> Iterator[bytes]:
        work = cancellation.current.get()
        left = self.size
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(self.offset)
                while left and (block := file.read(min(_BLOCK, left))):
                    if work:
                        work.check()
                    left -= len(block)
                    yield block
        except OSError as error:
            raise RefusedError(
                f"The backup {self.path} cannot be read: {error.strerror or error}.", "Check the disk."
            ) from error

    def listing(self, tools: Tools) -> bytes:
        """The table of contents, as ``pg_restore --list`` prints it. Raises BadInputError for a damaged file."""
        with self._output([tools.restore, "--list"]) as stream:
            return stream.read()

    @contextmanager
    def script(self, tools: Tools, section: str, entries: bytes) -> Iterator[Iterator[Piece]]:
        """The SQL of one section (pre-data, data, post-data), restricted to the ``entries`` of the listing.

        Raises BadInputError at the end of the block when the file turned out to be damaged.
        """
        with tempfile.TemporaryDirectory(prefix="charstudio-") as folder:
            chosen = Path(folder) / "entries"
            chosen.write_bytes(entries)
            options = [f"--section={section}", f"--use-list={chosen}", "--file=-", "--no-owner", "--no-privileges"]
            options += ["--no-tablespaces", "--no-security-labels", "--no-publications", "--no-subscriptions"]
            with self._output([tools.restore, *options]) as stream:
                yield pieces(stream) if section == "data" else iter([Statements(stream.read())])

    @contextmanager
    def _output(self, command: list[str | Path]) -> Iterator[IO[bytes]]:
        """What pg_restore makes of this. Raises BadInputError where it fails after all of that was read."""
        # The part of a tar file goes through a pipe: a copy of it would take the disk's space twice.
        feed = self._blocks() if self.offset else None
        arguments = [] if self.offset else [str(self.path)]
        with (
            tempfile.TemporaryFile() as complaints,
            running([*command, *arguments], feed=feed, complaints=complaints) as process,
        ):
            assert process.stdout is not None
            yield process.stdout
            if process.wait() != 0:
                complaints.seek(0)
                raise _damaged(self.path, complaints.read().decode("utf-8", "replace"))

    def read_through(self, tools: Tools) -> tuple[TableRows, ...]:
        """Read everything and count the rows. Raises BadInputError for a file that is damaged or not whole."""
        entries = self.listing(tools)
        tables = list[TableRows]()
        for section in ("pre-data", "data", "post-data"):
            with self.script(tools, section, entries) as script:
                for piece in script:
                    if isinstance(piece, CopyStart):
                        tables.append(TableRows(piece.schema, piece.table, 0))
                    elif isinstance(piece, CopyRows):
                        tables[-1] = tables[-1]._replace(rows=tables[-1].rows + piece.count)
        if len(tables) != len(_ENTRY_OF_TABLE.findall(entries)):
            raise _damaged(self.path, "")
        return tuple(sorted(tables))

    def header(self, tools: Tools) -> Header:
        """What the file tells of itself. Raises BadInputError for a damaged file."""
        found = dict(_HEADER.findall(self.listing(tools).decode("utf-8", "replace")))
        created = None
        # In local time, with a zone's abbreviation that says little: good enough where there is no manifest.
        with contextlib.suppress(ValueError):
            stamp = datetime.fromisoformat(found.get("Archive created at", "")[:19])
            created = stamp.astimezone().astimezone(UTC)
        version = found.get("Dumped from database version", "").partition(" ")[0]
        return Header(found.get("dbname", ""), created, version)


def pieces(stream: IO[bytes]) -> Iterator[Piece]:
    """The data section's script in pieces, as they come; the rows of a table in blocks.

    The rows of all tables go through here at the speed of the disk, so they are looked at in blocks, not in lines.
    """
    reader = _Reader(stream)
    statements, statement = list[bytes](), b""
    while line := reader.line():
        if not statement and not line.startswith(b"COPY "):
            statements.append(line)
            continue
        # The name of a column may hold an end of line.
        statement += line
        if (names := _COPY.fullmatch(statement)) is not None:
            yield Statements(b"".join(statements))
            yield CopyStart(statement, _unquoted(names[1]), _unquoted(names[2]))
            yield from reader.rows()
            statements, statement = [], b""
    yield Statements(b"".join([*statements, statement]))


class _Reader:
    """Lines and blocks from one stream."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._buffer = b""

    def _more(self) -> bool:
        block = self._stream.read1(_BLOCK)  # type: ignore[attr-defined]
        self._buffer += block
        return bool(block)

    def line(self) -> bytes:
        """The next line with its end; nothing at the end of the stream."""
        while (end := self._buffer.find(b"\n")) < 0:
            if not self._more():
                end = len(self._buffer) - 1
                break
        line, self._buffer = self._buffer[: end + 1], self._buffer[end + 1 :]
        return line

    def rows(self) -> Iterator[CopyRows | CopyEnd]:
        """The rows up to the line that ends them; no CopyEnd where the stream ends before it."""
        work = cancellation.current.get()
        # As if a line had just ended: the mark may be the first line.
        self._buffer = b"\n" + self._buffer
        skip = 1
        while (end := self._buffer.find(_END_OF_COPY)) < 0:
            if work:
                work.check()
            keep = len(_END_OF_COPY) - 1
            if len(self._buffer) > keep + skip:
                data, self._buffer = self._buffer[skip:-keep], self._buffer[-keep:]
                skip = 0
                yield CopyRows(data, data.count(b"\n"))
            if not self._more():
                return
        data = self._buffer[skip : end + 1]
        self._buffer = self._buffer[end + len(_END_OF_COPY) :]
        if data:
            yield CopyRows(data, data.count(b"\n"))
        yield CopyEnd()


def _unquoted(name: bytes) -> str:
    if name.startswith(b'"'):
        name = name[1:-1].replace(b'""', b'"')
    return name.decode("utf-8", "replace")


def _damaged(path: Path, complaints: str) -> ExpectedError:
    reason = failure("pg_restore", complaints).what if complaints.strip() else "its contents are not complete."
    return BadInputError(
        f"The backup {path.name} is damaged or not whole: {reason}", "Nothing was changed; choose another backup."
    )
