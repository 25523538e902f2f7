"""The scheme in force (light or dark), and the application's palette and style sheet made from it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from charstudio.ui.theme import tokens
from charstudio.ui.theme.sheet import style_sheet
from charstudio.ui.theme.tokens import DARK, LIGHT, Colors


class Scheme(StrEnum):
    """What a person chose; ``system`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_QT_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Keeps palette and style sheet in step with the scheme. ``changed`` is sent after both were applied."""

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM, *, dressed: bool = True) -> None:
        """Apply the scheme at once; where ``dressed`` is False, the style sheet only with ``dress``."""
        super().__init__(application)
        self._dressed = dressed
        self._application = application
        self._applied: Colors | None = None
        self.scheme = scheme
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(font(tokens.TYPE_BODY))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self.choose(scheme)

    def choose(self, scheme: Scheme) -> None:
        self.scheme = scheme
        hints = QGuiApplication.styleHints()
        if scheme is Scheme.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(_QT_SCHEMES[scheme])
        self._apply()

    def _apply(self) -> None:
        global _current
        wanted = self._wanted()
        if wanted is self._applied:
            return
        self._applied = _current = wanted
        self._application.setPalette(_palette(wanted))
        if self._dressed:
            self._application.setStyleSheet(style_sheet(wanted))
        self.changed.emit()

    def dress(self) -> None:
        """Set the style sheet, once the window is built.

        Under a style sheet each widget that is put into another is styled anew with all that it holds, and each level
        of the window does so again. Set afterwards, the sheet is worked out once: 40 of 95 ms.
        """
        self._dressed = True
        if self._applied is not None:
            self._application.setStyleSheet(style_sheet(self._applied))

    def _wanted(self) -> Colors:
        if self.scheme is not Scheme.SYSTEM:
            # The offscreen platform has no scheme of its own to set, so the choice counts, not what Qt reports.
            return DARK if self.scheme is Scheme.DARK else LIGHT
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


_current: Colors = LIGHT


def colors() -> Colors:
    """The colours in force, for painters."""
    return _current


def color(value: str, alpha: float = 1.0) -> QColor:
    """A token as a QColor; ``alpha`` from 0 (clear) to 1."""
    result = QColor(value)
    result.setAlphaF(alpha)
    return result


def font(size: int = tokens.TYPE_BODY, weight: int = tokens.WEIGHT_REGULAR) -> QFont:
    """The system's font at a size of the type scale, in device-independent pixels."""
    result = QFont()
    result.setPixelSize(size)
    result.setWeight(QFont.Weight(weight))
    return result


def _palette(colors: Colors) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, value in {
        roles.Window: colors.window,
        roles.Base: colors.panel,
        roles.AlternateBase: colors.window,
        roles.Button: colors.panel,
        roles.ToolTipBase: colors.card,
        roles.Text: colors.text,
        roles.WindowText: colors.text,
        roles.ButtonText: colors.text,
        roles.ToolTipText: colors.text,
        roles.BrightText: colors.bad,
        roles.PlaceholderText: colors.disabled,
        roles.Highlight: colors.accent_soft,
        roles.HighlightedText: colors.text,
        roles.Accent: colors.accent,
        roles.Link: colors.accent,
        roles.LinkVisited: colors.accent,
        roles.Light: colors.line,
        roles.Midlight: colors.line,
        roles.Mid: colors.line,
        roles.Dark: colors.line,
        roles.Shadow: colors.line,
    }.items():
        palette.setColor(role, QColor(value))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.disabled))
    return palette
