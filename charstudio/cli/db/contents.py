"""``charstudio db seed`` and ``reset``."""

from __future__ import annotations

from typing import Annotated

import typer

from charstudio.cli.db import app
from charstudio.cli.db.progress import ProgressLine
from charstudio.cli.db.target import EnvFileOption, ProfileOption, choose, credentials
from charstudio.domain.profile import ProfileKind

YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask, for scripts.")]


@app.command(epilog="Example: charstudio db seed --profile studio --yes")
def seed(profile: ProfileOption = None, env_file: EnvFileOption = None, yes: YesOption = False) -> None:
    """Put the demo's characters, themes and variants into a database whose tables are all empty.

    Its pictures are painted into the profile's image base where that is a folder.
    """
    from charstudio.services.library import open_library

    chosen, password = credentials(profile, env_file)
    team = chosen.kind is ProfileKind.TEAM
    with open_library(chosen, password) as library:
        library.require_unused(team_database=True)
        if team and not yes:
            typer.confirm(f"Put the demo's characters into {library.place}, which others may use?", abort=True)
        # Painting brings Qt, which nobody should wait for who is refused.
        from charstudio.demo.build import seed as put_demo

        with ProgressLine() as line:
            content = put_demo(library, team_database=team, progress=line.tell)
    numbers = ", ".join(f"{len(rows)} {table.replace('_', ' ')}" for table, rows in content.rows.items())
    typer.echo(f"{chosen.name} now holds {numbers}.")


@app.command(epilog="Example: charstudio db reset --profile demo")
def reset(profile: ProfileOption = None, env_file: EnvFileOption = None, yes: YesOption = False) -> None:
    """Empty a local library for good: all its rows and all its pictures. No other database is ever emptied."""
    from charstudio.services.library import require_local, reset_library

    chosen, _ = choose(profile, env_file)
    require_local(chosen)
    if not yes:
        typer.confirm(f"Throw away all rows and pictures of {chosen.name}? Nothing brings them back.", abort=True)
    reset_library(chosen)
    typer.echo(f"{chosen.name} is empty.")
