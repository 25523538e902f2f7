"""The words of the side panel as HTML: title, prompt and facts of one item, or what differs between two."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication

from charstudio.ui.preview.item import PreviewItem
from charstudio.ui.preview.worddiff import Piece, diff, direction, marked_html
from charstudio.ui.theme import tokens
from charstudio.ui.theme.tokens import Colors

_LABEL_WIDTH = 3 * tokens.SPACE_32


def one(item: PreviewItem, colors: Colors) -> str:
    """An item's document."""
    head = _paragraph(item.title, size=tokens.TYPE_TITLE, weight=tokens.WEIGHT_STRONG)
    if item.subtitle:
        head += _paragraph(item.subtitle, ink=colors.secondary)
    prompt = _caption(_tr("Prompt"), colors) + (
        _paragraph(item.prompt) if item.prompt.strip() else _paragraph(_tr("No prompt"), ink=colors.disabled)
    )
    facts = _caption(_tr("Details"), colors) + _facts(item.facts, colors) if item.facts else ""
    return head + prompt + facts


def two(first: PreviewItem, second: PreviewItem, colors: Colors) -> str:
    """A document that compares two items: prompts with the words marked that the other has not, then facts."""
    result = ""
    same_prompt = first.prompt.split() == second.prompt.split()
    for item, pieces in zip((first, second), diff(first.prompt, second.prompt), strict=True):
        result += _caption(item.title, colors)
        result += (
            _marked(item.prompt, pieces, colors)
            if item.prompt.strip()
            else _paragraph(_tr("No prompt"), ink=colors.disabled)
        )
    if same_prompt and first.prompt.strip():
        result += _paragraph(_tr("Both have the same prompt."), ink=colors.secondary, above=tokens.SPACE_8)
    left, right = dict(first.facts), dict(second.facts)
    labels = list(dict.fromkeys((*left, *right)))
    different = [label for label in labels if left.get(label, "") != right.get(label, "")]
    if different:
        rows = "".join(_pair(label, left.get(label, ""), right.get(label, ""), colors) for label in different)
        result += _caption(_tr("Differences"), colors) + _table(rows)
    if equal := [label for label in labels if label not in different]:
        result += _caption(_tr("The same in both"), colors)
        result += _facts(((label, left[label]) for label in equal), colors)
    return result


def _tr(text: str) -> str:
    return QCoreApplication.translate("PreviewDocument", text)


def _caption(text: str, colors: Colors) -> str:
    return _paragraph(
        text,
        size=tokens.TYPE_CAPTION,
        weight=tokens.WEIGHT_STRONG,
        ink=colors.secondary,
        above=tokens.SPACE_24,
        below=tokens.SPACE_4,
    )


def _paragraph(
    text: str,
    size: int = tokens.TYPE_BODY,
    weight: int = tokens.WEIGHT_REGULAR,
    ink: str | None = None,
    above: int = 0,
    below: int = 0,
) -> str:
    return _block(escape(text).replace("\n", "<br>"), text, size, weight, ink, above, below)


def _marked(prompt: str, pieces: tuple[Piece, ...], colors: Colors) -> str:
    style = f"background-color: {colors.accent_soft}; color: {colors.accent}; font-weight: {tokens.WEIGHT_STRONG}"
    return _block(marked_html(pieces, style), prompt)


def _block(
    content: str,
    text: str,
    size: int = tokens.TYPE_BODY,
    weight: int = tokens.WEIGHT_REGULAR,
    ink: str | None = None,
    above: int = 0,
    below: int = 0,
) -> str:
    colour = f"color: {ink};" if ink else ""
    return (
        f'<p dir="{direction(text)}" style="margin: {above}px 0 {below}px 0; font-size: {size}px;'
        f' font-weight: {weight}; {colour} white-space: pre-wrap; line-height: 130%">{content}</p>'
    )


def _table(rows: str) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top: {tokens.SPACE_8}px">{rows}</table>'


def _facts(facts: Iterable[tuple[str, str]], colors: Colors) -> str:
    """Labels and values. Qt does not mirror the columns of a table, so that is done here."""
    facts = list(facts)
    mirrored = direction(facts[0][0]) == "rtl"
    padding = f"padding-top: 3px; padding-bottom: 3px; padding-{'left' if mirrored else 'right'}: {tokens.SPACE_8}px"
    rows = []
    for label, value in facts:
        cells = [
            f'<td width="{_LABEL_WIDTH}" style="{padding}">{_paragraph(label, ink=colors.secondary)}</td>',
            f'<td style="{padding}">{_paragraph(value or "–")}</td>',
        ]
        rows.append(f"<tr>{''.join(reversed(cells) if mirrored else cells)}</tr>")
    return _table("".join(rows))


def _pair(label: str, left: str, right: str, colors: Colors) -> str:
    cell = f'<td width="50%" style="padding: 0 {tokens.SPACE_8}px {tokens.SPACE_8}px 0">'
    return (
        f'<tr><td colspan="2">{_paragraph(label, size=tokens.TYPE_CAPTION, ink=colors.secondary)}</td></tr>'
        f"<tr>{cell}{_paragraph(left or '–')}</td>{cell}{_paragraph(right or '–')}</td></tr>"
    )
