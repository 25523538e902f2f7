"""A library as a whole: opened on databases of every kind, with rows as they really are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from charstudio.data.embedded.binaries import find_binaries
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import MissingPartError, RefusedError, UnusableDatabaseError
from charstudio.domain.images import StoredField
from charstudio.domain.listing import CharacterFilter, CharacterSort, Order, Place
from charstudio.domain.profile import Profile, ProfileKind
from charstudio.domain.records import UNNAMED, Character, CharacterRow
from charstudio.services.library import Library, delete_library, is_own_library, open_library, reset_library
from tests.support.builders import MOMENT
from tests.support.postgres import PostgresServer

EVERYTHING = CharacterFilter()
ORDERS = [Order(sort, descending) for sort in CharacterSort for descending in (True, False)]
ALL_FILTERS = [
    EVERYTHING,
    CharacterFilter(words=("a", "%", "_")),
    CharacterFilter(favorite=True),
    CharacterFilter(in_library=True),
    CharacterFilter(public=True),
    CharacterFilter(attention=True),
    CharacterFilter(style="ANIME"),
    CharacterFilter(tag="elf"),
    CharacterFilter(owner_id="1759400000000"),
]

URI = "data:image/png;base64," + "A" * 5_000_000
IDS = [
    "1759400000123",
    "cmg9abcdefghijklmnopqrstu",
    "char-001",
    "6f1d2c1e-4b7a-4e0e-9d5f-2b1f0c3d4e5f",
    "theme_1759400000123_deadbeef",
    "",
    " ",
    "'; DROP TABLE users; --",
    "ид/ليلى?🦊#%",
    "x" * 2000,
]

ROWS: LiteralString = """
    INSERT INTO users (id, email, name, updated_at) VALUES
        ('1759400000000', 'mira@example.com', 'Mira', now()), ('auth0|1', 'x@example.com', NULL, now());
    INSERT INTO characters (id, user_id, name, prompt, style_type, image_url, thumbnail_url, metadata, tags,
        personality, "physicalTraits", generation_status, updated_at)
    SELECT id, '1759400000000', NULL, '', 'ANIME', NULL, '', 'null', NULL, NULL, 'null', 'FAILED', now()
    FROM unnest(%s::text[]) AS id;
    INSERT INTO characters (id, user_id, name, description, prompt, image_url, metadata, tags, updated_at) VALUES
        ('heavy', 'auth0|1', 'ليلى 🦊 \u202e مها', E'a\n\tb', 'p', %s, '{"a": {"b": [1, null]}}', '{}', now()),
        ('list', 'auth0|1', '  ', '', 'p', '/uploads/characters/1759400000123.png', '[1, "x"]', '{elf,elf,""}', now()),
        ('text', 'auth0|1', '', NULL, 'p', 'https://cdn.example.com/1.webp', '"just text"', '{"a,b","q\\"t"}', now()),
        ('number', 'auth0|1', %s, NULL, 'p', 'relative.png', '3.5', NULL, now());
    INSERT INTO character_themes (id, character_id, name, updated_at) VALUES
        ('theme_1759400000123_0a1b2c3d', 'heavy', 'Зима ❄', now()), ('t2', 'list', '', now());
    INSERT INTO theme_variants (id, theme_id, character_id, prompt, image_url, metadata) VALUES
        ('variant_1759400000123_0a1b2c3d', 'theme_1759400000123_0a1b2c3d', 'heavy', 'smile', %s, NULL),
        ('v2', 'theme_1759400000123_0a1b2c3d', 'somebody else', 'x', '', 'null'),
        ('v3', 't2', '', '', NULL, '{"expression": "happy", "generationMode": 1}');
"""


def fill(sql: psycopg.Connection[Any]) -> None:
    values = [None, [IDS], [URI, "n" * 5000], None, [URI]]
    for statement, parameters in zip(ROWS.split(";\n    INSERT"), values, strict=True):
        text = statement if statement.strip().startswith("INSERT") else f"INSERT {statement}"
        sql.execute(text.encode(), parameters)


def read_everything(library: Library) -> list[Character]:
    """Read whatever the window would: every list, number and record; returns the characters."""
    facets = library.facets()
    rows: list[CharacterRow] = []
    for order in ORDERS:
        rows = library.characters.page(EVERYTHING, order)
        assert len(rows) == library.characters.count(EVERYTHING) == facets.total
        for number, row in enumerate(rows):
            assert library.characters.position(EVERYTHING, order, row.id) == number
            place = Place(library.characters.key_of(row, order))
            assert library.characters.page(EVERYTHING, order, place, 1) == rows[number + 1 : number + 2]
        library.characters.anchors(EVERYTHING, order, 2)
    for where in ALL_FILTERS:
        assert library.characters.count(where) == len(library.characters.page(where, Order()))
    found = []
    for row in rows:
        assert row.title
        assert (row.image is None) <= (row.full_image is None)
        character = library.characters.get(row.id)
        assert character is not None
        assert (character.id, character.title, tuple(row.tags)) == (row.id, row.title, character.tags)
        found.append(character)
        for theme in library.themes.of_character(row.id):
            assert len(library.themes.variants(row.id, theme.id)) == theme.variants
        for variant in library.themes.variants(row.id):
            whole = library.themes.variant(variant.id)
            assert whole is not None
            assert whole.character_id == row.id
    return found


def test_every_kind_of_row_is_read(library: Library, sql: psycopg.Connection[Any]) -> None:
    fill(sql)
    found = {character.id: character for character in read_everything(library)}
    assert set(found) == {*IDS, "heavy", "list", "text", "number"}
    assert found["char-001"].title == UNNAMED
    assert (found["char-001"].metadata, found["char-001"].physical_traits, found["char-001"].tags) == (None, None, ())
    assert found["char-001"].thumbnail is None
    assert found["heavy"].metadata == {"a": {"b": [1, None]}}
    assert found["list"].tags == ("elf", "elf", "")
    assert found["text"].tags == ("a,b", 'q"t')
    assert found["number"].metadata == 3.5
    assert library.stored_image(StoredField("characters", "image_url", "heavy")) == URI
    assert library.stored_image(StoredField("theme_variants", "image_url", "variant_1759400000123_0a1b2c3d")) == URI
    ids = [variant.id for variant in library.themes.variants("heavy")]
    assert ids == ["variant_1759400000123_0a1b2c3d", "v2"]


@pytest.fixture
def open_test(settings: ConnectionSettings) -> Iterator[Callable[[], Library]]:
    """Opens the test's own database as it is by then."""
    opened: list[Library] = []

    def open_now() -> Library:
        profile = Profile("test", "Test", ProfileKind.TEAM, settings.without_password())
        opened.append(open_library(profile, settings.password.reveal() if settings.password else None))
        return opened[-1]

    yield open_now
    for library in opened:
        library.close()


OTHER_SCHEMAS: dict[str, LiteralString] = {
    "values that enums did not have": """
        ALTER TYPE "StyleType" ADD VALUE 'PIXEL_ART'; ALTER TYPE "GenerationStatus" ADD VALUE 'PAUSED';
        ALTER TYPE "SubscriptionTier" ADD VALUE 'TEAM' BEFORE 'FREE'; COMMIT;
        INSERT INTO characters (id, user_id, prompt, style_type, generation_status, updated_at)
            VALUES ('new', 'auth0|1', 'p', 'PIXEL_ART', 'PAUSED', now());
        UPDATE users SET subscription_tier = 'TEAM'
    """,
    "more columns and tables": """
        ALTER TABLE users ADD credits int NOT NULL DEFAULT 5; ALTER TABLE characters ADD tags2 text[];
        ALTER TABLE characters ADD search tsvector GENERATED ALWAYS AS (to_tsvector('simple', prompt)) STORED;
        CREATE TABLE credit_transactions (id text PRIMARY KEY, amount int); CREATE TABLE api_cost_config (id text);
        CREATE TABLE _prisma_migrations (id text PRIMARY KEY)
    """,
    "a legacy column and a foreign key": """
        ALTER TABLE characters ADD s3_url text; UPDATE characters SET s3_url = 'https://s3.example.com/1.png';
        UPDATE theme_variants v SET character_id = t.character_id FROM character_themes t WHERE t.id = v.theme_id;
        ALTER TABLE theme_variants ADD FOREIGN KEY (character_id) REFERENCES characters ON DELETE CASCADE
    """,
    "columns in another order": """
        ALTER TABLE characters RENAME prompt TO p; ALTER TABLE characters ADD prompt text;
        UPDATE characters SET prompt = p; ALTER TABLE characters DROP p
    """,
    "the platform's later schema": """
        DROP TABLE generations, scene_generations, scene_characters, scenes, character_collection_items,
            character_collections, character_templates;
        ALTER TABLE characters DROP tags, DROP metadata, DROP style_type, DROP is_public, DROP is_favorite,
            DROP is_in_library, DROP age, DROP gender, DROP occupation, DROP personality, DROP "physicalTraits",
            DROP clothing, DROP background, DROP description, DROP reference_image_url, DROP generation_status;
        DROP TYPE "StyleType"; ALTER TABLE users ADD credits int NOT NULL DEFAULT 0, DROP daily_quota
    """,
    "hardly anything": """
        ALTER TABLE characters DROP image_url, DROP thumbnail_url, DROP description, DROP tags;
        ALTER TABLE theme_variants DROP image_url, DROP thumbnail_url, DROP metadata, DROP character_id;
        ALTER TABLE character_themes DROP description, DROP updated_at; ALTER TABLE users DROP name
    """,
}


@pytest.mark.parametrize("change", OTHER_SCHEMAS.values(), ids=OTHER_SCHEMAS)
def test_older_and_newer_databases_open(
    sql: psycopg.Connection[Any], open_test: Callable[[], Library], change: LiteralString
) -> None:
    fill(sql)
    sql.execute(change)
    found = {character.id: character for character in read_everything(open_test())}
    assert {"heavy", *IDS} <= set(found)
    if "new" in found:
        assert (found["new"].style, found["new"].status) == ("PIXEL_ART", "PAUSED")


def test_what_is_missing_is_named(sql: psycopg.Connection[Any], open_test: Callable[[], Library]) -> None:
    fill(sql)
    sql.execute("ALTER TABLE characters DROP tags, DROP is_public")
    assert {character.missing for character in read_everything(open_test())} == {frozenset({"tags", "is_public"})}


def test_a_team_library_shows_where_it_is(library: Library, settings: ConnectionSettings) -> None:
    assert library.place == settings.display
    assert int(library.server_version.split(".")[0]) >= 14


def test_a_library_that_is_no_good_leaves_no_connection(empty_settings: ConnectionSettings) -> None:
    profile = Profile("test", "Test", ProfileKind.TEAM, empty_settings.without_password())
    password = empty_settings.password.reveal() if empty_settings.password else None
    # The fixture looks for connections that are left.
    with pytest.raises(UnusableDatabaseError):
        open_library(profile, password)


def test_the_password_comes_from_the_keyring_not_the_profile(
    postgres_server: PostgresServer, settings: ConnectionSettings
) -> None:
    grants = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"
    with postgres_server.role(grants, database=settings.database) as (name, password):
        location = postgres_server.as_role(name, password, settings.database).without_password()
        profile = Profile("test", "Test", ProfileKind.TEAM, location)
        with open_library(profile, password) as library:
            assert library.characters.count(EVERYTHING) == 0
        with pytest.raises(RefusedError, match="sign-in"):
            open_library(profile)


def test_a_teams_database_is_never_filled_or_emptied(library: Library) -> None:
    with pytest.raises(RefusedError, match="local library only"):
        library.fill({"users": [{"id": "u", "email": "e", "updated_at": MOMENT}]})
    with pytest.raises(RefusedError, match="Only a local library"):
        reset_library(library.profile)


# --- local libraries -----------------------------------------------------------------------------------------------

USERS = [{"id": "u", "email": "u@example.com", "updated_at": MOMENT}]
CHARACTERS = [{"id": "c", "user_id": "u", "prompt": "p", "updated_at": MOMENT}]


@pytest.fixture
def local(tmp_path: Path) -> Profile:
    try:
        find_binaries()
    except MissingPartError as error:
        pytest.skip(str(error))
    folder = tmp_path / "local"
    return Profile("local", "Local", ProfileKind.LOCAL, str(folder), image_base=str(folder / "images"))


def test_a_local_library_is_made_filled_kept_and_reset(local: Profile) -> None:
    reset_library(local)
    assert not Path(local.location).exists()
    with open_library(local) as library:
        assert library.place == "local"
        assert not library.warns_plain_text
        assert library.is_empty()
        with pytest.raises(Exception, match="character_themes"):
            library.fill({"users": USERS, "characters": CHARACTERS, "character_themes": [{"id": "t"}]})
        assert library.is_empty()
        library.fill({"users": USERS, "characters": CHARACTERS})
        with pytest.raises(RefusedError, match="already holds"):
            library.fill({"users": USERS})
        with pytest.raises(RefusedError, match="use"):
            reset_library(local)
    with open_library(local) as library:
        assert [row.id for row in library.characters.page(EVERYTHING, Order())] == ["c"]
    reset_library(local)
    with open_library(local) as library:
        assert library.is_empty()


def test_a_local_library_is_deleted_once_nobody_uses_it(local: Profile) -> None:
    delete_library(local)
    assert not is_own_library(local)
    with open_library(local), pytest.raises(RefusedError, match="in use"):
        delete_library(local)
    assert is_own_library(local)
    delete_library(local)
    assert not Path(local.location).exists()


def test_only_a_folder_that_charstudio_made_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    own = Profile("own", "Own", ProfileKind.LOCAL, str(tmp_path))
    team = Profile("team", "Team", ProfileKind.TEAM, "postgresql:///x")
    assert not is_own_library(own)
    assert not is_own_library(team)
    for profile in (own, team):
        with pytest.raises(RefusedError):
            delete_library(profile)
    assert (tmp_path / "mine.txt").exists()
