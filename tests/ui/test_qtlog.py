"""Qt's messages in the log."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from charstudio.ui.qtlog import qt_message_handler


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (QtMsgType.QtDebugMsg, logging.DEBUG),
        (QtMsgType.QtInfoMsg, logging.INFO),
        (QtMsgType.QtWarningMsg, logging.WARNING),
        (QtMsgType.QtCriticalMsg, logging.ERROR),
        (QtMsgType.QtFatalMsg, logging.CRITICAL),
    ],
)
def test_levels_are_kept(kind: QtMsgType, level: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "charstudio.qt")
    qt_message_handler(kind, QMessageLogContext(), "100 % of a message")
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [(level, "default: 100 % of a message")]
