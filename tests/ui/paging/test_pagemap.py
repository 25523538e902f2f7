"""Pages by key against a plain sorted list."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from charstudio.domain.listing import PAGE_SIZE, Key, Place
from charstudio.ui.paging.pagemap import HELD_PAGES, PageMap


def key(number: int) -> Key:
    return "", f"{number:07}"


def read(rows: Sequence[int], place: Place, size: int) -> list[int]:
    """What the database answers: ``rows`` in order, from the place on."""
    if place.backwards:
        before = [row for row in rows if place.after is None or key(row) < place.after]
        end = len(before) - place.skip
        return list(before[max(0, end - size) : max(0, end)])
    after = [row for row in rows if place.after is None or key(row) > place.after]
    return list(after[place.skip : place.skip + size])


def make_map(total: int) -> PageMap[int]:
    pages: PageMap[int] = PageMap(key)
    pages.total = total
    return pages


@st.composite
def lists_with_known_rows(draw: st.DrawFn) -> tuple[int, set[int], int]:
    """A length, some rows whose keys are known, and a page of the list."""
    total = draw(st.integers(1, 12 * PAGE_SIZE))
    known = draw(st.sets(st.integers(0, total - 1), max_size=12))
    page = draw(st.integers(0, (total - 1) // PAGE_SIZE))
    return total, known, page


@given(lists_with_known_rows())
def test_a_page_is_read_exactly_whatever_keys_are_known(case: tuple[int, set[int], int]) -> None:
    total, known, page = case
    rows = range(total)
    pages = make_map(total)
    for number in known:
        pages.learn(number, key(number))
    place, size = pages.place(page)
    start = page * PAGE_SIZE
    assert read(rows, place, size) == list(rows[start : start + PAGE_SIZE])


@given(lists_with_known_rows())
def test_a_page_is_read_from_the_nearest_place_there_is(case: tuple[int, set[int], int]) -> None:
    total, known, page = case
    pages = make_map(total)
    for number in known:
        pages.learn(number, key(number))
    start, end = page * PAGE_SIZE, min((page + 1) * PAGE_SIZE, total)
    before = [start - 1 - number for number in known if number < start]
    after = [number - end for number in known if number >= end]
    assert pages.place(page)[0].skip == min([start, total - end, *before, *after])


@given(st.integers(1, 30 * PAGE_SIZE), st.data())
def test_walking_anywhere_reads_what_the_list_holds(total: int, data: st.DataObject) -> None:
    rows = range(total)
    pages = make_map(total)
    for _ in range(8):
        page = data.draw(st.integers(0, (total - 1) // PAGE_SIZE))
        pages.put(page, read(rows, *pages.place(page)))
        start = page * PAGE_SIZE
        assert [pages.row(start + offset) for offset in range(min(PAGE_SIZE, total - start))] == list(
            rows[start : start + PAGE_SIZE]
        )


def test_the_neighbour_of_a_page_that_was_seen_skips_nothing() -> None:
    pages = make_map(1000 * PAGE_SIZE)
    pages.put(500, range(500 * PAGE_SIZE, 501 * PAGE_SIZE))
    assert pages.place(501) == (Place(key(501 * PAGE_SIZE - 1)), PAGE_SIZE)
    assert pages.place(499) == (Place(key(500 * PAGE_SIZE), backwards=True), PAGE_SIZE)


def test_the_ends_of_a_list_need_no_key() -> None:
    pages = make_map(10 * PAGE_SIZE + 7)
    assert pages.place(0) == (Place(), PAGE_SIZE)
    assert pages.place(10) == (Place(backwards=True), 7)


def test_the_page_that_was_used_least_recently_goes_first() -> None:
    pages = make_map((HELD_PAGES + 1) * PAGE_SIZE)
    for page in range(HELD_PAGES):
        pages.put(page, range(page * PAGE_SIZE, (page + 1) * PAGE_SIZE))
    pages.touch(0)
    pages.put(HELD_PAGES, range(HELD_PAGES * PAGE_SIZE, (HELD_PAGES + 1) * PAGE_SIZE))
    assert len(pages) == HELD_PAGES
    assert pages.holds(0)
    assert not pages.holds(1)
    assert pages.row(PAGE_SIZE) is None
    # Its edges stay known, so that it is found again without counting from the start.
    assert pages.place(1)[0].skip == 0


def test_a_row_that_is_gone_is_none() -> None:
    pages = make_map(2 * PAGE_SIZE)
    pages.put(1, range(PAGE_SIZE, PAGE_SIZE + 3))
    assert pages.row(PAGE_SIZE + 2) == PAGE_SIZE + 2
    assert pages.row(PAGE_SIZE + 3) is None


def test_an_empty_page_teaches_nothing() -> None:
    pages = make_map(PAGE_SIZE)
    pages.put(0, ())
    assert pages.holds(0)
    assert pages.row(0) is None
    assert pages.place(0) == (Place(), PAGE_SIZE)


def test_the_first_held_row_that_matches_is_found() -> None:
    pages = make_map(5 * PAGE_SIZE)
    for page in (3, 1):
        pages.put(page, range(page * PAGE_SIZE, (page + 1) * PAGE_SIZE))
    assert pages.find(lambda row: row % PAGE_SIZE == 5) == PAGE_SIZE + 5
    assert pages.find(lambda row: row < PAGE_SIZE) is None
