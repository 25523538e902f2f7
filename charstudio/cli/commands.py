"""The commands, through Typer."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from charstudio import __version__
from charstudio.cli import db
from charstudio.cli.db import backups, check, contents, indexes, state  # noqa: F401 (they register their commands)
from charstudio.cli.db.target import EnvFileOption
from charstudio.cli.window import draw_window, open_window, use_env_file
from charstudio.domain.errors import BadInputError


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Page(StrEnum):
    """What ``--screenshot`` draws."""

    GALLERY = "gallery"
    TABLE = "table"
    VARIANT = "variant"
    ATTRIBUTES = "attributes"
    METADATA = "metadata"
    PREVIEW = "preview"
    COMPARE = "compare"
    WELCOME = "welcome"
    ATTENTION = "attention"
    NOTHING_FOUND = "nothing-found"
    DATABASE = "database"
    PROFILES = "profiles"


Screenshot = Annotated[
    Path | None,
    typer.Option("--screenshot", metavar="FILE", help="Draw the window into a PNG file and exit; needs no display."),
]
PageOption = Annotated[
    Page, typer.Option("--page", metavar="NAME", help=f"With --screenshot: what to draw: {', '.join(Page)}.")
]
SizeOption = Annotated[str, typer.Option("--size", metavar="WxH", help="With --screenshot: the window's size.")]
ThemeOption = Annotated[Theme, typer.Option("--theme", metavar="NAME", help="With --screenshot: light or dark.")]

app = typer.Typer(
    name="charstudio",
    help="Look through and curate the characters, themes and variants of an AI character platform.",
    epilog="Example: charstudio demo",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"charstudio {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    screenshot: Screenshot = None,
    page: PageOption = Page.GALLERY,
    size: SizeOption = "1440x900",
    theme: ThemeOption = Theme.LIGHT,
    env_file: EnvFileOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Open the library that was open last, or offer the ways to start.

    The database of CHARSTUDIO_DATABASE_URL, then of DATABASE_URL, comes before that; CHARSTUDIO_IMAGE_BASE is the
    folder or address of its pictures.

    Examples:  charstudio  ·  charstudio --env-file .env  ·  charstudio --screenshot window.png --theme dark
    """
    if context.invoked_subcommand is not None:
        if screenshot is not None:
            raise BadInputError("--screenshot stands before the command.", "Write: charstudio demo --screenshot FILE")
        if env_file is not None:
            raise BadInputError("--env-file stands after the command.", "Write: charstudio db status --env-file FILE")
        return
    if env_file is not None:
        use_env_file(env_file)
    _show(screenshot, page, size, theme, demo=False, reset=False)


@app.command(epilog="Example: charstudio demo --screenshot demo.png --size 1920x1080 --theme dark")
def demo(
    reset: Annotated[bool, typer.Option("--reset", help="Throw the demo library away and make it anew.")] = False,
    screenshot: Screenshot = None,
    page: PageOption = Page.GALLERY,
    size: SizeOption = "1440x900",
    theme: ThemeOption = Theme.LIGHT,
) -> None:
    """Open the demo library: 60 characters with their themes and variants, on a PostgreSQL of its own."""
    _show(screenshot, page, size, theme, demo=True, reset=reset)


app.add_typer(db.app)


def _show(screenshot: Path | None, page: Page, size: str, theme: Theme, *, demo: bool, reset: bool) -> None:
    if screenshot is None:
        code = open_window(demo=demo, reset=reset)
    else:
        code = draw_window(screenshot, demo=demo, reset=reset, page=page.value, size=size, theme=theme.value)
    if code:
        raise typer.Exit(code)


def run() -> int:
    """Run the command line of this process; returns the exit code."""
    try:
        app(args=sys.argv[1:], prog_name="charstudio")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
