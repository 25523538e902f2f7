"""Watches for PySide6 releases that drop a reference to None on every void call of Qt, as 6.12.0 does.

On Python 3.11 such a program dies after some thousand calls, long after the one at fault. From 3.12 on None is
immortal, and its count stands still.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

_CALLS = 1000


def _lost(call: Callable[[], object]) -> int:
    """How many references to None a thousand calls took away (negative: added)."""
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        call()
    return before - sys.getrefcount(None)


@pytest.mark.parametrize("widget", [False, True], ids=["QObject", "QLabel"])
def test_void_calls_keep_the_references_to_none(qtbot: QtBot, widget: bool) -> None:
    if widget:
        label = QLabel()
        qtbot.addWidget(label)
        lost = _lost(lambda: label.setText("text"))
    else:
        plain = QObject()
        lost = _lost(lambda: plain.setObjectName("name"))
    # Other code may hold None for a while; a fault takes one for each call.
    assert abs(lost) < _CALLS // 10
