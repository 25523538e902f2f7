"""The report of a test, in words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from charstudio.domain.connection_report import ConnectionReport
from charstudio.ui.profiles.report import ReportView, findings

REPORT = ConnectionReport("16.4", 12.4, "curator", True, False, ("Only reads users.",), ("Left out: x.",))


def test_a_report_says_version_time_role_rights_and_tls() -> None:
    said = {line.label: line.text for line in findings(REPORT)}
    assert said == {
        "Server": "PostgreSQL 16.4, answers in 12 ms",
        "Role": "curator",
        "Rights": "Only reads users.",
        "Encryption": "TLS",
        "Notes": "Left out: x.",
    }


def test_no_tls_warns_only_where_there_is_a_network() -> None:
    far = findings(ConnectionReport("16.4", 0.42, "app", False, False, ()))
    near = findings(ConnectionReport("16.4", 0.42, "app", False, True, ()))
    assert far[0].text.endswith("0.4 ms")
    assert [line.level for line in far if line.label == "Encryption"] == ["warning"]
    assert [line.level for line in near if line.label == "Encryption"] == [""]


def test_a_shorter_report_leaves_nothing_of_a_longer_one(qtbot: QtBot) -> None:
    view = ReportView()
    qtbot.addWidget(view)
    view.show_report(REPORT)
    assert "Left out" in view.text
    problem = "It is no database of the platform."
    view.show_report(ConnectionReport("16.4", 1.0, "app", False, True, (), problem=problem))
    assert "Left out" not in view.text
    assert problem in view.text
    assert view.headline.text() != "Connected"
