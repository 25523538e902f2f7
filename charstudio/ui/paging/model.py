"""A table model over a list in the database, however long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from charstudio.domain.errors import ExpectedError
from charstudio.domain.listing import PAGE_SIZE, Key, Place
from charstudio.ui.paging.pagemap import PageMap
from charstudio.ui.work import Work

# Comparing members of Qt's enums makes a repaint four times as long; data() is asked thousands of times for each.
DISPLAY_ROLE: Final = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT_ROLE: Final = int(Qt.ItemDataRole.TextAlignmentRole)
TOOLTIP_ROLE: Final = int(Qt.ItemDataRole.ToolTipRole)
ACCESSIBLE_ROLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)

_IN_FLIGHT: Final = 2
_WANTED: Final = 6
_ANCHOR_STEP: Final = 1000
_ANCHORS_ABOVE: Final = 20_000

AnyIndex = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class ListSource(Protocol[Row]):
    """A list as the services offer it. Its methods run in threads and raise ExpectedError."""

    def page(self, place: Place, size: int) -> list[Row]: ...
    def count(self) -> int: ...
    def anchors(self, step: int) -> list[Key]: ...
    def key_of(self, row: Row) -> Key: ...


@dataclass(frozen=True, slots=True)
class ColumnSpec(Generic[Row]):
    """One column of a table: its title, what it shows of a row, its first width, and the sort it stands for."""

    id: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    numeric: bool = False
    sort: str | None = None


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Knows the count, holds the pages near the viewport, and asks for others as they come into view.

    ``show`` replaces the list: what was shown stays until the first page of the new one has arrived. ``total_changed``
    and ``failed`` speak of the list as a whole.
    """

    arrived = Signal()
    total_changed = Signal(int)
    failed = Signal(object)

    def __init__(self, work: Work, columns: Sequence[ColumnSpec[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.columns = tuple(columns)
        self._source: ListSource[Row] | None = None
        self._pages: PageMap[Row] | None = None
        self._texts: dict[int, list[tuple[str, ...]]] = {}
        self._counted = False
        self._used = -1
        self._wanted: list[int] = []
        self._loading: set[int] = set()
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.setInterval(0)
        self._flush.timeout.connect(self._load_wanted)
        # The rows that have arrived are painted first: a paint is posted, which comes before a timer of no length.
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._read_count)

    # --- the list ---------------------------------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """Rows of the list as far as counted."""
        return self._pages.total if self._pages else 0

    @property
    def counted(self) -> bool:
        """Whether ``total`` is the true number."""
        return self._counted

    @property
    def is_loaded(self) -> bool:
        """Whether a list is shown at all, be it an empty one."""
        return self._pages is not None

    def show(self, source: ListSource[Row]) -> None:
        """Show another list, or the same one anew."""
        self._forget_requests()
        self._work.read(
            (self, "first"),
            lambda: self._fetch(source, Place(), PAGE_SIZE),
            lambda found: self._start(source, *found),
            self.failed.emit,
        )

    def clear(self) -> None:
        """Show nothing."""
        self._forget_requests()
        self._work.cancel((self, "first"))
        self._source = None
        self._replace(None, {}, counted=False)

    def record(self, number: int) -> Row | None:
        """A row if its page is held; else None, and the page is asked for."""
        pages = self._pages
        if pages is None:
            return None
        row = pages.row(number)
        if row is not None:
            self._use(number // PAGE_SIZE)
        elif 0 <= number < pages.total:
            self._want(number // PAGE_SIZE)
        return row

    def find(self, matches: Callable[[Row], bool]) -> int | None:
        """The number of the first row in memory that matches."""
        return self._pages.find(matches) if self._pages else None

    def _fetch(self, source: ListSource[Row], place: Place, size: int) -> tuple[list[Row], list[tuple[str, ...]]]:
        rows = source.page(place, size)
        return rows, [tuple(column.text(row) for column in self.columns) for row in rows]

    def _start(self, source: ListSource[Row], rows: list[Row], texts: list[tuple[str, ...]]) -> None:
        # Those of the list that was shown up to now: their rows and keys have no place in this one.
        self._forget_requests()
        self._source = source
        pages: PageMap[Row] = PageMap(source.key_of)
        pages.total = len(rows)
        pages.put(0, rows)
        complete = len(rows) < PAGE_SIZE
        self._replace(pages, {0: texts}, counted=complete)
        if not complete:
            self._counting.start()

    def _read_count(self) -> None:
        if self._source is not None:
            self._work.read((self, "count"), self._source.count, self._count, self.failed.emit)

    def _replace(self, pages: PageMap[Row] | None, texts: dict[int, list[tuple[str, ...]]], *, counted: bool) -> None:
        self.beginResetModel()
        self._pages, self._texts, self._counted, self._used = pages, texts, counted, -1
        self.endResetModel()
        self.arrived.emit()
        self.total_changed.emit(self.total)

    def _count(self, total: int) -> None:
        pages, source = self._pages, self._source
        assert pages is not None and source is not None
        self._counted = True
        if total > pages.total:
            self.beginInsertRows(QModelIndex(), pages.total, total - 1)
            pages.total = total
            self.endInsertRows()
        self.total_changed.emit(pages.total)
        if total > _ANCHORS_ABOVE:
            self._work.read((self, "anchors"), lambda: source.anchors(_ANCHOR_STEP), self._learn, self.failed.emit)

    def _learn(self, anchors: list[Key]) -> None:
        assert self._pages is not None
        for position, key in enumerate(anchors, start=1):
            self._pages.learn(position * _ANCHOR_STEP - 1, key)

    # --- pages ------------------------------------------------------------------------------------------------------

    def _use(self, page: int) -> None:
        if page != self._used and self._pages is not None:
            self._used = page
            self._pages.touch(page)

    def _want(self, page: int) -> None:
        # data() may be asked about no index at all, which has the row -1.
        if page in self._loading or not 0 <= page * PAGE_SIZE < self.total:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        # What scrolled past is dropped; painting it again asks again.
        del self._wanted[:-_WANTED]
        if not self._flush.isActive():
            self._flush.start()

    def _load_wanted(self) -> None:
        pages, source = self._pages, self._source
        if pages is None or source is None:
            return
        while self._wanted and len(self._loading) < _IN_FLIGHT:
            page = self._wanted.pop()
            if pages.holds(page):
                continue
            self._loading.add(page)
            place, size = pages.place(page)
            self._work.read(
                (self, page),
                lambda place=place, size=size: self._fetch(source, place, size),  # type: ignore[misc]
                lambda found, page=page: self._put(page, *found),  # type: ignore[misc]
                lambda error, page=page: self._page_failed(page, error),  # type: ignore[misc]
            )

    def _put(self, page: int, rows: list[Row], texts: list[tuple[str, ...]]) -> None:
        assert self._pages is not None
        self._loading.discard(page)
        self._pages.put(page, rows)
        self._texts[page] = texts
        for gone in [number for number in self._texts if not self._pages.holds(number)]:
            del self._texts[gone]
        start = page * PAGE_SIZE
        last = min(start + PAGE_SIZE, self._pages.total) - 1
        self.dataChanged.emit(self.index(start, 0), self.index(last, len(self.columns) - 1))
        self._load_wanted()

    def _page_failed(self, page: int, error: ExpectedError) -> None:
        self._loading.discard(page)
        self.failed.emit(error)

    def _forget_requests(self) -> None:
        self._counting.stop()
        for page in self._loading:
            self._work.cancel((self, page))
        for name in ("count", "anchors"):
            self._work.cancel((self, name))
        self._loading.clear()
        self._wanted.clear()

    # --- Qt's questions ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._pages is None else self._pages.total

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = DISPLAY_ROLE) -> Any:
        if role == DISPLAY_ROLE or role == TOOLTIP_ROLE:  # noqa: SIM109 - twice as quick as building a tuple
            number = index.row()
            page = number // PAGE_SIZE
            texts = self._texts.get(page)
            if texts is None:
                self._want(page)
                return None
            if page != self._used:
                self._use(page)
            offset = number % PAGE_SIZE
            return texts[offset][index.column()] if offset < len(texts) else None
        if role == ALIGNMENT_ROLE:
            return _RIGHT if self.columns[index.column()].numeric else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == DISPLAY_ROLE:
            return self.columns[section].title
        if role == ALIGNMENT_ROLE:
            return _RIGHT if self.columns[section].numeric else _LEFT
        return None

    def match(
        self,
        start: AnyIndex,
        role: int,
        value: Any,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchWrap,
    ) -> list[QModelIndex]:
        """Find a row by what is typed, in a list of one page; a long one would be read from end to end."""
        return super().match(start, role, value, hits, flags) if self.total <= PAGE_SIZE else []


_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
