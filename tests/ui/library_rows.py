"""Many rows at once, made by the server itself."""

from __future__ import annotations

from typing import Any

import psycopg


def fill(sql: psycopg.Connection[Any], characters: int, *, first: int = 1, user: str = "user") -> None:
    """Characters ``c00001``, ``c00002``, … with names, styles and times that repeat, so that orders need the id."""
    sql.execute(
        "INSERT INTO users (id, email, name, updated_at) VALUES (%s, %s, 'Ada', '2026-03-01') ON CONFLICT DO NOTHING",
        [user, f"{user}@example.com"],
    )
    sql.execute(
        """
        INSERT INTO characters (id, user_id, name, prompt, style_type, generation_status, is_favorite, tags,
                                created_at, updated_at)
        SELECT 'c' || lpad(n::text, 5, '0'), %s, CASE WHEN n %% 11 = 0 THEN NULL ELSE 'Name ' || n %% 97 END,
               CASE WHEN n %% 3 = 0 THEN 'a red dragon' ELSE 'a quiet gardener' END,
               ((ARRAY['REALISTIC', 'ANIME', 'FANTASY'])[n %% 3 + 1])::"StyleType",
               ((ARRAY['COMPLETED', 'PENDING'])[n %% 2 + 1])::"GenerationStatus", n %% 5 = 0, '{}',
               timestamp '2026-01-01' + interval '1 minute' * (n / 4), timestamp '2026-02-01' + interval '1 minute' * n
        FROM generate_series(%s::int, %s::int) AS n
        """,
        [user, first, first + characters - 1],
    )


def add_themes(sql: psycopg.Connection[Any], character: str, *variants: int) -> None:
    """A theme for each number, newest first, with that many variants."""
    for number, count in enumerate(variants):
        theme = f"{character}-t{number}"
        sql.execute(
            "INSERT INTO character_themes (id, character_id, name, created_at, updated_at) "
            "VALUES (%s, %s, %s, timestamp '2026-03-01' - interval '1 hour' * %s, '2026-03-01')",
            [theme, character, f"Theme {number} of {character}", number],
        )
        sql.execute(
            "INSERT INTO theme_variants (id, theme_id, character_id, prompt, metadata, created_at) "
            "SELECT %s || '-v' || n, %s, %s, 'make them smile ' || n || ' times', '{\"pose\": \"sitting\"}', "
            "timestamp '2026-03-01' - interval '1 minute' * n FROM generate_series(0, %s::int - 1) AS n",
            [theme, theme, character, count],
        )
