"""Characters: rows of lists by keyset, and one whole character."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    cast,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from charstudio.data import indexed, keyset
from charstudio.data.catalogue import Catalogue, coalesced
from charstudio.data.first_page import Statement
from charstudio.data.tables import character_themes, characters, theme_variants, users
from charstudio.domain.attention import STUCK_AFTER
from charstudio.domain.images import INLINE_LIMIT, StoredField, reference
from charstudio.domain.listing import CharacterFilter, CharacterSort, Key, Order, Place
from charstudio.domain.records import Character, CharacterRow
from charstudio.domain.vocabulary import GenerationStatus

_NO_TAGS: Final = cast(literal("{}"), ARRAY(Text))
# Outer: a row whose owner cannot be seen (row level security, no foreign key) is still one of the list.
_WITH_OWNER: Final = characters.outerjoin(users, users.c.id == characters.c.user_id)
BLANK: Final = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""What ``str.strip`` removes: PostgreSQL's ``trim`` alone removes spaces only."""


def page(
    connection: Connection, catalogue: Catalogue, where: CharacterFilter, order: Order, place: Place, size: int
) -> list[CharacterRow]:
    """At most ``size`` rows at ``place``, in one query whatever they hold."""
    query = _page_query(catalogue, where, order, place, size)
    found = [CharacterRow._make(row) for row in connection.execute(query)]
    if place.backwards:
        found.reverse()
    return found


def first_page_statement(connection: Connection, catalogue: Catalogue, order: Order, size: int) -> Statement:
    """What ``page`` sends to the driver for the first page of all characters."""
    schemas = connection.get_execution_options().get("schema_translate_map")
    compiled = _page_query(catalogue, CharacterFilter(), order, Place(), size).compile(
        dialect=connection.dialect, schema_translate_map=schemas, render_schema_translate=schemas is not None
    )
    return Statement(compiled.string, dict(compiled.params))


def _page_query(
    catalogue: Catalogue, where: CharacterFilter, order: Order, place: Place, size: int
) -> Select[*tuple[Any, ...]]:
    sort_key = _key(catalogue, order.sort)
    rows = select(*_row_columns(catalogue), sort_key[0].label("sort_value")).select_from(_WITH_OWNER)
    rows = rows.where(*_conditions(catalogue, where))
    chosen = keyset.page(rows, sort_key, descending=order.descending, place=place, size=size).cte("chosen")
    # One aggregate over the themes and variants of this page only; a subquery for each row would scan the variants,
    # which the platform does not index, two hundred times.
    counts = (
        select(
            character_themes.c.character_id,
            func.count(character_themes.c.id.distinct()).label("themes"),
            func.count(theme_variants.c.id).label("variants"),
        )
        .select_from(
            character_themes.outerjoin(
                theme_variants,
                and_(theme_variants.c.theme_id == character_themes.c.id, indexed.every(theme_variants.c.theme_id)),
            )
        )
        .where(character_themes.c.character_id.in_(select(chosen.c.id)))
        .group_by(character_themes.c.character_id)
        .subquery("counts")
    )
    downwards = order.descending != place.backwards
    own = (chosen.c.sort_value, chosen.c.id)
    listed = [column for column in chosen.c if column.name != "sort_value"]
    return (
        select(*listed, func.coalesce(counts.c.themes, 0), func.coalesce(counts.c.variants, 0))
        .select_from(chosen.outerjoin(counts, counts.c.character_id == chosen.c.id))
        .order_by(*(part.desc() if downwards else part.asc() for part in own))
    )


def count(connection: Connection, catalogue: Catalogue, where: CharacterFilter) -> int:
    """How many characters the filter lets through."""
    query = select(func.count()).select_from(characters).where(*_conditions(catalogue, where))
    return int(connection.execute(query).scalar_one())


def anchors(connection: Connection, catalogue: Catalogue, where: CharacterFilter, order: Order, step: int) -> list[Key]:
    """The keys of every ``step``-th row of a list, the first that of row ``step - 1``.

    With them any page is an anchor and a short OFFSET away: one scan instead of one for every jump.
    """
    value, identity = _key(catalogue, order.sort)
    direction = [part.desc() if order.descending else part.asc() for part in (value, identity)]
    numbered = (
        select(value.label("value"), identity.label("id"), func.row_number().over(order_by=direction).label("number"))
        .select_from(_WITH_OWNER)
        .where(*_conditions(catalogue, where))
        .subquery()
    )
    query = select(numbered.c.value, numbered.c.id).where(numbered.c.number % step == 0).order_by(numbered.c.number)
    return [(row.value, row.id) for row in connection.execute(query)]


def position(
    connection: Connection, catalogue: Catalogue, where: CharacterFilter, order: Order, character_id: str
) -> int | None:
    """The row number (from 0) of a character in a list, or None where the filter does not let it through."""
    sort_key = _key(catalogue, order.sort)
    conditions = _conditions(catalogue, where)
    own = connection.execute(
        select(*sort_key).select_from(_WITH_OWNER).where(characters.c.id == character_id, *conditions)
    ).one_or_none()
    if own is None:
        return None
    earlier = keyset.before(
        select(func.count()).select_from(_WITH_OWNER).where(*conditions),
        sort_key,
        descending=order.descending,
        of=(own[0], own[1]),
    )
    return int(connection.execute(earlier).scalar_one())


def get(connection: Connection, catalogue: Catalogue, character_id: str) -> Character | None:
    """One character with every field, or None when it is gone."""
    query = (
        select(*(_whole(catalogue, column) for column in characters.c), catalogue.select(users.c.name), users.c.email)
        .select_from(_WITH_OWNER)
        .where(characters.c.id == character_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    *values, owner_name, owner_email = row
    found = dict(zip(characters.c.keys(), values, strict=True))
    version = found["updated_at"].isoformat()

    def image(column: str) -> Any:
        return reference(found[column], StoredField(characters.name, column, character_id), version)

    return Character(
        id=character_id,
        user_id=found["user_id"],
        owner_name=owner_name,
        owner_email=owner_email,
        name=found["name"],
        description=found["description"],
        prompt=found["prompt"],
        style=found["style_type"],
        image=image("image_url"),
        thumbnail=image("thumbnail_url"),
        reference_image=image("reference_image_url"),
        metadata=found["metadata"],
        tags=tuple(found["tags"] or ()),
        is_public=bool(found["is_public"]),
        is_favorite=bool(found["is_favorite"]),
        is_in_library=bool(found["is_in_library"]),
        status=found["generation_status"],
        age=found["age"],
        gender=found["gender"],
        occupation=found["occupation"],
        personality=tuple(found["personality"] or ()),
        physical_traits=found["physicalTraits"],
        clothing=found["clothing"],
        background=found["background"],
        created_at=found["created_at"],
        updated_at=found["updated_at"],
        missing=catalogue.missing(characters),
    )


def _row_columns(catalogue: Catalogue) -> list[ColumnElement[Any]]:
    """The columns of CharacterRow in its order, up to the counts."""
    c = characters.c
    return [
        c.id,
        c.name,
        _whole(catalogue, c.style_type),
        _whole(catalogue, c.generation_status),
        coalesced(catalogue, c.tags, _NO_TAGS),
        c.user_id,
        owner_label(catalogue).label("owner"),
        coalesced(catalogue, c.is_public, false()),
        coalesced(catalogue, c.is_favorite, false()),
        coalesced(catalogue, c.is_in_library, false()),
        c.created_at,
        c.updated_at,
        _whole(catalogue, c.thumbnail_url),
        _whole(catalogue, c.image_url),
    ]


def _whole(catalogue: Catalogue, column: Any) -> ColumnElement[Any]:
    """A column as records carry it: enums as text, since a newer platform may know more values; addresses cut."""
    if not catalogue.has(column):
        return catalogue.select(column)
    if column.name in ("style_type", "generation_status"):
        return cast(column, Text).label(column.name)
    if column.name.endswith("_url"):
        return short(column)
    return column  # type: ignore[no-any-return]


def short(column: Any) -> ColumnElement[Any]:
    """The beginning of an address: a data URI of megabytes must not travel with a list."""
    return func.left(column, INLINE_LIMIT).label(column.name)


def owner_label(catalogue: Catalogue) -> ColumnElement[Any]:
    """What the owner of a character is called in lists: the name, else the e-mail address, else the id."""
    return func.coalesce(catalogue.select(users.c.name), users.c.email, characters.c.user_id)


def _key(catalogue: Catalogue, sort: CharacterSort) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The sort value, never NULL, and the id. Where the database lacks the column, all rows have the same value."""
    c = characters.c
    values: dict[CharacterSort, ColumnElement[Any]] = {
        CharacterSort.CREATED: c.created_at,
        CharacterSort.UPDATED: c.updated_at,
        CharacterSort.NAME: indexed.name_key(),
        CharacterSort.STYLE: func.coalesce(cast(catalogue.select(c.style_type), Text), ""),
        CharacterSort.STATUS: func.coalesce(cast(catalogue.select(c.generation_status), Text), ""),
        CharacterSort.OWNER: owner_label(catalogue),
    }
    return values[sort], c.id


def _conditions(catalogue: Catalogue, where: CharacterFilter) -> list[ColumnElement[bool]]:
    c = characters.c
    conditions: list[ColumnElement[bool]] = [indexed.every(c.id)]
    for wanted, column in (
        (where.favorite, c.is_favorite),
        (where.in_library, c.is_in_library),
        (where.public, c.is_public),
    ):
        if wanted:
            conditions.append(column if catalogue.has(column) else false())
    if where.style is not None:
        conditions.append(cast(c.style_type, Text) == where.style if catalogue.has(c.style_type) else false())
    if where.tag is not None:
        conditions.append(indexed.tag_list().contains([where.tag]) if catalogue.has(c.tags) else false())
    if where.owner_id is not None:
        conditions.append(c.user_id == where.owner_id)
    if where.attention:
        conditions.append(needs_attention(catalogue))
    for word in where.words:
        if not _is_storable(word):
            conditions.append(false())
            continue
        conditions.append(_has_word(catalogue, word))
    return conditions


def _has_word(catalogue: Catalogue, word: str) -> ColumnElement[bool]:
    c = characters.c
    if indexed.SEPARATOR not in word:
        return indexed.search_text(catalogue).icontains(word, autoescape=True)
    # In the joined text it could be found where one field ends and the next begins.
    searched = [column for column in (c.name, c.description, c.prompt) if catalogue.has(column)]
    return or_(*(column.icontains(word, autoescape=True) for column in searched))


def _is_storable(text: str) -> bool:
    """Whether PostgreSQL's text can hold it: no NUL, no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def needs_attention(catalogue: Catalogue) -> ColumnElement[bool]:
    """The rule of ``charstudio.domain.attention.defects``, in SQL; what the database lacks counts as no defect."""
    c = characters.c
    deadline = datetime.now(UTC).replace(tzinfo=None) - STUCK_AFTER
    status = cast(c.generation_status, Text)
    no_image = func.btrim(func.coalesce(func.left(c.image_url, INLINE_LIMIT), ""), BLANK) == ""
    no_description = func.btrim(func.coalesce(c.description, ""), BLANK) == ""
    waiting = status.in_([GenerationStatus.PENDING.value, GenerationStatus.PROCESSING.value])
    rules = (
        ((c.is_public, c.image_url), and_(c.is_public, no_image)),
        ((c.generation_status, c.image_url), and_(status == GenerationStatus.COMPLETED.value, no_image)),
        ((c.is_in_library, c.description), and_(c.is_in_library, no_description)),
        ((c.generation_status,), and_(waiting, c.updated_at < deadline)),
        ((c.generation_status,), status == GenerationStatus.FAILED.value),
    )
    held = [rule for needed, rule in rules if all(catalogue.has(column) for column in needed)]
    return or_(false(), *held)
