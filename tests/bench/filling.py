"""Characters, themes and variants in the proportions of a large platform, made by the server itself."""

from __future__ import annotations

from typing import Any, Final

import psycopg

from charstudio.domain.connection import ConnectionSettings

_USERS: Final = 1_000
_THEMES_PER_CHARACTER: Final = 0.6
_VARIANTS_PER_CHARACTER: Final = 0.75

_TABLES: Final = (
    """
    INSERT INTO users (id, email, name, updated_at)
    SELECT 'user-' || n, 'user' || n || '@example.com', CASE WHEN n %% 5 > 0 THEN 'User ' || n END, now()
    FROM generate_series(1, %(users)s) n
    """,
    """
    INSERT INTO characters (id, user_id, name, description, prompt, style_type, image_url, thumbnail_url, tags,
      is_public, is_favorite, is_in_library, generation_status, created_at, updated_at)
    SELECT lpad(to_hex(n * 2654435761 %% 4294967296), 8, '0') || '-' || n, 'user-' || 1 + n %% %(users)s,
      CASE WHEN n %% 10 > 0 THEN 'Character number ' || n END, 'Somebody who stands in row ' || n,
      'portrait of somebody with the number ' || n || ', soft light, looking at the viewer',
      ((ARRAY['REALISTIC','CARTOON','ANIME','FANTASY','CYBERPUNK','VINTAGE','MINIMALIST'])[1 + n %% 7])::"StyleType",
      '/uploads/characters/' || n || '.png', CASE WHEN n %% 3 > 0 THEN '/uploads/thumbnails/' || n || '.png' END,
      CASE WHEN n %% 4 > 0 THEN ARRAY['tag ' || n %% 40, 'tag ' || n %% 33] END,
      n %% 3 = 0, n %% 7 = 0, n %% 5 = 0,
      ((ARRAY['COMPLETED','COMPLETED','COMPLETED','PENDING','FAILED'])[1 + n %% 5])::"GenerationStatus",
      timestamp '2025-01-01' + n * interval '7 seconds', timestamp '2025-01-01' + n * interval '9 seconds'
    FROM generate_series(1, %(characters)s) n
    """,
    """
    INSERT INTO character_themes (id, character_id, name, created_at, updated_at)
    SELECT 'theme_' || n, c.id, 'Theme ' || n, c.created_at, c.created_at
    FROM (SELECT id, created_at, row_number() OVER () AS number FROM characters) c
    JOIN generate_series(1, %(themes)s) n ON c.number = 1 + n::bigint * 7919 %% %(characters)s
    """,
    """
    INSERT INTO theme_variants (id, theme_id, character_id, prompt, image_url, created_at)
    SELECT 'variant_' || n, t.id, t.character_id, 'make them smile', '/uploads/variants/' || n || '.png', t.created_at
    FROM (SELECT id, character_id, created_at, row_number() OVER () AS number FROM character_themes) t
    JOIN generate_series(1, %(variants)s) n ON t.number = 1 + n::bigint * 7919 %% %(themes)s
    """,
)

_INDEXES: Final = (
    # Partial, the only form that `prisma db push` leaves in place; the condition is always true.
    "CREATE INDEX ON characters (created_at, id) WHERE id >= ''",
    "CREATE INDEX ON theme_variants (theme_id) WHERE theme_id >= ''",
)


def fill(settings: ConnectionSettings, characters: int) -> None:
    """Fill the empty tables, make the indexes that a large database needs, and bring the statistics up to date."""
    numbers = {
        "users": _USERS,
        "characters": characters,
        "themes": max(1, int(characters * _THEMES_PER_CHARACTER)),
        "variants": int(characters * _VARIANTS_PER_CHARACTER),
    }
    conninfo: dict[str, Any] = settings.conninfo()
    with psycopg.connect(**conninfo, autocommit=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for statement in _TABLES:
            connection.execute(statement, numbers)
        for statement in _INDEXES:
            connection.execute(statement)
        connection.execute("VACUUM (ANALYZE) users, characters, character_themes, theme_variants")
