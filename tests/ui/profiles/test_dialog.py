"""The profile manager, as a person goes through it: with a real file, a keyring and a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.profile import Profile, ProfileColor, ProfileKind, Safety
from charstudio.services import passwords, profiles
from charstudio.services.profiles import Profiles
from charstudio.ui.profiles import ProfilesDialog
from charstudio.ui.theme.theme import Scheme, Theme
from charstudio.ui.work import Work

STRING = "postgresql://app:s3cret@db.example.com/app?sslmode=require"
TEAM = Profile("team", "Staging", ProfileKind.TEAM, "postgresql://app@db.example.com:5432/app?sslmode=require")
OTHER = Profile("other", "Production", ProfileKind.TEAM, "postgresql://app@prod.example.com:5432/app?sslmode=require")
Open = Callable[..., ProfilesDialog]


class MemoryKeyring(KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, work: Work) -> Iterator[Open]:
    theme = Theme(qapp, Scheme.LIGHT)
    # Inside another widget: the offscreen platform warns about top-level size hints.
    frame = QWidget()
    qtbot.addWidget(frame)

    def show(*known: Profile, opened: Profile | None = None) -> ProfilesDialog:
        profiles.save(Profiles(known))
        dialog = ProfilesDialog(work, opened, frame)
        dialog.show()
        qtbot.waitUntil(lambda: work.is_idle)
        return dialog

    yield show
    work.close()
    qapp.setStyleSheet("")
    theme.deleteLater()


def click(dialog: ProfilesDialog, text: str) -> None:
    found = [button for button in dialog.findChildren(QPushButton) if button.text() == text and button.isVisible()]
    assert len(found) == 1, text
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def listed() -> list[str]:
    return [profile.name for profile in profiles.load().known]


def test_the_open_library_is_chosen_first_and_stays(show: Open) -> None:
    dialog = show(TEAM, OTHER, opened=OTHER)
    assert dialog.form.name.text == "Production"
    assert not dialog.body.open_button.isEnabled()
    assert not dialog.pane.delete.isEnabled()
    assert "open" in dialog.pane.delete.toolTip()


def test_a_database_of_the_environment_is_not_listed(show: Open) -> None:
    dialog = show(replace(TEAM, id="DATABASE_URL"), OTHER)
    assert [draft.profile.id for draft in dialog.model.drafts] == ["other"]


def test_a_new_connection_is_pasted_saved_and_its_password_kept_in_the_keyring_only(
    show: Open, qtbot: QtBot, work: Work, ring: MemoryKeyring
) -> None:
    dialog = show()
    assert dialog.pages.currentWidget() is not dialog.body
    click(dialog, "Connect to a team database")
    assert dialog.form.fields.connection.edit.hasFocus()
    dialog.form.fields.connection.edit.setText(STRING)
    assert "s3cret" not in dialog.form.fields.connection.text
    assert dialog.form.fields.password.edit.text() == "s3cret"
    assert dialog.form.name.text == "app on db.example.com"
    with qtbot.waitSignal(dialog.saved) as sent:
        click(dialog, "Save")
    kept = profiles.load().known[0]
    assert sent.args == [kept, None, True]
    assert kept.location == TEAM.location
    assert passwords.recall(kept.id) == "s3cret"
    assert "s3cret" not in profiles._default_path().read_text("utf-8")
    qtbot.waitUntil(lambda: work.is_idle)
    assert dialog.form.fields.password.edit.text() == ""
    assert dialog.form.fields.password.edit.placeholderText() == "Kept in the keyring"
    assert not dialog.body.save.isEnabled()


def test_a_password_is_cleared_when_it_is_saved_not_before(
    show: Open, qtbot: QtBot, work: Work, ring: MemoryKeyring
) -> None:
    passwords.remember("team", "s3cret")
    dialog = show(TEAM)
    click(dialog, "Clear")
    assert passwords.recall("team") == "s3cret"
    with qtbot.waitSignal(dialog.saved):
        click(dialog, "Save")
    assert passwords.recall("team") is None


def test_without_a_keyring_the_password_serves_on_and_that_is_said(show: Open, qtbot: QtBot, work: Work) -> None:
    dialog = show(TEAM)
    dialog.form.fields.password.edit.setText("s3cret")
    with qtbot.waitSignal(dialog.saved) as sent:
        click(dialog, "Save")
    assert sent.args == [TEAM, "s3cret", False]
    assert "keyring" in dialog.tray.notice.what.text()
    assert not dialog.body.save.isEnabled()
    with qtbot.waitSignal(dialog.open_wanted) as sent:
        click(dialog, "Open")
    assert sent.args == [TEAM, "s3cret"]


def test_edits_stay_while_others_are_looked_at_and_all_are_saved_on_closing(
    show: Open, qtbot: QtBot, work: Work
) -> None:
    dialog = show(TEAM, OTHER)
    dialog.form.name.edit.setText("Renamed")
    dialog.form.color.buttons[ProfileColor.RED].click()
    dialog.form.safety.buttons[Safety.READ_ONLY].click()
    dialog._choose(1)
    assert dialog.form.name.text == "Production"
    dialog.form.name.edit.setText("Live")
    dialog._choose(0)
    assert dialog.form.name.text == "Renamed"
    assert listed() == ["Staging", "Production"]
    dialog.reject()
    assert dialog.isVisible()
    assert "“Renamed”, “Live”" in dialog.tray.question.title.text()
    with qtbot.waitSignal(dialog.finished):
        click(dialog, "Save")
    known = profiles.load().known
    assert listed() == ["Renamed", "Live"]
    assert (known[0].color, known[0].safety) == (ProfileColor.RED, Safety.READ_ONLY)


def test_changes_can_be_given_up_or_gone_back_to(show: Open, qtbot: QtBot) -> None:
    dialog = show(TEAM)
    dialog.form.name.edit.setText("Renamed")
    dialog.reject()
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.tray.is_asking
    dialog.reject()
    with qtbot.waitSignal(dialog.finished):
        click(dialog, "Discard")
    assert listed() == ["Staging"]


def test_what_is_wrong_is_said_in_place_and_cannot_be_saved(show: Open) -> None:
    dialog = show(TEAM)
    dialog.form.name.edit.setText(" ")
    assert "needs a name" in dialog.form.name.feedback.text()
    assert not dialog.body.save.isEnabled()
    assert "needs a name" in dialog.body.save.toolTip()
    dialog.form.name.edit.setText("Good")
    dialog.form.fields.connection.edit.setText("mysql://app@db/app")
    assert "MySQL" in dialog.form.fields.connection.feedback.text()
    assert not dialog.body.test.isEnabled()
    dialog.reject()
    assert not dialog.tray.question.buttons[0].isEnabled()


def test_no_tls_warns_until_it_is_intended_or_a_ca_is_named(show: Open, tmp_path: Path) -> None:
    dialog = show(replace(TEAM, location="postgresql://app@db.example.com:5432/app"))
    feedback = dialog.form.fields.connection
    assert feedback.level == "warning"
    dialog.form.advanced.plain_text.setChecked(True)
    assert feedback.level == "good"
    dialog.form.advanced.plain_text.setChecked(False)
    assert feedback.level == "warning"
    authority = tmp_path / "ca.pem"
    authority.write_text("")
    dialog.form.advanced.authority.edit.setText(str(authority))
    assert "with TLS, certificate checked" in feedback.feedback.text()


def test_a_copy_gets_the_password_of_the_first(show: Open, qtbot: QtBot, work: Work, ring: MemoryKeyring) -> None:
    passwords.remember("team", "s3cret")
    dialog = show(TEAM, OTHER)
    dialog._copy()
    assert dialog.row == 1
    assert dialog.form.name.text == "Staging (copy)"
    with qtbot.waitSignal(dialog.saved) as sent:
        click(dialog, "Save")
    assert passwords.recall(sent.args[0].id) == "s3cret"
    assert sorted(listed()) == ["Production", "Staging", "Staging (copy)"]


def test_removing_a_connection_forgets_its_password(show: Open, qtbot: QtBot, ring: MemoryKeyring) -> None:
    passwords.remember("team", "s3cret")
    dialog = show(TEAM, OTHER)
    QTest.keyClick(dialog.pane.list, Qt.Key.Key_Delete)
    assert dialog.tray.question.box.isHidden()
    with qtbot.waitSignal(dialog.known_changed):
        click(dialog, "Remove from list")
    assert listed() == ["Production"]
    assert passwords.recall("team") is None
    assert dialog.form.name.text == "Production"


@pytest.mark.parametrize("with_data", [False, True])
def test_a_local_library_stays_unless_its_data_is_to_go_too(
    show: Open, qtbot: QtBot, tmp_path: Path, with_data: bool
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    marker = '{"kind": "charstudio-library", "format": 1, "created": "2026-01-01T00:00:00", "postgres_major": 18}'
    (folder / "library.json").write_text(marker)
    dialog = show(Profile("local", "Mine", ProfileKind.LOCAL, str(folder), image_base=str(folder / "images")), TEAM)
    dialog._ask_to_delete()
    dialog.tray.question.box.setChecked(with_data)
    with qtbot.waitSignal(dialog.known_changed):
        click(dialog, "Delete for good" if with_data else "Remove from list")
    assert listed() == ["Staging"]
    assert folder.exists() is not with_data


def test_a_folder_that_charstudio_did_not_make_is_not_offered_for_deletion(show: Open, tmp_path: Path) -> None:
    dialog = show(Profile("local", "Mine", ProfileKind.LOCAL, str(tmp_path)))
    dialog._ask_to_delete()
    assert dialog.tray.question.box.isHidden()
    assert not dialog.body.test.isEnabled()


def test_a_test_says_what_is_there(show: Open, qtbot: QtBot, work: Work, settings: ConnectionSettings) -> None:
    dialog = show(replace(TEAM, location=settings.without_password()))
    if settings.password is not None:
        dialog.form.fields.password.edit.setText(settings.password.reveal())
    click(dialog, "Test connection")
    qtbot.waitUntil(lambda: work.is_idle, timeout=20_000)
    assert dialog.tray.report.isVisible()
    assert dialog.tray.report.headline.text() == "Connected"
    assert "PostgreSQL 1" in dialog.tray.report.text
    dialog.form.advanced.pooler.setChecked(True)
    assert not dialog.tray.isVisible()


def test_a_test_that_fails_says_why(show: Open, qtbot: QtBot, work: Work) -> None:
    dialog = show(replace(TEAM, location="postgresql://app@127.0.0.1:1/app"))
    click(dialog, "Test connection")
    qtbot.waitUntil(lambda: work.is_idle, timeout=20_000)
    assert dialog.tray.notice.isVisible()
    assert dialog.tray.notice.what.text().endswith(".")


def test_a_file_of_profiles_that_cannot_be_read_is_said_and_read_again(show: Open, qtbot: QtBot, work: Work) -> None:
    dialog = show(TEAM)
    path = profiles._default_path()
    good = path.read_text("utf-8")
    path.write_text("damaged")
    dialog.load()
    qtbot.waitUntil(lambda: work.is_idle)
    assert not dialog.pane.isEnabled()
    path.write_text(good)
    click(dialog, "Try again")
    qtbot.waitUntil(lambda: work.is_idle)
    assert dialog.form.name.text == "Staging"
