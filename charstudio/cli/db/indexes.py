"""``charstudio db indexes``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from charstudio.cli.db import app
from charstudio.cli.db.progress import ProgressLine
from charstudio.cli.db.target import EnvFileOption, JsonOption, ProfileOption, attached
from charstudio.domain.errors import BadInputError
from charstudio.domain.indexes import HOT_FILLFACTOR, BuildStep, IndexReport, IndexState

if TYPE_CHECKING:
    from charstudio.services.indexes import Indexes


@app.command(epilog="Example: charstudio db indexes --create")
def indexes(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[INDEX]...", help="Only these, with --create or --drop.")
    ] = None,
    create: Annotated[bool, typer.Option("--create", help="Build what is missing.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Drop CharStudio's indexes.")] = False,
    fillfactor: Annotated[
        bool,
        typer.Option(
            "--fillfactor",
            help=f"Leave room in the pages of users (fillfactor = {HOT_FILLFACTOR}): "
            "the daily reset of all quotas then takes a sixth to an eighth of its time.",
        ),
    ] = False,
    print_sql: Annotated[bool, typer.Option("--print", help="Print the SQL and change nothing.")] = False,
    profile: ProfileOption = None,
    env_file: EnvFileOption = None,
    as_json: JsonOption = False,
) -> None:
    """List, build or drop the indexes that make search and order fast in a large library.

    They are of the kinds that survive the web application's `prisma db push`. The web application goes on working
    while they are built.
    """
    from charstudio.services.indexes import Indexes

    chosen = names or []
    if create and drop:
        raise BadInputError("--create and --drop contradict each other.", "Say one of them.")
    if chosen and not (create or drop):
        raise BadInputError("Index names were given, but not what to do.", "Add --create or --drop.")
    with attached(profile, env_file) as attachment:
        all_indexes = Indexes(attachment.database)
        if print_sql:
            # Printed without another word, it says how to make what is missing.
            statements = _statements(all_indexes, chosen, create or not (drop or fillfactor), drop, fillfactor)
            typer.echo("".join(f"{statement};\n" for statement in statements), nl=False)
            return
        if create:
            _create(all_indexes, chosen)
        if drop:
            for name in all_indexes.drop(chosen):
                typer.echo(f"Dropped {name}.", err=True)
        if fillfactor and all_indexes.set_fillfactor():
            typer.echo("Rows of users move to pages with room as they change: from the second reset on.", err=True)
        report = all_indexes.report()
    typer.echo(json.dumps(asdict(report), ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(report)))


def _statements(all_indexes: Indexes, names: list[str], create: bool, drop: bool, fillfactor: bool) -> Iterator[str]:
    if create:
        yield from all_indexes.statements_to_create(names)
    if drop:
        yield from all_indexes.statements_to_drop(names)
    if fillfactor:
        yield from all_indexes.statements_for_fillfactor()


def _create(all_indexes: Indexes, names: list[str]) -> None:
    with ProgressLine() as line:

        def tell(step: BuildStep) -> None:
            line.tell(f"{step.number} of {step.total}: {step.name}, {step.phase}", step.fraction)

        built = all_indexes.create(tell, names)
    for name in built:
        typer.echo(f"Built {name}.", err=True)


def _lines(report: IndexReport) -> Iterator[str]:
    if not report.indexes:
        yield "This database has no characters to index."
        return
    width = max(len(index.name) for index in report.indexes)
    for index in report.indexes:
        size = _readable(index.size) if index.size else ""
        text = f"{index.name:{width}}  {index.state:11}  {size:>9}  {index.purpose} {index.note}"
        yield text.rstrip()
    yield ""
    total = sum(index.size for index in report.indexes)
    yield f"{len(report.in_state(IndexState.PRESENT))} of {len(report.indexes)} present, {_readable(total)} in all"
    if report.in_state(IndexState.MISSING, IndexState.INVALID):
        yield "To build what is missing: charstudio db indexes --create"
    if report.fillfactor > HOT_FILLFACTOR:
        yield f"Pages of users are filled to {report.fillfactor} %; to speed up the daily reset: --fillfactor"


def _readable(size: int) -> str:
    number = float(size)
    for unit in ("B", "kB", "MB"):
        if number < 1024:
            return f"{number:.0f} {unit}"
        number /= 1024
    return f"{number:.1f} GB"
