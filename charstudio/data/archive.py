"""A file in pg_dump's custom format: is it whole, what does it hold, and its contents as SQL."""

from __future__ import annotations

import contextlib
import hashlib
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, TypeAlias

from charstudio.data.pgtools import Tools, failure, output_of, running
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
        with self._input() as (argument, stdin):
            code, output, complaints = output_of([tools.restore, "--list", *argument], stdin=stdin)
        if code != 0:
            raise _damaged(self.path, complaints)
        return output

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
            with (
                self._input() as (argument, stdin),
                tempfile.TemporaryFile() as kept,
                running([tools.restore, *options, *argument], stdin=stdin) as process,
                _drained(process, kept),
            ):
                assert process.stdout is not None
                yield pieces(process.stdout) if section == "data" else _all(process.stdout)
                code = process.wait()
                if code != 0:
                    kept.seek(0)
                    raise _damaged(self.path, kept.read().decode("utf-8", "replace"))

    @contextmanager
    def _input(self) -> Iterator[tuple[list[str], IO[bytes] | int]]:
        """What pg_restore reads: the file by its name, or a part of a file by a pipe."""
        if self.offset == 0:
            yield [str(self.path)], subprocess.DEVNULL
            return
        # A temporary file's copy would need the disk twice; pg_restore reads from a pipe in order as well.
        with _pipe(self._blocks()) as stdin:
            yield [], stdin

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
    """The data section's script in pieces, as they come; the rows of a table in blocks."""
    statements, statement = list[bytes](), b""
    for line in iter(stream.readline, b""):
        if statement or line.startswith(b"COPY "):
            statement += line
            if statement.endswith(b" FROM stdin;\n") and (names := _COPY.fullmatch(statement)) is not None:
                yield Statements(b"".join(statements))
                yield CopyStart(statement, _unquoted(names[1]), _unquoted(names[2]))
                yield from _rows(stream)
                statements, statement = [], b""
        else:
            statements.append(line)
    yield Statements(b"".join([*statements, statement]))


def _rows(stream: IO[bytes]) -> Iterator[CopyRows | CopyEnd]:
    work = cancellation.current.get()
    first = stream.readline()
    if first == _END_OF_COPY[1:]:
        yield CopyEnd()
        return
    buffer = first
    while True:
        if work:
            work.check()
        end = buffer.find(_END_OF_COPY)
        if end >= 0:
            # What follows the rows was read with them only as far as the end of a line.
            yield CopyRows(buffer[: end + 1], buffer.count(b"\n", 0, end + 1))
            yield CopyEnd()
            return
        yield CopyRows(buffer, buffer.count(b"\n"))
        block = stream.readline()
        if not block:
            return
        buffer = block


def _all(stream: IO[bytes]) -> Iterator[Piece]:
    yield Statements(stream.read())


def _unquoted(name: bytes) -> str:
    if name.startswith(b'"'):
        name = name[1:-1].replace(b'""', b'"')
    return name.decode("utf-8", "replace")


def _damaged(path: Path, complaints: str) -> ExpectedError:
    reason = failure("pg_restore", complaints).what if complaints.strip() else "its contents are not complete."
    return BadInputError(
        f"The backup {path.name} is damaged or not whole: {reason}", "Nothing was changed; choose another backup."
    )


@contextmanager
def _drained(process: subprocess.Popen[bytes], into: IO[bytes]) -> Iterator[None]:
    """Keep what the program complains about, so that it never waits for a reader."""
    stderr = process.stderr
    assert stderr is not None

    def drain() -> None:
        for block in iter(lambda: stderr.read1(_BLOCK), b""):  # type: ignore[attr-defined]
            into.write(block)

    thread = threading.Thread(target=drain, name="charstudio-pg_restore", daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()
