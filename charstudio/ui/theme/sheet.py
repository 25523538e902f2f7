"""The application's one style sheet, filled in from the tokens.

Widgets opt in through their object name or a dynamic property: ``kind`` for buttons (primary, danger, quiet, link,
segment), ``level`` for labels (page, title, caption, secondary, warning, bad), ``surface`` for frames (window, panel,
side).
"""

from __future__ import annotations

from string import Template

from charstudio.ui.theme import tokens
from charstudio.ui.theme.tokens import Colors

_SHEET = Template(
    """
QWidget { outline: 0; }
QToolTip { color: $text; background: $card; border: 1px solid $line; padding: 4px 8px; }
QFrame[surface="window"] { background: $window; border: 0; }
QFrame[surface="panel"] { background: $panel; border: 0; }
QFrame[surface="side"] { background: $side_bar; border: 0; }
QFrame[surface="message"] { background: $card; border: 1px solid $line; border-radius: ${thumbnail}px; }
QFrame[surface="card"] { background: $card; border: 1px solid $line; border-radius: ${card_radius}px; }
QFrame[surface="inset"] { background: $window; border: 0; border-radius: ${thumbnail}px; }
QFrame[edge="bottom"] { border-bottom: 1px solid $line; }
QFrame[edge="top"] { border-top: 1px solid $line; }
QFrame[edge="left"] { border-left: 1px solid $line; }
QFrame[edge="right"] { border-right: 1px solid $line; }
QFrame[line="true"] { background: $line; border: 0; }

QLabel { background: transparent; }
QLabel[level="page"] { font-size: ${page}px; font-weight: $strong; }
QLabel[level="title"] { font-size: ${title}px; font-weight: $strong; }
QLabel[level="strong"] { font-weight: $strong; }
QLabel[level="caption"] { font-size: ${caption}px; color: $secondary; }
QLabel[level="caption-warning"] { font-size: ${caption}px; color: $warning; }
QLabel[level="absent"], QLabel[level="secondary"] { color: $secondary; }
QLabel[level="good"] { color: $good; }
QLabel[level="warning"] { color: $warning; }
QLabel[level="bad"] { color: $bad; }
QLabel:disabled { color: $disabled; }

QPushButton, QToolButton {
  background: $panel; color: $text; border: 1px solid $line; border-radius: ${control}px;
  padding: 0 10px; min-height: ${height}px; font-weight: $strong;
}
QToolButton { padding: 0 6px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; }
QPushButton:checked, QToolButton:checked { background: $accent_soft; color: $accent; border-color: $accent_soft; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 0 9px; min-height: ${inner_height}px; }
QPushButton[kind="primary"]:hover { background: $accent; border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $line; color: $disabled; border-color: $line; }
QPushButton[kind="danger"] { background: $bad; color: $on_accent; border-color: $bad; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; padding: 0 9px; min-height: ${inner_height}px; }
QPushButton[kind="danger"]:hover { background: $bad; border-color: $text; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {
  background: transparent; border-color: transparent; font-weight: 400;
}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="link"] {
  background: transparent; border-color: transparent; color: $accent; font-weight: 400; padding: 0;
}
QPushButton[kind="link"]:focus { border-color: $accent; }
QToolButton[kind="quiet"]:checked { background: transparent; color: $accent; border-color: transparent; }
QToolButton[kind="quiet"]:checked:hover { background: $hover; }
QToolButton[kind="quiet"]:checked:focus { border-color: $accent; }
QToolButton[kind="fold"], QToolButton[kind="fold"]:checked {
  background: transparent; color: $text; border-color: transparent; padding: 0 8px 0 0;
}
QToolButton[kind="fold"]:hover { color: $accent; }
QToolButton[kind="fold"]:focus { border-color: $accent; }
QToolButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: 0; }
QToolButton[segment]:checked { border-color: $line; }
QToolButton[segment]:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
  background: $field; color: $text; border: 1px solid $line; border-radius: ${control}px;
  padding: 0 8px; min-height: ${height}px; selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
  color: $disabled;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border-color: $accent; }
QLineEdit[kind="plain"] { background: transparent; border: 1px solid transparent; padding: 0; min-height: 20px; }
QLineEdit[kind="plain"]:focus { border-color: $accent; }
QTextBrowser[kind="document"] { background: transparent; border: 1px solid transparent; padding: 0; }
QTextBrowser[kind="document"]:focus { border-color: $accent; }

QMenu { background: $card; border: 1px solid $line; border-radius: ${thumbnail}px; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: ${control}px; min-height: 18px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QAbstractScrollArea { background: transparent; border: 0; }
QAbstractScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView {
  background: transparent; gridline-color: transparent;
  selection-background-color: $accent_soft; selection-color: $text;
}
QTableView::item { padding: 0 5px; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section {
  background: $window; color: $secondary; font-size: ${caption}px; border: 0; border-bottom: 1px solid $line;
  padding: 0 8px; min-height: 28px;
}
QHeaderView::section:hover { color: $text; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QTabBar { background: transparent; border: 0; }
QTabBar::tab {
  background: transparent; color: $secondary; border: 0; border-bottom: 2px solid transparent;
  padding: 6px 0; margin-right: 12px;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: $strong; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }

QProgressBar { background: $line; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""
)


def style_sheet(colors: Colors) -> str:
    """The style sheet of the application in these colours."""
    return _SHEET.substitute(
        window=colors.window,
        panel=colors.panel,
        side_bar=colors.side_bar,
        card=colors.card,
        line=colors.line,
        text=colors.text,
        secondary=colors.secondary,
        disabled=colors.disabled,
        accent=colors.accent,
        accent_soft=colors.accent_soft,
        on_accent=colors.on_accent,
        good=colors.good,
        warning=colors.warning,
        bad=colors.bad,
        hover=colors.hover,
        field=colors.window,
        thumb=colors.scroll,
        control=tokens.RADIUS_CONTROL,
        thumbnail=tokens.RADIUS_THUMBNAIL,
        card_radius=tokens.RADIUS_CARD,
        caption=tokens.TYPE_CAPTION,
        title=tokens.TYPE_TITLE,
        page=tokens.TYPE_PAGE,
        strong=tokens.WEIGHT_STRONG,
        height=tokens.CONTROL_HEIGHT,
        inner_height=tokens.CONTROL_HEIGHT - 2,
    )
