"""The words in which two prompts differ, for any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Final, NamedTuple

LARGEST_TABLE: Final = 4_000_000
"""Pairs of words up to which the longest matches are looked for (a quarter of a second); beyond, all is marked."""

# Chinese and Japanese are written without spaces: each character counts as a word.
_TOKEN: Final = re.compile(
    r"\s+|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)


class Piece(NamedTuple):
    """A run of text that the other text has too, or (``marked``) has not."""

    text: str
    marked: bool


def diff(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces that joined are the text again. White space and Unicode composition do not count."""
    a, b = _tokens(left), _tokens(right)
    words_a = [i for i, token in enumerate(a) if not token.isspace()]
    words_b = [i for i, token in enumerate(b) if not token.isspace()]
    keys_a = [unicodedata.normalize("NFC", a[i]) for i in words_a]
    keys_b = [unicodedata.normalize("NFC", b[i]) for i in words_b]
    same_a, same_b = _common(keys_a, keys_b)
    return (
        _pieces(a, {words_a[i] for i in range(len(words_a)) if i not in same_a}),
        _pieces(b, {words_b[i] for i in range(len(words_b)) if i not in same_b}),
    )


def marked_html(pieces: Sequence[Piece], style: str) -> str:
    """Pieces as HTML text, the marked ones in a span of the CSS ``style``. White space is kept by ``pre-wrap``."""
    return "".join(
        f'<span style="{escape(style)}">{_text(piece.text)}</span>' if piece.marked else _text(piece.text)
        for piece in pieces
    )


def direction(text: str) -> str:
    """``rtl`` or ``ltr``, as the first letter that has a direction says (Unicode bidirectional algorithm, P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tokens(text: str) -> list[str]:
    """Words, white space, and the punctuation around words, each by itself."""
    result: list[str] = []
    for token in _TOKEN.findall(text):
        start, end = 0, len(token)
        while start < end and unicodedata.category(token[start]).startswith("P"):
            start += 1
        while end > start and unicodedata.category(token[end - 1]).startswith("P"):
            end -= 1
        result += [part for part in (token[:start], token[start:end], token[end:]) if part]
    return result


def _common(a: list[str], b: list[str]) -> tuple[set[int], set[int]]:
    """The positions in both of the words that both have, in the same order."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    same_a = {*range(head), *range(len(a) - tail, len(a))}
    same_b = {*range(head), *range(len(b) - tail, len(b))}
    rest_a, rest_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(rest_a) * len(rest_b) <= LARGEST_TABLE:
        for start_a, start_b, size in SequenceMatcher(None, rest_a, rest_b, autojunk=False).get_matching_blocks():
            same_a.update(range(head + start_a, head + start_a + size))
            same_b.update(range(head + start_b, head + start_b + size))
    return same_a, same_b


def _pieces(tokens: list[str], marked: set[int]) -> tuple[Piece, ...]:
    """Tokens joined into runs; white space between two marked words belongs to the mark."""
    result: list[Piece] = []
    for i, token in enumerate(tokens):
        mark = i in marked or (token.isspace() and i - 1 in marked and i + 1 in marked)
        if result and result[-1].marked is mark:
            result[-1] = Piece(result[-1].text + token, mark)
        else:
            result.append(Piece(token, mark))
    return tuple(result)
