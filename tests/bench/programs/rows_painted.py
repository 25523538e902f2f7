"""CharStudio as the entry point starts it, up to the first paint of its table with rows in it."""

import os
import sys
import time

import charstudio.cli.window  # noqa: F401 (a start imports it)
from charstudio import logs

logs.start()

from PySide6.QtCore import QEvent, QObject  # noqa: E402

from charstudio.domain.listing import PAGE_SIZE  # noqa: E402
from charstudio.ui.launch import Launch, Start, make_application  # noqa: E402


class Watcher(QObject):
    """Ends the process when the table was painted with the first page in it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        table = launch.window.workspace.characters.table
        if event.type() == QEvent.Type.Paint and table.model().rowCount() >= PAGE_SIZE:
            table.viewport().removeEventFilter(self)
            # The paint itself, which this filter came before.
            table.viewport().repaint()
            print(time.monotonic_ns(), flush=True)
            os._exit(0)
        return False


def composed() -> None:
    launch.window.workspace.characters.table.viewport().installEventFilter(watcher)


application = make_application(sys.argv)
launch = Launch(application, Start())
watcher = Watcher()
launch.composed.connect(composed)
launch.begin()
application.exec()
