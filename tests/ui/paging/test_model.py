"""The model over a long list: whatever happens to list and window, a view in Qt's sense can trust it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from charstudio.domain.errors import ExpectedError, OfflineError
from charstudio.domain.listing import PAGE_SIZE, CharacterFilter, CharacterSort, Key, Order, Place
from charstudio.services.library import Library
from charstudio.ui.characters.model import CharacterList, CharactersModel
from charstudio.ui.paging.model import ALIGNMENT_ROLE, ColumnSpec, PagedModel
from charstudio.ui.paging.pagemap import HELD_PAGES
from charstudio.ui.work import Work
from tests.ui.library_rows import fill

LIMIT = 20_000
SQL_ORDER = {
    CharacterSort.CREATED: "created_at",
    CharacterSort.UPDATED: "updated_at",
    CharacterSort.NAME: "coalesce(name, '')",
    CharacterSort.STYLE: "style_type::text",
    CharacterSort.STATUS: "generation_status::text",
    CharacterSort.OWNER: "user_id",
}


class Numbers:
    """A list of numbers that can wait, fail and change. A row is (list's name, number)."""

    def __init__(self, name: str, numbers: Iterable[int]) -> None:
        self.name = name
        self.numbers = list(numbers)
        self.error: ExpectedError | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[Place] = []

    def page(self, place: Place, size: int) -> list[tuple[str, int]]:
        assert self.gate.wait(LIMIT / 1000)
        self.asked.append(place)
        if self.error is not None:
            raise self.error
        after = place.after
        if after is not None:
            # Keys of another list make no sense here: a database would refuse to compare them.
            assert after[0] == self.name
        if place.backwards:
            before = [number for number in self.numbers if after is None or f"{number:07}" < after[1]]
            end = max(0, len(before) - place.skip)
            found = before[max(0, end - size) : end]
        else:
            following = [number for number in self.numbers if after is None or f"{number:07}" > after[1]]
            found = following[place.skip : place.skip + size]
        return [(self.name, number) for number in found]

    def count(self) -> int:
        if self.error is not None:
            raise self.error
        return len(self.numbers)

    def anchors(self, step: int) -> list[Key]:
        return [(self.name, f"{number:07}") for number in self.numbers[step - 1 :: step]]

    def key_of(self, row: tuple[str, int]) -> Key:
        return row[0], f"{row[1]:07}"


def make_numbers(work: Work) -> PagedModel[tuple[str, int]]:
    columns: tuple[ColumnSpec[tuple[str, int]], ...] = (
        ColumnSpec("list", "List", lambda row: row[0]),
        ColumnSpec("number", "Number", lambda row: str(row[1]), numeric=True),
    )
    return PagedModel(work, columns)


@pytest.fixture
def numbers(qtbot: QtBot, work: Work) -> PagedModel[tuple[str, int]]:
    model = make_numbers(work)
    check(model)
    return model


@pytest.fixture
def long_numbers(qtbot: QtBot, work: Work) -> PagedModel[tuple[str, int]]:
    """Without Qt's model tester, which reads every cell of the list at each change, and so asks for every page."""
    return make_numbers(work)


@pytest.fixture
def characters(qtbot: QtBot, work: Work) -> CharactersModel:
    model = CharactersModel(work)
    check(model)
    return model


@pytest.fixture
def long_characters(qtbot: QtBot, work: Work) -> CharactersModel:
    return CharactersModel(work)


def check(model: QAbstractItemModel) -> None:
    # Its parent keeps it for as long as the model lives. Fatal: a broken rule aborts with Qt's own words.
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=LIMIT)


def show(qtbot: QtBot, work: Work, model: PagedModel[Any], source: Any) -> None:
    model.show(source)
    wait(qtbot, lambda: work.is_idle and model.counted)


def look(qtbot: QtBot, model: PagedModel[Any], first: int, last: int) -> list[Any]:
    """What a view that paints these rows again and again ends up with."""

    def painted() -> bool:
        found = [(model.record(row), model.data(model.index(row, 0))) for row in range(first, last)]
        return all(record is not None and text is not None for record, text in found)

    wait(qtbot, painted)
    return [model.record(row) for row in range(first, last)]


def ids(sql: psycopg.Connection[Any], order: Order = Order(), condition: str = "true") -> list[str]:
    direction = "DESC" if order.descending else "ASC"
    key = SQL_ORDER[order.sort]
    query = f"SELECT id FROM characters WHERE {condition} ORDER BY {key} {direction}, id {direction}"
    return [row[0] for row in sql.execute(query.encode())]


def shown(library: Library, where: CharacterFilter = CharacterFilter(), order: Order = Order()) -> CharacterList:
    return CharacterList(library.characters, where, order)


# --- on a real database -----------------------------------------------------------------------------------------------


def test_an_empty_library_is_an_empty_list(
    qtbot: QtBot, work: Work, library: Library, characters: CharactersModel
) -> None:
    assert not characters.is_loaded
    show(qtbot, work, characters, shown(library))
    assert characters.is_loaded
    assert characters.counted
    assert characters.rowCount() == characters.total == 0
    assert characters.record(0) is None


@pytest.mark.parametrize("sort", CharacterSort)
@pytest.mark.parametrize("descending", [True, False])
def test_every_order_gives_every_row_once(
    qtbot: QtBot,
    work: Work,
    library: Library,
    sql: psycopg.Connection[Any],
    long_characters: CharactersModel,
    sort: CharacterSort,
    descending: bool,
) -> None:
    fill(sql, 2 * PAGE_SIZE + 17)
    order = Order(sort, descending)
    show(qtbot, work, long_characters, shown(library, order=order))
    # The last page first: it is read from the end.
    look(qtbot, long_characters, 2 * PAGE_SIZE, 2 * PAGE_SIZE + 17)
    assert [row.id for row in look(qtbot, long_characters, 0, long_characters.total)] == ids(sql, order)


def test_what_the_table_shows_are_the_texts_of_the_rows(
    qtbot: QtBot, work: Work, library: Library, sql: psycopg.Connection[Any], characters: CharactersModel
) -> None:
    fill(sql, 11)
    show(qtbot, work, characters, shown(library))
    titles = [characters.headerData(column, Qt.Orientation.Horizontal) for column in range(characters.columnCount())]
    assert titles == [column.title for column in characters.columns]
    row = look(qtbot, characters, 0, 1)[0]
    texts = [characters.data(characters.index(0, column)) for column in range(characters.columnCount())]
    assert texts == [column.text(row) for column in characters.columns]
    assert texts[0] == "Unnamed character"
    accessible = characters.data(characters.index(0, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert accessible == "Unnamed character, 0 themes · 0 variants"
    assert characters.data(characters.index(0, 0), int(Qt.ItemDataRole.DecorationRole)) is None
    themes = titles.index("Themes")
    assert characters.data(characters.index(0, themes), ALIGNMENT_ROLE) & int(Qt.AlignmentFlag.AlignRight)


def test_filtered_ordered_and_back(
    qtbot: QtBot, work: Work, library: Library, sql: psycopg.Connection[Any], characters: CharactersModel
) -> None:
    fill(sql, 450)
    show(qtbot, work, characters, shown(library))
    look(qtbot, characters, 410, 450)
    show(qtbot, work, characters, shown(library, CharacterFilter(words=("DRAGON",))))
    assert [row.id for row in look(qtbot, characters, 0, characters.total)] == ids(
        sql, condition="id IN (SELECT id FROM characters WHERE prompt LIKE '%dragon%')"
    )
    show(qtbot, work, characters, shown(library, CharacterFilter(words=("unicorn",))))
    assert characters.rowCount() == 0
    order = Order(CharacterSort.NAME, descending=False)
    show(qtbot, work, characters, shown(library, CharacterFilter(favorite=True), order))
    assert [row.id for row in look(qtbot, characters, 0, characters.total)] == ids(sql, order, "is_favorite")
    show(qtbot, work, characters, shown(library))
    assert characters.total == 450


def test_a_list_that_became_shorter_or_longer_between_two_reads(
    qtbot: QtBot, work: Work, library: Library, sql: psycopg.Connection[Any], characters: CharactersModel
) -> None:
    fill(sql, 450)
    show(qtbot, work, characters, shown(library))
    look(qtbot, characters, 410, 450)
    sql.execute("DELETE FROM characters WHERE id > 'c00250'")
    show(qtbot, work, characters, shown(library))
    assert [row.id for row in look(qtbot, characters, 0, 250)] == ids(sql)
    assert characters.total == 250
    fill(sql, 400, first=251)
    show(qtbot, work, characters, shown(library))
    assert [row.id for row in look(qtbot, characters, 0, 650)] == ids(sql)
    sql.execute("DELETE FROM characters")
    show(qtbot, work, characters, shown(library))
    assert characters.total == 0


def test_rows_deleted_while_the_list_is_shown_leave_no_wrong_row(
    qtbot: QtBot, work: Work, library: Library, sql: psycopg.Connection[Any], characters: CharactersModel
) -> None:
    fill(sql, 500)
    show(qtbot, work, characters, shown(library))
    before = ids(sql)
    sql.execute("DELETE FROM characters WHERE id <= 'c00100'")

    # The page at the end is read from there; the rows that are gone came last in this order.
    def settled() -> bool:
        for row in range(200, 500):
            characters.record(row)
        return work.is_idle

    wait(qtbot, settled)
    found = [row.id for row in (characters.record(number) for number in range(500)) if row is not None]
    assert len(found) == len(set(found))
    assert set(found) <= set(before)
    characters.data(characters.index(499, 0))
    show(qtbot, work, characters, shown(library))
    assert [row.id for row in look(qtbot, characters, 0, 400)] == ids(sql)


def test_the_server_refuses_the_list_that_was_shown_stays(
    qtbot: QtBot, work: Work, library: Library, sql: psycopg.Connection[Any], characters: CharactersModel
) -> None:
    fill(sql, 500)
    show(qtbot, work, characters, shown(library))
    sql.execute("ALTER TABLE characters RENAME TO hidden")
    errors: list[ExpectedError] = []
    characters.failed.connect(errors.append)
    characters.show(shown(library, order=Order(CharacterSort.NAME)))
    wait(qtbot, lambda: bool(errors))
    assert isinstance(errors[0], ExpectedError)
    assert characters.total == 500
    characters.record(450)
    wait(qtbot, lambda: len(errors) == 2)
    sql.execute("ALTER TABLE hidden RENAME TO characters")
    show(qtbot, work, characters, shown(library))
    assert [row.id for row in look(qtbot, characters, 0, 500)] == ids(sql)


def test_far_jumps_in_a_list_with_anchors(
    qtbot: QtBot, work: Work, library: Library, sql: psycopg.Connection[Any], long_characters: CharactersModel
) -> None:
    fill(sql, 21_000)
    show(qtbot, work, long_characters, shown(library))
    expected = ids(sql)
    for start in (20_950, 10_430, 7_999, 12_345, 0, 20_000):
        assert [row.id for row in look(qtbot, long_characters, start, start + 50)] == expected[start : start + 50]
    assert len(long_characters._pages or ()) <= HELD_PAGES


# --- on a list that waits, fails and changes --------------------------------------------------------------------------


def test_the_first_page_is_shown_before_the_rows_are_counted(
    qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]
) -> None:
    totals: list[tuple[int, bool]] = []
    numbers.total_changed.connect(lambda total: totals.append((total, numbers.counted)))
    show(qtbot, work, numbers, Numbers("a", range(1000)))
    assert totals == [(PAGE_SIZE, False), (1000, True)]


@pytest.mark.parametrize("total", [0, 1, PAGE_SIZE - 1, PAGE_SIZE, PAGE_SIZE + 1, 2 * PAGE_SIZE])
def test_lists_that_end_at_the_edge_of_a_page(
    qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]], total: int
) -> None:
    show(qtbot, work, numbers, Numbers("a", range(total)))
    assert numbers.counted
    assert numbers.total == total
    assert look(qtbot, numbers, 0, total) == [("a", number) for number in range(total)]


def test_pages_are_kept_within_bounds(qtbot: QtBot, work: Work, long_numbers: PagedModel[tuple[str, int]]) -> None:
    show(qtbot, work, long_numbers, Numbers("a", range(60 * PAGE_SIZE)))
    for page in range(60):
        look(qtbot, long_numbers, page * PAGE_SIZE, page * PAGE_SIZE + 1)
    assert long_numbers._pages is not None
    assert len(long_numbers._pages) == HELD_PAGES
    assert len(long_numbers._texts) == HELD_PAGES
    assert look(qtbot, long_numbers, 5, 6) == [("a", 5)]


def test_what_is_looked_at_stays_held_while_others_pass(
    qtbot: QtBot, work: Work, long_numbers: PagedModel[tuple[str, int]]
) -> None:
    source = Numbers("a", range(60 * PAGE_SIZE))
    show(qtbot, work, long_numbers, source)
    look(qtbot, long_numbers, 3, 4)
    for page in range(1, 60):
        look(qtbot, long_numbers, page * PAGE_SIZE, page * PAGE_SIZE + 1)
        assert long_numbers.record(3) == ("a", 3)
        assert long_numbers.data(long_numbers.index(3, 1)) == "3"
    assert len([place for place in source.asked if place == Place()]) == 1


def test_fast_jumps_leave_no_page_in_view_unloaded(
    qtbot: QtBot, work: Work, long_numbers: PagedModel[tuple[str, int]]
) -> None:
    source = Numbers("a", range(100 * PAGE_SIZE))
    show(qtbot, work, long_numbers, source)
    before = len(source.asked)
    source.gate.clear()
    for page in range(1, 90):
        # A drag of the scroll bar: each page is painted once.
        long_numbers.record(page * PAGE_SIZE)
        qtbot.wait(0)
    source.gate.set()
    # In view at the end, one page that had been dropped on the way, and the first ones asked for.
    for page in (89, 40, 1, 2):
        start = page * PAGE_SIZE
        assert look(qtbot, long_numbers, start, start + 3) == [("a", start), ("a", start + 1), ("a", start + 2)]
    assert len(source.asked) - before < 20


def test_a_page_that_failed_is_asked_for_again_when_it_is_looked_at(
    qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]
) -> None:
    source = Numbers("a", range(1000))
    show(qtbot, work, numbers, source)
    errors: list[ExpectedError] = []
    numbers.failed.connect(errors.append)
    source.error = OfflineError("The server does not answer.", "Try again.")
    numbers.record(500)
    wait(qtbot, lambda: bool(errors))
    source.error = None
    assert look(qtbot, numbers, 500, 501) == [("a", 500)]


def test_a_failed_first_page_shows_nothing_and_can_be_tried_again(
    qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]
) -> None:
    source = Numbers("a", range(10))
    source.error = OfflineError("The server does not answer.", "Try again.")
    with qtbot.waitSignal(numbers.failed, timeout=LIMIT):
        numbers.show(source)
    assert not numbers.is_loaded
    source.error = None
    show(qtbot, work, numbers, source)
    assert numbers.total == 10


def test_a_newer_list_drops_the_reads_of_the_older_one(
    qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]
) -> None:
    arrivals: list[int] = []
    numbers.arrived.connect(lambda: arrivals.append(numbers.total))
    slow = Numbers("slow", range(500))
    slow.gate.clear()
    numbers.show(slow)
    show(qtbot, work, numbers, Numbers("quick", range(3)))
    slow.gate.set()
    wait(qtbot, lambda: bool(slow.asked))
    qtbot.wait(0)
    assert arrivals == [3]
    assert numbers.record(0) == ("quick", 0)


def test_until_the_new_list_arrives_the_old_one_is_read_as_the_old_one(
    qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]
) -> None:
    show(qtbot, work, numbers, Numbers("old", range(2000)))
    new = Numbers("new", range(5000, 7000))
    new.gate.clear()
    bugs: list[Exception] = []
    work.bug.connect(bugs.append)
    numbers.show(new)
    assert look(qtbot, numbers, 1000, 1001) == [("old", 1000)]
    assert numbers.total == 2000
    new.gate.set()
    wait(qtbot, lambda: work.is_idle and numbers.record(0) == ("new", 5000))
    assert look(qtbot, numbers, 1000, 1200) == [("new", number) for number in range(6000, 6200)]
    assert bugs == []


def test_a_page_of_the_old_list_does_not_get_into_the_new_one(
    qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]
) -> None:
    old, new = Numbers("old", range(2000)), Numbers("new", range(5000, 7000))
    show(qtbot, work, numbers, old)
    new.gate.clear()
    numbers.show(new)
    old.gate.clear()
    numbers.record(1000)
    qtbot.wait(0)
    new.gate.set()
    wait(qtbot, lambda: numbers.record(0) == ("new", 5000))
    old.gate.set()
    assert look(qtbot, numbers, 1000, 1200) == [("new", number) for number in range(6000, 6200)]


def test_cleared_is_empty_and_stays_so(qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]) -> None:
    show(qtbot, work, numbers, Numbers("a", range(1000)))
    numbers.record(700)
    numbers.clear()
    wait(qtbot, lambda: work.is_idle)
    assert not numbers.is_loaded
    assert numbers.rowCount() == 0
    assert numbers.find(lambda row: True) is None


def test_typing_ahead_does_not_read_a_long_list_from_end_to_end(
    qtbot: QtBot, work: Work, long_numbers: PagedModel[tuple[str, int]]
) -> None:
    source = Numbers("a", range(100 * PAGE_SIZE))
    show(qtbot, work, long_numbers, source)
    before = len(source.asked)
    assert long_numbers.match(long_numbers.index(0, 1), int(Qt.ItemDataRole.DisplayRole), "no such number") == []
    qtbot.wait(0)
    wait(qtbot, lambda: work.is_idle)
    assert len(source.asked) == before


def test_typing_ahead_finds_a_row_of_a_short_list(
    qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]
) -> None:
    show(qtbot, work, numbers, Numbers("a", range(150)))
    found = numbers.match(numbers.index(0, 1), int(Qt.ItemDataRole.DisplayRole), "149")
    assert [index.row() for index in found] == [149]


def test_rows_have_no_children(qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]) -> None:
    show(qtbot, work, numbers, Numbers("a", range(5)))
    assert numbers.rowCount(numbers.index(0, 0)) == numbers.columnCount(numbers.index(0, 0)) == 0
    assert not numbers.index(5, 0).isValid()
    assert numbers.headerData(0, Qt.Orientation.Vertical) is None
    assert numbers.headerData(9, Qt.Orientation.Horizontal) is None
    assert numbers.rowCount(QModelIndex()) == 5


def test_an_index_that_is_none_asks_for_nothing(qtbot: QtBot, work: Work, numbers: PagedModel[tuple[str, int]]) -> None:
    source = Numbers("a", range(5))
    show(qtbot, work, numbers, source)
    assert numbers.data(QModelIndex()) is None
    assert numbers.record(-1) is None
    assert numbers.record(5) is None
    qtbot.wait(0)
    assert work.is_idle
    assert len(source.asked) == 1
