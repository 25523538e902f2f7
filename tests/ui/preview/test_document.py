from __future__ import annotations

from PySide6.QtGui import QTextDocument

from charstudio.ui.preview import document
from charstudio.ui.preview.item import PreviewItem
from charstudio.ui.theme.tokens import LIGHT


def plain(html: str) -> str:
    text = QTextDocument()
    text.setHtml(html)
    return text.toPlainText()


def test_an_item_reads_title_prompt_facts_in_order_and_markup_is_text() -> None:
    item = PreviewItem("<b>Zoë</b>", "Anime", prompt="two  spaces\n& <i>", facts=(("Pose", "a < b"), ("Mood", "")))
    text = plain(document.one(item, LIGHT)).replace("\u2028", "\n")
    assert "two  spaces\n& <i>" in text
    order = [text.index(part) for part in ("<b>Zoë</b>", "Anime", "& <i>", "Pose", "a < b", "Mood", "–")]
    assert order == sorted(order)


def test_no_prompt_is_said() -> None:
    assert "No prompt" in plain(document.one(PreviewItem("a"), LIGHT))


def test_labels_that_read_from_the_right_stand_on_the_right() -> None:
    html = document.one(PreviewItem("a", facts=(("النمط", "Cyberpunk"),)), LIGHT)
    assert html.index("Cyberpunk") < html.index("النمط")


def test_two_items_show_what_differs_before_what_does_not() -> None:
    first = PreviewItem("A", prompt="in rain", facts=(("Pose", "sitting"), ("Style", "Anime")))
    second = PreviewItem("B", prompt="in snow", facts=(("Style", "Anime"), ("Mood", "calm")))
    html = document.two(first, second, LIGHT)
    assert f'color: {LIGHT.accent}; font-weight: 600">rain</span>' in html
    assert ">snow</span>" in html
    text = plain(html)
    parts = ("in rain", "in snow", "Differences", "sitting", "calm", "The same in both", "Anime")
    order = [text.index(part) for part in parts]
    assert order == sorted(order)


def test_the_same_prompt_is_said() -> None:
    item = PreviewItem("A", prompt="the same")
    assert "Both have the same prompt." in plain(document.two(item, item, LIGHT))
