"""Keeping a database fit for CharStudio: where it stands, adopting it, upgrading it.

Each function is one use case, for the window and for the command line. Work is cancelled as elsewhere, through
``domain.cancellation``; what is cancelled has changed nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from charstudio.data import revision
from charstudio.data.database import Database
from charstudio.data.script_directory import known_revisions, script_directory
from charstudio.data.tables import OWN_SCHEMA
from charstudio.domain import cancellation
from charstudio.domain.database_state import AdoptionPlan, DatabaseState, Standing, UpgradeFailedError, UpgradeReport
from charstudio.domain.errors import BadInputError, CancelledError, ExpectedError
from charstudio.services import backups
from charstudio.services.attachment import Attachment

Progress = Callable[[str, float], None]
"""Told what is being done, as a phrase, and how much of the whole is done, from 0 to 1; in the thread that works."""

_BACKUP_SHARE: Final = 0.9
"""How much of an upgrade's time the backup takes, for the progress: revisions only touch CharStudio's own tables."""

_log = logging.getLogger(__name__)


def state(attachment: Attachment, migrations: Path | None = None) -> DatabaseState:
    """Where the database stands. Raises ExpectedError where it does not answer or lets nobody in."""
    with attachment.database.read() as connection:
        return revision.read(connection, attachment.database.settings, migrations)


def plan_adoption(attachment: Attachment, migrations: Path | None = None) -> AdoptionPlan:
    """What ``adopt`` would add, after it checked the platform's tables and the role's privileges.

    Raises UnusableDatabaseError where the database is not one to adopt, RefusedError where the role may not,
    BusyError where an upgrade is under way.
    """
    from charstudio.data import migrate

    before, later = migrate.prepare_adoption(attachment.database, migrations)
    return AdoptionPlan(
        before,
        (f'the schema "{OWN_SCHEMA}"', f"the table {OWN_SCHEMA}.alembic_version, which says {before.head}", *later),
    )


def adoption_script(attachment: Attachment, migrations: Path | None = None) -> str:
    """The SQL that ``adopt`` would run, for an administrator. The database is not asked."""
    from charstudio.data import migrate

    return migrate.adoption_script(attachment.database.settings.schema, migrations)


def adopt(attachment: Attachment, progress: Progress | None = None, migrations: Path | None = None) -> DatabaseState:
    """Add CharStudio's schema to the platform's database, in one transaction; returns where it stands then.

    No other schema is touched. Raises as ``plan_adoption`` does; nothing was changed then.
    """
    from charstudio.data import migrate

    steps = _Steps(progress, len(known_revisions(migrations or script_directory())))
    migrate.adopt(attachment.database, steps.ran, migrations)
    return state(attachment, migrations)


def upgrade(
    attachment: Attachment,
    *,
    without_backup_of: str = "",
    progress: Progress | None = None,
    migrations: Path | None = None,
) -> UpgradeReport:
    """Back the database up, then run the revisions it lacks, in one transaction. At the newest, nothing happens.

    An empty database needs no backup. Any other goes without only where ``without_backup_of`` repeats its name.
    Raises UnusableDatabaseError, RefusedError, BusyError or BadInputError before anything was done, what
    ``backups.create`` raises, UpgradeFailedError with the way back when the revisions failed, CancelledError.
    """
    from charstudio.data import migrate

    database = attachment.database
    before = migrate.prepare_upgrade(database, migrations)
    if before.standing is Standing.READY:
        return UpgradeReport((), before)
    empty = before.standing is Standing.EMPTY
    if without_backup_of and without_backup_of != before.database:
        raise BadInputError(
            f'Going without a backup of "{without_backup_of}" was asked for; this is the database "{before.database}".',
            "Repeat the name of the database that you have a backup of.",
        )
    backup = None
    if not empty and not without_backup_of:
        reason = f"before the upgrade from {before.revision} to {before.head}"
        backup = backups.create(attachment, _scaled(progress), reason).path
    pending = [name for name in known_revisions(migrations or script_directory()) if name > before.revision]
    steps = _Steps(progress, len(pending), _BACKUP_SHARE if backup else 0.0)
    try:
        done = migrate.upgrade(database, steps.ran, migrations)
    except CancelledError:
        raise
    except Exception as error:
        _log.exception("The upgrade of a database from revision %s failed", before.revision or "none")
        raise _failure(error, backup, _is_unchanged(database, before, migrations)) from error
    return UpgradeReport(done, state(attachment, migrations), backup, created=empty)


class _Steps:
    """Tells the progress of a run of revisions."""

    def __init__(self, progress: Progress | None, number: int, begin: float = 0.0) -> None:
        self._progress, self._number, self._begin, self._done = progress, number, begin, 0

    def ran(self, name: str) -> None:
        work = cancellation.current.get()
        if work is not None:
            work.check()
        self._done += 1
        if self._progress is not None:
            self._progress(f"Revision {name}", self._begin + (1.0 - self._begin) * self._done / self._number)


def _scaled(progress: Progress | None) -> Progress | None:
    if progress is None:
        return None
    return lambda what, done: progress(what, done * _BACKUP_SHARE)


def _failure(error: Exception, backup: Path | None, unchanged: bool | None) -> UpgradeFailedError:
    if isinstance(error, ExpectedError):
        return UpgradeFailedError(error.what, error.remedy, backup, unchanged)
    # The message of an error that nobody foresaw may hold values of rows; the log has it.
    what = f"something that CharStudio did not foresee went wrong ({type(error).__name__})."
    return UpgradeFailedError(what, "Please report it with the log.", backup, unchanged)


def _is_unchanged(database: Database, before: DatabaseState, migrations: Path | None) -> bool | None:
    try:
        with database.read() as connection:
            return revision.read(connection, database.settings, migrations).revision == before.revision
    except ExpectedError:
        return None
