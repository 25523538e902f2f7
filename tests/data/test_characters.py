"""Lists of characters: every order, place and filter, against the same thing done in Python."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from charstudio.data import catalogue as catalogues
from charstudio.data import characters
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.data.keys import key_of
from charstudio.data.mappings import Character, User
from charstudio.domain.images import INLINE_LIMIT, StoredField
from charstudio.domain.listing import CharacterFilter, CharacterSort, Key, Order, Place
from charstudio.domain.records import CharacterRow
from charstudio.domain.vocabulary import GenerationStatus, StyleType
from tests.support.builders import MOMENT, make_character, make_theme, make_user, make_variant, save
from tests.support.postgres import PostgresServer
from tests.support.statements import recorded

EVERYTHING = CharacterFilter()
ORDERS = [Order(sort, descending) for sort in CharacterSort for descending in (False, True)]
NAMES = [None, "", "Zoë", "Zoë", "anna", "Anna", "Ωmega", "🦊 Fox", "ليلى", "  ", "10", "9"]


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.read() as connection:
        yield connection


def listed(connection: Connection, catalogue: Catalogue, where: CharacterFilter) -> list[str]:
    return [row.id for row in characters.page(connection, catalogue, where, Order(), Place(), 100)]


# --- order and place -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(postgres_server: PostgresServer, template_database: str) -> Iterator[Database]:
    """Sixty characters full of ties, NULL names and strange ids."""
    name = postgres_server.create_database(template_database)
    database = Database(postgres_server.to(name))
    owners = [make_user(name=name) for name in (None, "Mira", "Mira", "arina")]
    rows = [
        make_character(
            owners[number % 4],
            id=f"{'Zz9_-é'[number % 6]}{number}",
            name=NAMES[number % len(NAMES)],
            style_type=list(StyleType)[number % 7].value,
            generation_status=list(GenerationStatus)[number % 4].value,
            created_at=MOMENT + timedelta(milliseconds=number % 5),
            updated_at=MOMENT - timedelta(hours=number % 7),
        )
        for number in range(60)
    ]
    save(database, *owners, *rows)
    yield database
    database.close()
    assert postgres_server.drop_database(name) == []


@pytest.fixture(scope="module")
def many_rows(many: Database) -> list[CharacterRow]:
    with many.read() as connection:
        catalogue = catalogues.read(connection, many.settings)
        return characters.page(connection, catalogue, EVERYTHING, Order(), Place(), 1000)


def in_order(rows: Sequence[CharacterRow], order: Order) -> list[CharacterRow]:
    return sorted(rows, key=lambda row: key_of(row, order.sort), reverse=order.descending)


def slice_of(rows: Sequence[CharacterRow], place: Place, order: Order, size: int) -> list[CharacterRow]:
    """What a page is, by definition: counted from its start, or from the row of ``after``, in its direction."""
    keys = [key_of(row, order.sort) for row in rows]
    if place.backwards:
        end = keys.index(place.after) if place.after else len(rows)
        end = max(0, end - place.skip)
        return list(rows[max(0, end - size) : end])
    start = (keys.index(place.after) + 1 if place.after else 0) + place.skip
    return list(rows[start : start + size])


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.sampled_from(ORDERS),
    after=st.none() | st.integers(0, 59),
    skip=st.integers(0, 70),
    size=st.integers(1, 70),
    backwards=st.booleans(),
)
@example(order=Order(CharacterSort.NAME), after=None, skip=0, size=60, backwards=True)
def test_a_page_is_that_part_of_the_sorted_list(
    many: Database,
    many_rows: list[CharacterRow],
    order: Order,
    after: int | None,
    skip: int,
    size: int,
    backwards: bool,
) -> None:
    rows = in_order(many_rows, order)
    key = None if after is None else key_of(rows[after], order.sort)
    place = Place(key, skip, backwards)
    with many.read() as connection:
        catalogue = catalogues.read(connection, many.settings)
        found = characters.page(connection, catalogue, EVERYTHING, order, place, size)
    assert [row.id for row in found] == [row.id for row in slice_of(rows, place, order, size)]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_every_position_is_the_row_number(many: Database, many_rows: list[CharacterRow], order: Order) -> None:
    with many.read() as connection:
        catalogue = catalogues.read(connection, many.settings)
        for number, row in list(enumerate(in_order(many_rows, order)))[::7]:
            assert characters.position(connection, catalogue, EVERYTHING, order, row.id) == number


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_anchors_are_the_keys_of_every_nth_row(many: Database, many_rows: list[CharacterRow], order: Order) -> None:
    with many.read() as connection:
        catalogue = catalogues.read(connection, many.settings)
        found = characters.anchors(connection, catalogue, EVERYTHING, order, 17)
    rows = in_order(many_rows, order)
    expected: list[Key] = [key_of(rows[number], order.sort) for number in (16, 33, 50)]
    assert found == expected


def test_the_row_of_a_place_may_have_gone(many: Database, many_rows: list[CharacterRow]) -> None:
    order = Order(CharacterSort.CREATED, descending=False)
    rows = in_order(many_rows, order)
    gone: Key = (rows[20].created_at, rows[20].id + "\u0001")
    with many.read() as connection:
        catalogue = catalogues.read(connection, many.settings)
        found = characters.page(connection, catalogue, EVERYTHING, order, Place(gone), 3)
    assert [row.id for row in found] == [row.id for row in rows[21:24]]


def test_positions_and_anchors_follow_the_filter(many: Database, many_rows: list[CharacterRow]) -> None:
    where, order = CharacterFilter(style="ANIME"), Order(CharacterSort.NAME)
    rows = in_order([row for row in many_rows if row.style == "ANIME"], order)
    with many.read() as connection:
        catalogue = catalogues.read(connection, many.settings)
        assert characters.count(connection, catalogue, where) == len(rows)
        assert characters.position(connection, catalogue, where, order, rows[3].id) == 3
        assert characters.anchors(connection, catalogue, where, order, 4)[0] == key_of(rows[3], order.sort)
        other = next(row for row in many_rows if row.style != "ANIME")
        assert characters.position(connection, catalogue, where, order, other.id) is None
        assert characters.position(connection, catalogue, where, order, "nobody") is None


def test_one_query_a_page_whatever_it_holds(connection: Connection, catalogue: Catalogue, database: Database) -> None:
    user = make_user()
    rows = [make_character(user) for _ in range(5)]
    themes = [make_theme(row) for row in rows for _ in range(3)]
    save(database, user, *rows, *themes, *(make_variant(theme) for theme in themes for _ in range(2)))
    with recorded() as statements:
        found = characters.page(connection, catalogue, EVERYTHING, Order(), Place(), 200)
    assert len(statements) == 1
    assert [(row.themes, row.variants) for row in found] == [(3, 6)] * 5


def test_counts_of_themes_without_variants(connection: Connection, catalogue: Catalogue, database: Database) -> None:
    user = make_user()
    bare, empty, full = (make_character(user, id=name) for name in ("bare", "empty", "full"))
    themes = [make_theme(empty), make_theme(full), make_theme(full)]
    save(database, user, bare, empty, full, *themes, make_variant(themes[1]))
    found = characters.page(connection, catalogue, EVERYTHING, Order(CharacterSort.CREATED, False), Place(), 10)
    assert [(row.id, row.themes, row.variants) for row in found] == [("bare", 0, 0), ("empty", 1, 0), ("full", 2, 1)]


def test_a_page_carries_the_beginning_of_a_data_uri_only(
    connection: Connection, catalogue: Catalogue, database: Database
) -> None:
    uri = "data:image/png;base64," + "A" * 5_000_000
    user = make_user()
    save(database, user, make_character(user, id="heavy", image_url=uri, thumbnail_url=uri, reference_image_url=uri))
    (row,) = characters.page(connection, catalogue, EVERYTHING, Order(), Place(), 10)
    assert row.image_text == row.thumbnail_text == uri[:INLINE_LIMIT]
    assert row.full_image is not None
    assert row.full_image.stored == StoredField("characters", "image_url", "heavy")
    whole = characters.get(connection, catalogue, "heavy")
    assert whole is not None
    for image in (whole.image, whole.thumbnail, whole.reference_image):
        assert image is not None
        assert len(image.text) == INLINE_LIMIT
        assert image.stored is not None


def test_the_owner_is_named_by_name_or_address(
    connection: Connection, catalogue: Catalogue, database: Database
) -> None:
    named, nameless = make_user(name="Mira"), make_user(email="a@example.com")
    save(database, named, nameless, make_character(named, id="1"), make_character(nameless, id="2"))
    found = characters.page(connection, catalogue, EVERYTHING, Order(CharacterSort.OWNER, False), Place(), 10)
    assert [(row.id, row.owner) for row in found] == [("1", "Mira"), ("2", "a@example.com")]


def test_a_character_whose_owner_cannot_be_seen_is_listed_all_the_same(
    connection: Connection, catalogue: Catalogue, database: Database, sql: psycopg.Connection[Any]
) -> None:
    user = make_user(id="gone")
    save(database, user, make_character(user, id="orphan"))
    sql.execute("ALTER TABLE characters DROP CONSTRAINT characters_user_id_fkey")
    sql.execute("DELETE FROM users")
    for order in ORDERS:
        (row,) = characters.page(connection, catalogue, EVERYTHING, order, Place(), 10)
        assert (row.id, row.owner) == ("orphan", "gone")
        assert characters.position(connection, catalogue, EVERYTHING, order, "orphan") == 0
    assert characters.count(connection, catalogue, EVERYTHING) == 1
    whole = characters.get(connection, catalogue, "orphan")
    assert whole is not None
    assert whole.owner == "gone"


# --- filters -------------------------------------------------------------------------------------------------------

Case = tuple[CharacterFilter, Callable[[Character], bool]]
FILTERS: list[Case] = [
    (CharacterFilter(), lambda c: True),
    (CharacterFilter(favorite=True), lambda c: c.is_favorite),
    (CharacterFilter(in_library=True), lambda c: c.is_in_library),
    (CharacterFilter(public=True), lambda c: c.is_public),
    (CharacterFilter(favorite=True, public=True), lambda c: c.is_favorite and c.is_public),
    (CharacterFilter(style="VINTAGE"), lambda c: c.style_type == "VINTAGE"),
    (CharacterFilter(style="UNHEARD_OF"), lambda c: False),
    (CharacterFilter(tag="elf"), lambda c: "elf" in (c.tags or ())),
    (CharacterFilter(tag="el"), lambda c: False),
    (CharacterFilter(tag='a "quoted", {tag}\\'), lambda c: 'a "quoted", {tag}\\' in (c.tags or ())),
    (CharacterFilter(owner_id="owner-1"), lambda c: c.user_id == "owner-1"),
    (CharacterFilter(owner_id="'; DROP TABLE users; --"), lambda c: False),
    (
        CharacterFilter(tag="elf", owner_id="owner-2", favorite=True),
        lambda c: "elf" in (c.tags or ()) and c.user_id == "owner-2" and c.is_favorite,
    ),
]


@pytest.fixture
def assorted(database: Database) -> list[Character]:
    owners: list[User] = [make_user(id=f"owner-{number}") for number in (1, 2)]
    tags = [None, [], ["elf"], ["elf", 'a "quoted", {tag}\\'], ["ELF"]]
    rows = [
        make_character(
            owners[number % 2],
            tags=tags[number % 5],
            style_type=["VINTAGE", "ANIME", "REALISTIC"][number % 3],
            is_favorite=favorite,
            is_public=public,
            is_in_library=in_library,
        )
        for number, (favorite, public, in_library) in enumerate(itertools.product((True, False), repeat=3))
    ]
    save(database, *owners, *rows)
    return rows


@pytest.mark.parametrize(("where", "holds"), FILTERS, ids=[repr(where) for where, _ in FILTERS])
def test_a_filter_lets_through_what_it_says(
    connection: Connection,
    catalogue: Catalogue,
    assorted: list[Character],
    where: CharacterFilter,
    holds: Callable[[Character], bool],
) -> None:
    expected = {row.id for row in assorted if holds(row)}
    assert set(listed(connection, catalogue, where)) == expected
    assert characters.count(connection, catalogue, where) == len(expected)


@pytest.mark.parametrize(
    "word",
    ["100%", "snake_case", "back\\slash", "O'Neil", '"quoted"', "50% \\_ off", "$1", "%(x)s", ":name", "🦊", "ÉTÉ"],
)
def test_a_word_means_its_letters(connection: Connection, catalogue: Catalogue, database: Database, word: str) -> None:
    user = make_user()
    fields = ("name", "description", "prompt")
    hits = [make_character(user, **{field: f"before {word} after"}) for field in fields]
    others = [
        make_character(user, name=other) for other in ("100 %", "snakeXcase", "backslash", "ONeil", "quoted", "x")
    ]
    save(database, user, *hits, *others)
    assert set(listed(connection, catalogue, CharacterFilter(words=(word,)))) == {row.id for row in hits}


def test_words_are_found_in_any_case_and_script(
    connection: Connection, catalogue: Catalogue, database: Database
) -> None:
    user = make_user()
    save(
        database,
        user,
        make_character(user, id="greek", name="Ωmega ΔΕΛΤΑ"),
        make_character(user, id="cyrillic", description="Снежная КОРОЛЕВА"),
        make_character(user, id="arabic", prompt="صورة ليلى"),
        make_character(user, id="japanese", name="桜 ひな"),
    )
    for word, expected in (("ωMEGA", "greek"), ("королева", "cyrillic"), ("ليلى", "arabic"), ("ひな", "japanese")):
        assert listed(connection, catalogue, CharacterFilter(words=(word,))) == [expected]


def test_all_words_must_occur_but_not_in_one_field(
    connection: Connection, catalogue: Catalogue, database: Database
) -> None:
    user = make_user()
    save(
        database,
        user,
        make_character(user, id="both", name="Red", prompt="a knight"),
        make_character(user, id="one", name="Red"),
        make_character(user, id="null", name=None, description=None, prompt="knight"),
    )
    assert listed(connection, catalogue, CharacterFilter(words=("red", "knight"))) == ["both"]


@pytest.mark.parametrize("word", ["\0", "a\0b", "\ud83e", "a\udc00"])
def test_a_word_that_no_database_can_hold_is_found_nowhere(
    connection: Connection, catalogue: Catalogue, database: Database, word: str
) -> None:
    user = make_user()
    save(database, user, make_character(user, name="a b"))
    assert listed(connection, catalogue, CharacterFilter(words=(word,))) == []
    assert characters.count(connection, catalogue, CharacterFilter(words=("a", word))) == 0


# --- one character -------------------------------------------------------------------------------------------------


def test_one_character_has_every_field(connection: Connection, catalogue: Catalogue, database: Database) -> None:
    user = make_user(id="u", name="Mira", email="mira@example.com")
    fields: dict[str, Any] = {
        "name": "Ada",
        "description": "An engineer",
        "prompt": "a portrait",
        "age": "36",
        "gender": "female",
        "occupation": "countess",
        "clothing": "a dress",
        "background": "London",
        "is_public": True,
        "is_favorite": True,
        "is_in_library": True,
    }
    character = make_character(
        user,
        id="c",
        style_type="ANIME",
        generation_status="COMPLETED",
        image_url="/uploads/characters/1.png",
        thumbnail_url="https://cdn.example.com/1.webp",
        reference_image_url="/uploads/ref.png",
        facts={"seed": 7, "nested": [1, None, "x"]},
        physical_traits={"hair": "dark"},
        tags=["maths", "victorian"],
        personality=["bold"],
        **fields,
    )
    save(database, user, character)
    found = characters.get(connection, catalogue, "c")
    assert found is not None
    assert {name: getattr(found, name) for name in fields} == fields
    assert (found.style, found.status) == ("ANIME", "COMPLETED")
    assert (found.metadata, found.physical_traits) == ({"seed": 7, "nested": [1, None, "x"]}, {"hair": "dark"})
    assert (found.tags, found.personality) == (("maths", "victorian"), ("bold",))
    assert [image.text for image in (found.image, found.thumbnail, found.reference_image) if image] == [
        "/uploads/characters/1.png",
        "https://cdn.example.com/1.webp",
        "/uploads/ref.png",
    ]
    assert (found.user_id, found.owner, found.owner_email) == ("u", "Mira", "mira@example.com")
    assert (found.created_at, found.updated_at) == (MOMENT, MOMENT)
    assert found.missing == frozenset()


def test_a_character_that_is_gone_is_none(connection: Connection, catalogue: Catalogue) -> None:
    assert characters.get(connection, catalogue, "nobody") is None
