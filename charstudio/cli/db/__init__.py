"""``charstudio db``: the database through its life. One module for each group of commands."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="db",
    help="The database: its state, its upgrades, its backups.",
    epilog="Example: charstudio db status --json",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
