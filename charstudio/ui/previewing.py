"""What the preview shows of characters and variants: their rows at once, the whole record when it has been read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from charstudio.domain.errors import ExpectedError
from charstudio.domain.records import Character, CharacterRow, Variant, VariantRow
from charstudio.domain.vocabulary import readable
from charstudio.ui import text
from charstudio.ui.characters.model import CharactersModel
from charstudio.ui.inspector.fields import Field, character_attributes, variant_details
from charstudio.ui.preview.item import PreviewItem
from charstudio.ui.variants.model import VariantsModel
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.library import Library

_KEPT: Final = 64


class _Details(QObject):
    """Whole records, read once and kept while they are near. ``changed`` is sent when one has arrived."""

    changed = Signal()

    def __init__(self, work: Work, read: Callable[[str], Character | Variant | None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._read = read
        self._kept: OrderedDict[str, Character | Variant | ExpectedError | None] = OrderedDict()

    def get(self, identity: str) -> Character | Variant | None:
        """The record, or None while it is being read."""
        if identity not in self._kept:
            self._keep(identity, None)
            self._work.read(
                (self, identity),
                lambda: self._read(identity),
                lambda found: self._arrived(identity, found),
                lambda error: self._arrived(identity, error),
            )
        found = self._kept[identity]
        return None if isinstance(found, ExpectedError) else found

    def forget(self) -> None:
        """Drop what was read and what is being read: it may have changed."""
        for identity in self._kept:
            self._work.cancel((self, identity))
        self._kept.clear()

    def _arrived(self, identity: str, found: Character | Variant | ExpectedError | None) -> None:
        self._keep(identity, found)
        self.changed.emit()

    def _keep(self, identity: str, found: Character | Variant | ExpectedError | None) -> None:
        self._kept[identity] = found
        self._kept.move_to_end(identity)
        while len(self._kept) > _KEPT:
            gone, _ = self._kept.popitem(last=False)
            self._work.cancel((self, gone))


class CharacterPreviews(QObject):
    """The list of characters as the preview walks it."""

    changed = Signal()

    def __init__(self, work: Work, library: Library, model: CharactersModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._details = _Details(work, library.characters.get, self)
        self._details.changed.connect(self.changed)
        model.modelReset.connect(self._details.forget)
        for signal in (model.dataChanged, model.modelReset, model.rowsInserted):
            signal.connect(self._model_changed)

    def count(self) -> int:
        return self._model.total

    def item(self, row: int) -> PreviewItem | None:
        record = self._model.record(row)
        if record is None:
            return None
        whole = self._details.get(record.id)
        return _of_character(record, whole if isinstance(whole, Character) else None)

    def close(self) -> None:
        """Read nothing more."""
        self._details.forget()

    def _model_changed(self) -> None:
        self.changed.emit()


class VariantPreviews(QObject):
    """The variants of the panel as the preview walks them."""

    changed = Signal()

    def __init__(self, work: Work, library: Library, model: VariantsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._details = _Details(work, library.themes.variant, self)
        self._details.changed.connect(self.changed)
        model.modelReset.connect(self._details.forget)
        model.modelReset.connect(self.changed)

    def close(self) -> None:
        """Read nothing more."""
        self._details.forget()

    def count(self) -> int:
        return self._model.rowCount()

    def item(self, row: int) -> PreviewItem | None:
        record = self._model.record(row)
        if record is None:
            return None
        whole = self._details.get(record.id)
        return _of_variant(record, whole if isinstance(whole, Variant) else None)


def _of_character(row: CharacterRow, whole: Character | None) -> PreviewItem:
    facts: list[tuple[str, str]] = [
        ("Style", readable(row.style)),
        ("Status", readable(row.status)),
        ("Contents", text.contents(row)),
        ("Tags", ", ".join(row.tags)),
        ("Owner", row.owner),
        ("Created", text.when(row.created_at)),
    ]
    if whole is not None:
        facts.insert(0, ("Description", whole.description or ""))
        facts += [_fact(field) for field in character_attributes(whole).fields]
    return PreviewItem(
        title=row.title,
        subtitle=readable(row.style),
        reference=whole.image if whole else row.full_image,
        thumbnail=row.image,
        prompt=whole.prompt if whole else "",
        facts=tuple(fact for fact in facts if fact[1]),
    )


def _of_variant(row: VariantRow, whole: Variant | None) -> PreviewItem:
    facts = [("Theme", row.theme), ("Made", text.when(row.created_at))]
    if whole is not None:
        facts = [_fact(field) for field in variant_details(whole).fields[1:]]
    return PreviewItem(
        title=row.prompt,
        subtitle=row.theme,
        reference=row.full_image,
        thumbnail=row.image,
        prompt=row.prompt,
        facts=tuple(fact for fact in facts if fact[1]),
    )


def _fact(field: Field) -> tuple[str, str]:
    return field.label, field.value or ", ".join(field.chips)
