"""``charstudio db status``, ``upgrade`` and ``adopt``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer

from charstudio.cli.db import app
from charstudio.cli.db.progress import ProgressLine
from charstudio.cli.db.target import EnvFileOption, JsonOption, ProfileOption, attached
from charstudio.domain.database_state import BEHIND, DatabaseState, Maker, Standing, UpgradeFailedError
from charstudio.domain.errors import ExpectedError
from charstudio.domain.profile import ProfileKind

if TYPE_CHECKING:
    pass

FAILED: Final = 2
IS_BEHIND: Final = 3
NOT_USABLE: Final = 4

_MAKERS: Final = {
    Maker.PRISMA: "made by the web application (Prisma)",
    Maker.CHARSTUDIO: "made by CharStudio",
    Maker.UNKNOWN: "nobody knows who made them",
}


@app.command(epilog="Example: charstudio db status --json")
def status(profile: ProfileOption = None, env_file: EnvFileOption = None, as_json: JsonOption = False) -> None:
    """Say where the database stands, and what is switched off on it and why.

    Exit code 0: ready. 3: behind (to be upgraded or adopted, or empty). 4: not usable, or it does not answer.
    """
    from charstudio.services import upkeep

    with attached(profile, env_file) as attachment:
        place = attachment.place
        try:
            state = upkeep.state(attachment)
        except ExpectedError as error:
            problem = {"standing": "unreachable", "place": place, "problem": error.what, "remedy": error.remedy}
            typer.echo(json.dumps(problem, ensure_ascii=False, indent=2) if as_json else str(error), err=not as_json)
            raise typer.Exit(NOT_USABLE) from error
    if as_json:
        typer.echo(json.dumps({"place": place, **asdict(state)}, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(state, place)))
    if state.standing is not Standing.READY:
        raise typer.Exit(IS_BEHIND if state.standing in BEHIND else NOT_USABLE)


@app.command(epilog="Example: charstudio db upgrade --profile studio")
def upgrade(
    profile: ProfileOption = None,
    env_file: EnvFileOption = None,
    no_backup: Annotated[
        str,
        typer.Option("--no-backup", metavar="DATABASE", help="Make no backup; repeat the database's name to say so."),
    ] = "",
) -> None:
    """Bring CharStudio's tables to the newest revision, after a backup; all of it or nothing.

    An empty database gets the platform's tables as well. A second run changes nothing.
    """
    from charstudio.services import upkeep

    with attached(profile, env_file) as attachment:
        try:
            with ProgressLine() as line:
                report = upkeep.upgrade(attachment, without_backup_of=no_backup, progress=line.tell)
        except UpgradeFailedError as error:
            typer.echo("\n".join(_way_back(error, attachment.profile.name)), err=True)
            raise typer.Exit(FAILED) from error
        team = attachment.profile.kind is ProfileKind.TEAM
    name, revision = report.state.database, report.state.revision
    if not report.revisions:
        typer.echo(f'The database "{name}" is at the newest revision, {revision}; nothing was changed.')
        return
    if report.backup is not None:
        typer.echo(f"The backup from before: {report.backup}")
    typer.echo(f'The database "{name}" is now at revision {revision}.')
    if report.created and team:
        typer.echo(
            "The platform's tables were made. Before the web application's own migrations run on this database, "
            "mark its first one as done: prisma migrate resolve --applied init_with_themes"
        )


@app.command(epilog="Example: charstudio db adopt --print")
def adopt(
    profile: ProfileOption = None,
    env_file: EnvFileOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask, for scripts.")] = False,
    print_sql: Annotated[bool, typer.Option("--print", help="Print the SQL and change nothing.")] = False,
) -> None:
    """Add CharStudio's own schema to the web application's database. Its tables stay exactly as they are."""
    from charstudio.services import upkeep

    with attached(profile, env_file) as attachment:
        if print_sql:
            typer.echo(upkeep.adoption_script(attachment), nl=False)
            return
        plan = upkeep.plan_adoption(attachment)
        typer.echo("\n".join([*_lines(plan.state, attachment.place), "", "Adopting it adds:"]))
        typer.echo("\n".join(f"  {addition}" for addition in plan.additions))
        typer.echo(f'Nothing in the schema "{plan.state.schema}" changes.')
        if not yes:
            typer.confirm("Adopt it?", abort=True)
        state = upkeep.adopt(attachment)
    typer.echo(f'The database "{state.database}" is adopted, at revision {state.revision}.')


def _lines(state: DatabaseState, place: str) -> Iterator[str]:
    yield f"Server     PostgreSQL {state.server_version}, {place}"
    yield f"Database   {state.database}, schema {state.schema}, as {state.role}"
    yield f"Tables     {_origin(state)}"
    newest = "the newest" if state.revision == state.head else f"this CharStudio works with {state.head}"
    yield f"Revision   {state.revision or 'none'}; {newest}"
    yield f"State      {state.standing}"
    if state.problem:
        yield ""
        yield from (state.problem, state.remedy)
    if state.limitations:
        yield ""
        yield "Switched off:"
    previous = ""
    for limitation in state.limitations:
        # One cause often switches off several features in a row.
        if previous and limitation.remedy != previous:
            yield f"    {previous}"
        yield f"  {limitation.feature}: {limitation.reason}."
        previous = limitation.remedy
    if previous:
        yield f"    {previous}"


def _origin(state: DatabaseState) -> str:
    if state.standing is Standing.EMPTY:
        return "none yet"
    migration = state.origin.migration
    if not migration:
        return _MAKERS[state.origin.maker]
    ending = "" if state.origin.finished else ", which did not finish"
    return f"{_MAKERS[state.origin.maker]}, latest migration {migration}{ending}"


def _way_back(error: UpgradeFailedError, name: str) -> Iterator[str]:
    if error.backup is None:
        yield "The way back: the database was empty, or the backup of your own that you went without another for."
    else:
        library = f"{name} before the upgrade".replace('"', "'")
        yield f'The way back: charstudio db restore "{error.backup}" --into-library "{library}"'
    yield str(error)
    if error.unchanged:
        yield "Nothing was changed: the database stands where it stood, and the way back is not needed."
    elif error.unchanged is None:
        yield "Whether anything was changed is not known; charstudio db status says so when the server answers again."
    else:
        yield "The database has changed meanwhile; look at it with charstudio db status."
