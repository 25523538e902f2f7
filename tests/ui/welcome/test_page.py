"""The welcome page, as a person goes through it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from charstudio.domain.errors import OfflineError
from charstudio.ui.forms.notice import Notice
from charstudio.ui.states import RETRY
from charstudio.ui.theme.theme import Scheme, Theme
from charstudio.ui.welcome import Choice, ConnectionRequest, WelcomePage
from charstudio.ui.welcome.card import ChoiceCard
from charstudio.ui.welcome.connection_form import ConnectionForm
from charstudio.ui.welcome.library_form import LibraryForm

STRING = "postgresql://app:s3cret@db.example.com:6543/app?pgbouncer=true&sslmode=require"
OFFLINE = OfflineError("The server does not answer.", "Check your network, then try again.")


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[WelcomePage]:
    theme = Theme(qapp, Scheme.LIGHT)
    # Inside another widget, as in the window; the offscreen platform warns about top-level size hints.
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.resize(1280, 800)
    page = WelcomePage(frame)
    page.resize(1280, 800)
    frame.show()
    yield page
    qapp.setStyleSheet("")
    theme.deleteLater()


def card(page: WelcomePage, choice: Choice) -> ChoiceCard:
    return page.findChildren(ChoiceCard)[list(Choice).index(choice)]


def button(page: WelcomePage, text: str) -> QPushButton:
    found = [b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert len(found) == 1, text
    return found[0]


def click(qtbot: QtBot, page: WelcomePage, text: str) -> None:
    QTest.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


@pytest.fixture
def connection(page: WelcomePage, qtbot: QtBot) -> ConnectionForm:
    click(qtbot, page, "Connect…")
    return page.findChildren(ConnectionForm)[0]


def test_the_demo_is_one_key_away(page: WelcomePage, qtbot: QtBot) -> None:
    page.setFocus()
    with qtbot.waitSignal(page.demo_chosen):
        QTest.keyClick(button(page, "Open demo"), Qt.Key.Key_Return)
    assert button(page, "Open demo").property("kind") == "primary"


def test_a_click_anywhere_on_a_card_chooses_it(page: WelcomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.demo_chosen):
        QTest.mouseClick(card(page, Choice.DEMO), Qt.MouseButton.LeftButton)
    QTest.mouseClick(card(page, Choice.LIBRARY), Qt.MouseButton.LeftButton)
    assert card(page, Choice.LIBRARY).is_open


def test_a_library_gets_a_name(page: WelcomePage, qtbot: QtBot) -> None:
    click(qtbot, page, "New library…")
    form = page.findChildren(LibraryForm)[0]
    assert form.name.edit.hasFocus()
    QTest.keyClicks(form.name.edit, "  Heroes ")
    with qtbot.waitSignal(page.library_chosen) as sent:
        QTest.keyClick(form.name.edit, Qt.Key.Key_Return)
    assert sent.args == ["Heroes"]


def test_a_library_without_a_name_cannot_be_made(page: WelcomePage, qtbot: QtBot) -> None:
    click(qtbot, page, "New library…")
    form = page.findChildren(LibraryForm)[0]
    form.name.edit.clear()
    assert not button(page, "Create library").isEnabled()
    with qtbot.assertNotEmitted(page.library_chosen):
        QTest.keyClick(form.name.edit, Qt.Key.Key_Return)


def test_one_form_is_open_at_a_time_and_escape_closes_it(page: WelcomePage, qtbot: QtBot) -> None:
    click(qtbot, page, "New library…")
    click(qtbot, page, "Connect…")
    assert not card(page, Choice.LIBRARY).is_open
    assert card(page, Choice.CONNECTION).is_open
    QTest.keyClick(page.findChildren(ConnectionForm)[0].connection.edit, Qt.Key.Key_Escape)
    assert not card(page, Choice.CONNECTION).is_open
    assert button(page, "Connect…").hasFocus()


def test_a_pasted_password_leaves_the_screen(connection: ConnectionForm, page: WelcomePage, qtbot: QtBot) -> None:
    connection.connection.edit.setText(STRING)
    assert "s3cret" not in connection.connection.edit.text()
    assert connection.password.edit.echoMode() is QLineEdit.EchoMode.Password
    assert connection.password.edit.text() == "s3cret"
    with qtbot.waitSignal(page.connection_chosen) as sent:
        click(qtbot, page, "Connect")
    request = sent.args[0]
    assert isinstance(request, ConnectionRequest)
    assert request.name == "app on db.example.com"
    assert request.password == "s3cret"
    assert request.image_base == ""
    assert "s3cret" not in request.text
    assert "pgbouncer=true" in request.text
    assert "s3cret" not in repr(request)


def test_a_typed_password_is_taken_too(connection: ConnectionForm, qtbot: QtBot) -> None:
    QTest.keyClicks(connection.connection.edit, "postgresql://app:s3cret@localhost/app")
    assert connection.request().password == "s3cret"
    connection.password.edit.setFocus()
    assert connection.connection.edit.text() == "postgresql://app@localhost:5432/app"
    assert connection.request().password == "s3cret"


def test_notes_on_a_pasted_string_stay_after_its_password_has_moved(connection: ConnectionForm) -> None:
    connection.connection.edit.setText("postgresql://app:s3cret@localhost/app?workaround=x")
    assert "workaround" in connection.connection.feedback.text()
    assert "workaround" not in connection.connection.edit.text()


def test_the_name_follows_the_string_until_it_is_typed(connection: ConnectionForm, qtbot: QtBot) -> None:
    connection.connection.edit.setText("postgresql://app@localhost/one")
    assert connection.name.text == "one"
    connection.name.edit.selectAll()
    QTest.keyClicks(connection.name.edit, "Team")
    connection.connection.edit.setText("postgresql://app@localhost/two")
    assert connection.name.text == "Team"


def test_what_is_wrong_is_said_in_place(connection: ConnectionForm, page: WelcomePage) -> None:
    connection.connection.edit.setText("mysql://app@db/app")
    assert "MySQL" in connection.connection.feedback.text()
    assert connection.connection.feedback.property("level") == "bad"
    assert connection.connection.edit.accessibleDescription() == connection.connection.feedback.text()
    assert not button(page, "Connect").isEnabled()


def test_pictures_that_are_nowhere_hold_the_form_back(connection: ConnectionForm, page: WelcomePage) -> None:
    connection.connection.edit.setText(STRING)
    connection.images.edit.setText("/no/such/folder/here")
    assert not button(page, "Connect").isEnabled()
    connection.images.edit.setText("https://example.com")
    assert button(page, "Connect").isEnabled()


def test_the_password_can_be_shown(connection: ConnectionForm, qtbot: QtBot) -> None:
    QTest.keyClick(connection.reveal, Qt.Key.Key_Space)
    assert connection.password.edit.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyClick(connection.reveal, Qt.Key.Key_Space)
    assert connection.password.edit.echoMode() is QLineEdit.EchoMode.Password


def test_progress_is_shown_in_the_chosen_card_and_nothing_moves(page: WelcomePage, qtbot: QtBot) -> None:
    demo = card(page, Choice.DEMO)
    qtbot.wait(1)
    height = demo.height()
    click(qtbot, page, "Open demo")
    page.show_progress("Painting portraits", 0.25)
    qtbot.wait(1)
    assert demo.progress.isVisible()
    assert demo.progress.bar.value() == demo.progress.bar.maximum() / 4
    assert demo.height() == height
    assert not demo.action.isEnabled()
    assert not card(page, Choice.LIBRARY).isEnabled()
    page.show_progress("Starting", None)
    assert demo.progress.bar.maximum() == 0


def test_a_card_at_work_does_not_start_again(page: WelcomePage, qtbot: QtBot) -> None:
    page.show_progress("Painting portraits", 0.25)
    with qtbot.assertNotEmitted(page.demo_chosen):
        QTest.mouseClick(card(page, Choice.DEMO), Qt.MouseButton.LeftButton)


def test_an_error_is_shown_in_place_and_can_be_tried_again(page: WelcomePage, qtbot: QtBot) -> None:
    click(qtbot, page, "Open demo")
    page.show_progress("Painting portraits", 0.25)
    page.show_error(OFFLINE)
    notice: Notice = card(page, Choice.DEMO).notice
    assert notice.isVisible()
    assert notice.what.text() == OFFLINE.what
    assert notice.remedy.text() == OFFLINE.remedy
    assert card(page, Choice.LIBRARY).isEnabled()
    with qtbot.waitSignal(page.demo_chosen):
        click(qtbot, page, RETRY)


def test_an_error_leaves_the_form_as_it_was_filled_in(
    connection: ConnectionForm, page: WelcomePage, qtbot: QtBot
) -> None:
    connection.connection.edit.setText(STRING)
    click(qtbot, page, "Connect")
    page.show_progress("Connecting", None)
    assert not connection.isEnabled()
    page.show_error(OFFLINE)
    assert connection.isEnabled()
    assert card(page, Choice.CONNECTION).notice.isVisible()
    with qtbot.waitSignal(page.connection_chosen) as sent:
        click(qtbot, page, RETRY)
    assert sent.args[0].password == "s3cret"
    connection.images.edit.setText("https://example.com")
    assert connection.submit.text() == "Connect"


def test_an_error_shows_no_secret(page: WelcomePage) -> None:
    page.show_error(OfflineError("postgresql://app:s3cret@db does not answer."))
    assert "s3cret" not in card(page, Choice.DEMO).notice.what.text()


def test_a_choice_that_is_switched_off_says_why(page: WelcomePage, qtbot: QtBot) -> None:
    reason = "The embedded PostgreSQL server is not installed."
    page.set_available("demo", False, reason)
    demo = card(page, Choice.DEMO)
    assert demo.explanation.text() == reason
    assert not demo.action.isEnabled()
    assert button(page, "New library…").property("kind") == "primary"
    with qtbot.assertNotEmitted(page.demo_chosen):
        QTest.mouseClick(demo, Qt.MouseButton.LeftButton)
    page.set_available(Choice.DEMO, True)
    assert demo.action.isEnabled()
    assert demo.explanation.text() != reason


def test_reset_forgets_everything(connection: ConnectionForm, page: WelcomePage, qtbot: QtBot) -> None:
    connection.connection.edit.setText(STRING)
    click(qtbot, page, "Connect")
    page.show_progress("Connecting", None)
    page.reset()
    assert not card(page, Choice.CONNECTION).is_open
    assert all(card(page, choice).isEnabled() for choice in Choice)
    assert connection.connection.text == connection.password.edit.text() == connection.name.text == ""
    assert button(page, "Open demo").isEnabled()


def test_tab_goes_through_the_page_in_order(connection: ConnectionForm, page: WelcomePage, qtbot: QtBot) -> None:
    connection.connection.edit.setText(STRING)
    card(page, Choice.DEMO).action.setFocus()
    walked = []
    for _ in range(10):
        focused = page.focusWidget()
        walked.append(focused.accessibleName() or focused.text())  # type: ignore[attr-defined]
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert walked == [
        "Explore the demo library: Open demo",
        "Create a library on this computer: New library…",
        "Connection string",
        "Name of the profile",
        "Password, if there is one",
        "Show the password",
        "Pictures",
        "Browse for the folder of the pictures",
        "Connect",
        "Cancel",
    ]


def test_the_wall_of_pictures_gives_way_to_the_cards(page: WelcomePage, qtbot: QtBot) -> None:
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    page.set_pictures([picture])
    assert QColor("#336699").rgb() in {page.grab().toImage().pixel(x, 400) for x in range(0, 460, 10)}
    page.resize(820, 600)
    qtbot.wait(1)
    assert card(page, Choice.DEMO).mapTo(page, card(page, Choice.DEMO).rect().topLeft()).x() < 150


def test_everything_fits_without_scrolling_in_the_smallest_window(
    connection: ConnectionForm, page: WelcomePage
) -> None:
    page.grab()
    connected = card(page, Choice.CONNECTION)
    assert connected.mapTo(page, connected.rect().bottomLeft()).y() < page.height()
