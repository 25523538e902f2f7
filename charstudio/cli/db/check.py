"""``charstudio db check``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer

from charstudio.cli.db import app
from charstudio.cli.db.progress import ProgressLine
from charstudio.cli.db.target import EnvFileOption, JsonOption, ProfileOption, attached
from charstudio.domain.findings import Finding, Severity

if TYPE_CHECKING:
    from charstudio.services.attachment import Attachment

FOUND: Final = 1


@app.command(epilog="Example: charstudio db check --json")
def check(
    profile: ProfileOption = None,
    env_file: EnvFileOption = None,
    images: Annotated[
        bool, typer.Option("--images/--no-images", help="Look for the pictures in the image base as well.")
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """Compare the tables with what CharStudio needs, and look for rows and pictures that are not right.

    It changes nothing. Exit code 0: nothing is wrong, though there may be notes. 1: there are errors or warnings.
    """
    with attached(profile, env_file) as attachment, ProgressLine() as line:
        place = attachment.place
        findings = _find(attachment, line, images=images)
    findings.sort(key=lambda finding: list(Severity).index(finding.severity))
    if as_json:
        found = {"place": place, "findings": [asdict(finding) for finding in findings]}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(findings)))
    if any(finding.severity is not Severity.NOTE for finding in findings):
        raise typer.Exit(FOUND)


def _find(attachment: Attachment, line: ProgressLine, *, images: bool) -> list[Finding]:
    from charstudio.images.base import ImageBase
    from charstudio.images.check import find_unresolvable
    from charstudio.services.checks import Checks

    base = ImageBase.parse(attachment.profile.image_base)
    checks = Checks(attachment.database)
    findings = [*checks.schema(), *checks.rows(line.tell)]
    if images:
        findings += find_unresolvable(checks.image_references(), base, line.tell)
    return findings


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    for severity in Severity:
        found = [finding for finding in findings if finding.severity is severity]
        previous = ""
        for finding in found:
            # What is to be done about several findings in a row is said once.
            if previous and finding.remedy != previous:
                yield f"         {previous}"
            previous = finding.remedy
            yield f"{severity:8} {finding.sentence}"
            if finding.ids:
                more = ", …" if finding.total > len(finding.ids) else ""
                yield f"         {', '.join(finding.ids)}{more}"
        if previous:
            yield f"         {previous}"
    numbers = [(sum(finding.severity is severity for finding in findings), severity) for severity in Severity]
    if findings:
        yield ""
    yield ", ".join(f"{number} {severity}{'' if number == 1 else 's'}" for number, severity in numbers)
