"""``charstudio db backup``, ``backup list`` and ``restore``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charstudio.cli.db import app
from charstudio.cli.db.progress import ProgressLine
from charstudio.cli.db.target import EnvFileOption, JsonOption, ProfileOption, attached
from charstudio.domain.backup import DEFAULT_KEEP
from charstudio.domain.errors import BadInputError

if TYPE_CHECKING:
    from charstudio.domain.backup import Backup
    from charstudio.services.backups import Restored

_UNITS = ("bytes", "kB", "MB", "GB")

backup_app = typer.Typer(
    name="backup",
    help="Back up the database into a file, and list the backups.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
)
app.add_typer(backup_app)


@backup_app.callback(epilog="Example: charstudio db backup --profile demo --pictures --keep 5")
def backup(
    context: typer.Context,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Save the pictures too, where they are in a folder of this machine.")
    ] = False,
    keep: Annotated[
        int, typer.Option("--keep", min=1, metavar="N", help="How many backups of this database to keep.")
    ] = DEFAULT_KEEP,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Save into this folder, not that of all backups.")
    ] = None,
    profile: ProfileOption = None,
    env_file: EnvFileOption = None,
    as_json: JsonOption = False,
) -> None:
    """Back up the database into a file that is read through afterwards; the oldest files of the same database go.

    The file is one of pg_dump's custom format; with --pictures, a tar file that holds it and the pictures.
    """
    if context.invoked_subcommand is not None:
        return
    from charstudio.services import backups

    with attached(profile, env_file) as attachment, ProgressLine() as line:
        made = backups.create(attachment, line.tell, pictures=pictures, keep=keep, folder=to)
    if as_json:
        typer.echo(json.dumps(_facts(made), indent=2, ensure_ascii=False))
        return
    typer.echo(f"Saved {_contents(made)} into {made.path} ({_size(made.size)}).")


@backup_app.command("list", epilog="Example: charstudio db backup list --json")
def list_command(
    folder: Annotated[
        Path | None, typer.Option("--in", metavar="FOLDER", help="Look into this folder, not that of all backups.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the backups, newest first: when, what, how large, how many rows."""
    from charstudio.folders import backups_folder
    from charstudio.services import backups

    found = backups.list_backups(folder)
    if as_json:
        typer.echo(json.dumps([_facts(each) for each in found], indent=2, ensure_ascii=False))
        return
    if not found:
        typer.echo(f"There is no backup in {folder or backups_folder()}.")
    for each in found:
        why = f"  {each.reason}" if each.reason else ""
        contents = _contents(each) if each.tables else "rows not counted"
        typer.echo(f"{each.created:%Y-%m-%d %H:%M} UTC  {_size(each.size):>10}  {contents}{why}\n    {each.path}")


@app.command(epilog='Example: charstudio db restore team.dump --into-library "Team, last week"')
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .dump or .tar file that charstudio db backup made.")],
    into_library: Annotated[
        str | None, typer.Option("--into-library", metavar="NAME", help="Restore into a new library of this name.")
    ] = None,
    profile: ProfileOption = None,
    env_file: EnvFileOption = None,
) -> None:
    """Restore a backup into a new library or an empty database, never over data.

    The whole file is checked before anything changes, and all of it comes back or nothing.
    """
    from charstudio.services import backups

    if into_library is not None:
        if profile is not None or env_file is not None:
            raise BadInputError(
                "--into-library makes a new library; --profile and --env-file name another place.", "Give one of them."
            )
        with ProgressLine() as line:
            made, restored = backups.restore_into_library(file, into_library, line.tell)
        where = f'the new library "{made.name}"'
    elif profile is None and env_file is None:
        # What the environment or the last session happened to name is no place to restore into.
        raise BadInputError("Where to restore into?", "Give --into-library NAME, --profile NAME or --env-file FILE.")
    else:
        with attached(profile, env_file) as attachment, ProgressLine() as line:
            restored = backups.restore(file, attachment, line.tell)
            where = f'the database of "{attachment.profile.name}"'
    typer.echo(_outcome(restored, where))


def _outcome(restored: Restored, where: str) -> str:
    pictures = f" and {restored.pictures:,} pictures" if restored.pictures else ""
    note = f"\n{restored.note}" if restored.note else ""
    return f"Restored {restored.backup.rows:,} rows{pictures} into {where}.{note}"


def _contents(made: Backup) -> str:
    pictures = f" and {made.pictures:,} pictures" if made.pictures else ""
    return f"{made.rows:,} rows of {made.database}{pictures}"


def _size(size: int) -> str:
    value, unit = float(size), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:,.1f} {_UNITS[unit]}" if unit else f"{size} bytes"


def _facts(made: Backup) -> dict[str, Any]:
    return {
        "path": str(made.path),
        "database": made.database,
        "source": made.source,
        "created": made.created.isoformat(),
        "age_seconds": max(0, int((datetime.now(UTC) - made.created).total_seconds())),
        "size": made.size,
        "rows": made.rows if made.tables else None,
        "pictures": made.pictures,
        "server_version": made.server_version,
        "reason": made.reason,
        "tables": [{"schema": schema, "table": table, "rows": rows} for schema, table, rows in made.tables],
    }
