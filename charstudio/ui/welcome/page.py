"""The welcome page: three cards, one of them chosen at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.ui.theme import tokens
from charstudio.ui.welcome.card import ChoiceCard
from charstudio.ui.welcome.connection_form import ConnectionForm
from charstudio.ui.welcome.hero import Hero
from charstudio.ui.welcome.library_form import LibraryForm
from charstudio.ui.welcome.request import Choice

_CARDS_WIDTH: Final = 600
_HERO_BELOW: Final = 960
"""Narrower than this, the page has room for the cards only."""
_TALLEST: Final = 760
"""Height of the cards with the longest form open: half of what is left of the page is above them."""
_HERO_SHARE: Final = 0.36
_HERO_WIDTHS: Final = (360, 640)


class WelcomePage(QWidget):
    """Offers the demo library, a new local library, or a team database.

    The signals say what was chosen; whoever does the work reports back with ``show_progress``, ``show_error`` and
    ``reset``. ``connection_chosen`` carries a ConnectionRequest.
    """

    demo_chosen = Signal()
    library_chosen = Signal(str)
    connection_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Welcome")
        self._library = LibraryForm()
        self._connection = ConnectionForm()
        self._cards = {
            Choice.DEMO: ChoiceCard(
                "image-square",
                "Explore the demo library",
                "Some sixty characters in seven styles, painted on this computer in a few seconds. Try anything.",
                "Open demo",
            ),
            Choice.LIBRARY: ChoiceCard(
                "books",
                "Create a library on this computer",
                "An empty library of your own. CharStudio brings the database and starts and stops it for you.",
                "New library…",
                self._library,
            ),
            Choice.CONNECTION: ChoiceCard(
                "hard-drives",
                "Connect to a team database",
                "The PostgreSQL database of your platform. Nothing in it changes until you change it.",
                "Connect…",
                self._connection,
            ),
        }
        self._chosen = Choice.DEMO
        self._busy = False
        self._hero = Hero()
        self._scroll = QScrollArea()
        self._lay_out()
        self._wire()
        self._refresh()

    def _lay_out(self) -> None:
        title = QLabel("How would you like to start?")
        title.setProperty("level", "page")
        later = QLabel("You can add the others at any time.")
        later.setProperty("level", "secondary")
        column = QFrame()
        column.setMaximumWidth(_CARDS_WIDTH)
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(tokens.SPACE_12)
        cards.addWidget(title)
        cards.addWidget(later)
        cards.addSpacing(tokens.SPACE_12)
        for card in self._cards.values():
            cards.addWidget(card)
        # The cards hang from a fixed line, so that opening one does not move the others above it.
        middle = QFrame()
        centre = QVBoxLayout(middle)
        centre.setContentsMargins(*[tokens.SPACE_32] * 4)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        self._above = QWidget()
        centre.addWidget(self._above)
        centre.addLayout(row)
        centre.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(middle)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._hero)
        whole.addWidget(self._scroll, 1)

    def _wire(self) -> None:
        order: list[QWidget] = []
        for choice, card in self._cards.items():
            card.opened.connect(lambda choice=choice: self._open(choice))
            card.closed.connect(self._close)
            card.confirmed.connect(lambda choice=choice: self._confirm(choice))
            order.append(card.action)
            if card.form is not None:
                order += [*card.form.order(), card.form.submit, card.form.cancel]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)
        actions = [card.action for card in self._cards.values()]
        width = max(action.sizeHint().width() for action in actions)
        for action in actions:
            action.setMinimumWidth(width)

    def show_progress(self, text: str, fraction: float | None) -> None:
        """The chosen card shows what is being done, the others wait. ``fraction`` from 0 to 1; None if unknown."""
        self._busy = True
        self._cards[self._chosen].show_progress(text, fraction)
        self._refresh()

    def show_error(self, error: ExpectedError) -> None:
        """The chosen card says what went wrong and offers to try again."""
        self._busy = False
        self._refresh()
        card = self._cards[self._chosen]
        card.show_error(error)
        self._bring_into_view(card)

    def reset(self) -> None:
        """As it was at first, with nothing typed and nothing running."""
        self._busy = False
        self._chosen = Choice.DEMO
        for card in self._cards.values():
            if card.form is not None:
                card.form.clear()
            card.close_form()
            card.rest()
        self._refresh()

    def set_available(self, choice: Choice | str, available: bool, reason: str = "") -> None:
        """Switch a choice off, with the sentence that says why and what to do; or on again."""
        self._cards[Choice(choice)].set_available(available, reason)
        self._refresh()

    def set_pictures(self, pictures: Sequence[QImage]) -> None:
        """Portraits for the wall beside the choices, in place of the silhouettes."""
        self._hero.set_pictures(pictures)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._busy and any(card.is_open for card in self._cards.values()):
            self._close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least, most = _HERO_WIDTHS
        self._hero.setVisible(self.width() >= _HERO_BELOW)
        self._hero.setFixedWidth(min(max(round(self.width() * _HERO_SHARE), least), most))
        self._above.setFixedHeight(max(0, round((self.height() - _TALLEST) * 0.5)))

    def _open(self, choice: Choice) -> None:
        self._chosen = choice
        for other, card in self._cards.items():
            if other is not choice:
                card.close_form()
                card.rest()
        self._cards[choice].open()
        self._refresh()
        self._bring_into_view(self._cards[choice])

    def _bring_into_view(self, card: ChoiceCard) -> None:
        """The end of the card, once the layout has made room for it; the beginning is above it anyway."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureVisible(0, card.geometry().bottom(), 0, tokens.SPACE_16))

    def _close(self) -> None:
        for card in self._cards.values():
            card.close_form()
        self._refresh()

    def _confirm(self, choice: Choice) -> None:
        if choice is not self._chosen:
            self._close()
            self._cards[self._chosen].rest()
        self._chosen = choice
        if choice is Choice.DEMO:
            self.demo_chosen.emit()
        elif choice is Choice.LIBRARY:
            self.library_chosen.emit(self._library.name.text)
        else:
            self.connection_chosen.emit(self._connection.request())

    def _refresh(self) -> None:
        """Who can be chosen, and which action is the one recommended: the first that can, while no form is open."""
        form_is_open = any(card.is_open for card in self._cards.values())
        recommended = next((choice for choice, card in self._cards.items() if card.is_available), None)
        for choice, card in self._cards.items():
            card.setEnabled(not self._busy or choice is self._chosen)
            card.set_primary(choice is recommended and not form_is_open)
        if recommended is not None:
            self.setFocusProxy(self._cards[recommended].action)
