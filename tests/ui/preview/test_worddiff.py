from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from charstudio.ui.preview.worddiff import Piece, diff, direction, marked_html


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]


def test_words_that_the_other_lacks_are_marked_on_both_sides() -> None:
    left, right = diff("rain on a black leather jacket, 85 mm", "snow on a red jacket, 85 mm, smiling")
    assert marked(left) == ["rain", "black leather"]
    assert marked(right) == ["snow", "red", ", smiling"]


def test_equal_texts_have_no_marks() -> None:
    left, right = diff("the same words", "the  same\nwords")
    assert marked(left) == marked(right) == []


def test_punctuation_alone_does_not_mark_a_word() -> None:
    left, right = diff("a coat, warm", "a coat; warm")
    assert (marked(left), marked(right)) == ([","], [";"])


def test_an_empty_text_leaves_the_other_wholly_marked() -> None:
    assert diff("", "new words here") == ((), (Piece("new words here", True),))
    assert diff("", "") == ((), ())


def test_characters_are_words_where_a_script_has_no_spaces() -> None:
    left, right = diff("東京の夜の雨", "東京の朝の雨")
    assert (marked(left), marked(right)) == (["夜"], ["朝"])


def test_arabic_words_stay_whole() -> None:
    left, right = diff("امرأة في مدينة ليلية", "امرأة في غابة ليلية")
    assert (marked(left), marked(right)) == (["مدينة"], ["غابة"])


def test_composed_and_decomposed_letters_are_the_same() -> None:
    text = "Zoë café"
    left, _ = diff(text, unicodedata.normalize("NFD", text))
    assert marked(left) == []


def test_emoji_sequences_are_not_torn_apart() -> None:
    left, _ = diff("a 👩🏽‍🚀 waves", "a 👩🏻‍🚀 waves")
    assert marked(left) == ["👩🏽‍🚀"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_join_to_the_text(left: str, right: str) -> None:
    a, b = diff(left, right)
    assert "".join(piece.text for piece in a) == left
    assert "".join(piece.text for piece in b) == right
    assert all(one.marked != two.marked for one, two in pairwise(a))


def test_very_long_texts_do_not_hold_up_the_window() -> None:
    left = " ".join(f"word{i * 7 % 5003}" for i in range(20_000))
    right = " ".join(f"word{i * 11 % 5003}" for i in range(20_000))
    start = time.perf_counter()
    diff(left, right)
    assert time.perf_counter() - start < 2


def test_markup_in_a_prompt_stays_text() -> None:
    html = marked_html((Piece('<b>&"', False), Piece("</span>\n<img>", True)), 'color: "red"')
    assert html == '&lt;b&gt;&amp;&quot;<span style="color: &quot;red&quot;">&lt;/span&gt;<br>&lt;img&gt;</span>'


def test_direction_is_that_of_the_first_letter() -> None:
    assert direction("123 مرحبا hello") == "rtl"
    assert direction("שלום") == "rtl"
    assert direction("hello مرحبا") == "ltr"
    assert direction("42!") == direction("") == "ltr"
