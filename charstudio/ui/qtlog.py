"""Qt's own messages, written to the log."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_log = logging.getLogger("charstudio.qt")


def qt_message_handler(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """For ``qInstallMessageHandler``: Qt calls it from whichever thread has something to say."""
    category = context.category or "default"
    # QtMsgType's values are not in order of severity, hence the table.
    _log.log(_LEVELS[kind], "%s: %s", category, message)


def install() -> None:
    """Send Qt's messages to the log instead of stderr, for the rest of the process."""
    qInstallMessageHandler(qt_message_handler)
