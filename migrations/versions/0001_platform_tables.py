"""The platform's tables, as its own first migration makes them

Run only on an empty database. On one that the web application made, this revision is marked as done and nothing in
its schema changes: the platform's tables belong to Prisma there. Every later revision touches the schema
``charstudio`` alone.

Revision ID: 0001
"""

from __future__ import annotations

from alembic import op

from charstudio.domain.errors import RefusedError

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ENUMS = {
    "SubscriptionTier": ("FREE", "PREMIUM", "PRO"),
    "StyleType": ("REALISTIC", "CARTOON", "ANIME", "FANTASY", "CYBERPUNK", "VINTAGE", "MINIMALIST"),
    "GenerationStatus": ("PENDING", "PROCESSING", "COMPLETED", "FAILED"),
}

_CREATED = "created_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP"
_UPDATED = "updated_at TIMESTAMP(3) NOT NULL"
_ADDED = "added_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP"
_STYLE = "style_type \"StyleType\" NOT NULL DEFAULT 'REALISTIC'"
_STATUS = "\"GenerationStatus\" NOT NULL DEFAULT 'PENDING'"

_TABLES = {
    "users": f"""
        email TEXT NOT NULL,
        auth0_id TEXT,
        name TEXT,
        avatar TEXT,
        subscription_tier "SubscriptionTier" NOT NULL DEFAULT 'FREE',
        daily_quota INTEGER NOT NULL DEFAULT 3,
        daily_used INTEGER NOT NULL DEFAULT 0,
        total_generated INTEGER NOT NULL DEFAULT 0,
        last_reset_date TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
        {_CREATED},
        {_UPDATED}""",
    "characters": f"""
        user_id TEXT NOT NULL,
        name TEXT,
        description TEXT,
        prompt TEXT NOT NULL,
        {_STYLE},
        image_url TEXT,
        thumbnail_url TEXT,
        reference_image_url TEXT,
        metadata JSONB,
        tags TEXT[],
        is_public BOOLEAN NOT NULL DEFAULT false,
        is_favorite BOOLEAN NOT NULL DEFAULT false,
        is_in_library BOOLEAN NOT NULL DEFAULT false,
        generation_status {_STATUS},
        age TEXT,
        gender TEXT,
        occupation TEXT,
        personality TEXT[],
        "physicalTraits" JSONB,
        clothing TEXT,
        background TEXT,
        {_CREATED},
        {_UPDATED}""",
    "character_themes": f"""
        character_id TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT,
        {_CREATED},
        {_UPDATED}""",
    "theme_variants": f"""
        theme_id TEXT NOT NULL,
        character_id TEXT NOT NULL,
        prompt TEXT NOT NULL,
        image_url TEXT,
        thumbnail_url TEXT,
        metadata JSONB,
        {_CREATED}""",
    "generations": f"""
        user_id TEXT NOT NULL,
        character_id TEXT,
        status {_STATUS},
        batch_size INTEGER NOT NULL DEFAULT 1,
        nano_banana_request_id TEXT,
        prompt TEXT NOT NULL,
        {_STYLE},
        error_message TEXT,
        completed_at TIMESTAMP(3),
        {_CREATED},
        {_UPDATED}""",
    "character_templates": f"""
        name TEXT NOT NULL,
        description TEXT,
        prompt TEXT NOT NULL,
        {_STYLE},
        tags TEXT[],
        is_active BOOLEAN NOT NULL DEFAULT true,
        usage_count INTEGER NOT NULL DEFAULT 0,
        {_CREATED},
        {_UPDATED}""",
    "character_collections": f"""
        user_id TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT,
        is_public BOOLEAN NOT NULL DEFAULT false,
        cover_image_url TEXT,
        {_CREATED},
        {_UPDATED}""",
    "character_collection_items": f"""
        collection_id TEXT NOT NULL,
        character_id TEXT NOT NULL,
        {_ADDED}""",
    "scenes": f"""
        user_id TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT,
        environment TEXT,
        setting TEXT,
        mood TEXT,
        lighting TEXT,
        thumbnail_url TEXT,
        is_public BOOLEAN NOT NULL DEFAULT false,
        {_CREATED},
        {_UPDATED}""",
    "scene_characters": f"""
        scene_id TEXT NOT NULL,
        character_id TEXT NOT NULL,
        pose TEXT,
        expression TEXT,
        action TEXT,
        position JSONB,
        {_ADDED}""",
    "scene_generations": f"""
        user_id TEXT NOT NULL,
        scene_id TEXT NOT NULL,
        status {_STATUS},
        prompt TEXT NOT NULL,
        error_message TEXT,
        completed_at TIMESTAMP(3),
        {_CREATED},
        {_UPDATED}""",
}

_UNIQUE = (
    ("users", "email"),
    ("users", "auth0_id"),
    ("character_themes", "character_id", "name"),
    ("character_collection_items", "collection_id", "character_id"),
    ("scene_characters", "scene_id", "character_id"),
)

_FOREIGN_KEYS = (
    ("characters", "user_id", "users", "CASCADE"),
    ("character_themes", "character_id", "characters", "CASCADE"),
    ("theme_variants", "theme_id", "character_themes", "CASCADE"),
    ("generations", "user_id", "users", "CASCADE"),
    ("generations", "character_id", "characters", "SET NULL"),
    ("character_collections", "user_id", "users", "CASCADE"),
    ("character_collection_items", "collection_id", "character_collections", "CASCADE"),
    ("character_collection_items", "character_id", "characters", "CASCADE"),
    ("scenes", "user_id", "users", "CASCADE"),
    ("scene_characters", "scene_id", "scenes", "CASCADE"),
    ("scene_characters", "character_id", "characters", "CASCADE"),
    ("scene_generations", "user_id", "users", "CASCADE"),
    ("scene_generations", "scene_id", "scenes", "CASCADE"),
)


def upgrade() -> None:
    for name, values in _ENUMS.items():
        op.execute(f'CREATE TYPE "{name}" AS ENUM ({", ".join(repr(value) for value in values)})')
    for table, columns in _TABLES.items():
        op.execute(f"CREATE TABLE {table} (id TEXT NOT NULL, {columns}, CONSTRAINT {table}_pkey PRIMARY KEY (id))")
    for table, *columns_of_key in _UNIQUE:
        name = "_".join((table, *columns_of_key, "key"))
        op.execute(f"CREATE UNIQUE INDEX {name} ON {table} ({', '.join(columns_of_key)})")
    for table, column, target, action in _FOREIGN_KEYS:
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_fkey FOREIGN KEY ({column}) "
            f"REFERENCES {target} (id) ON DELETE {action} ON UPDATE CASCADE"
        )


def downgrade() -> None:
    # On a team's database these tables hold the web application's data. No command of ours may drop them.
    raise RefusedError(
        "CharStudio never drops the platform's tables.", "Delete a local library in CharStudio to be rid of its tables."
    )
