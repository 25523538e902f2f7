"""The demo library as a whole: counts, references, dates, the mixture that real databases have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from charstudio.demo.content.library import DemoContent, compose
from charstudio.domain.vocabulary import GenerationStatus, StyleType, SubscriptionTier

NOW = datetime.fromisoformat("2026-03-18T15:12:03.456")
MOMENTS = (
    NOW,
    datetime.fromisoformat("2026-03-18T00:00:00"),
    datetime.fromisoformat("2026-12-31T23:59:59.999999"),
    datetime.fromisoformat("2028-02-29T00:00:01"),
)

COLUMNS = {
    "users": "id email auth0_id name avatar subscription_tier daily_quota daily_used total_generated last_reset_date "
    "created_at updated_at",
    "characters": "id user_id name description prompt style_type image_url thumbnail_url reference_image_url metadata "
    "tags is_public is_favorite is_in_library generation_status age gender occupation personality physicalTraits "
    "clothing background created_at updated_at",
    "character_themes": "id character_id name description created_at updated_at",
    "theme_variants": "id theme_id character_id prompt image_url thumbnail_url metadata created_at",
    "generations": "id user_id character_id status batch_size nano_banana_request_id prompt style_type error_message "
    "completed_at created_at updated_at",
    "character_templates": "id name description prompt style_type tags is_active usage_count created_at updated_at",
    "character_collections": "id user_id name description is_public cover_image_url created_at updated_at",
    "character_collection_items": "id collection_id character_id added_at",
}
"""The platform's columns, from its first migration."""

REFERENCES = {
    ("characters", "user_id"): "users",
    ("character_themes", "character_id"): "characters",
    ("theme_variants", "theme_id"): "character_themes",
    ("theme_variants", "character_id"): "characters",
    ("generations", "user_id"): "users",
    ("generations", "character_id"): "characters",
    ("character_collections", "user_id"): "users",
    ("character_collection_items", "collection_id"): "character_collections",
    ("character_collection_items", "character_id"): "characters",
}

Rows = Sequence[Mapping[str, Any]]


@pytest.fixture(scope="module", params=MOMENTS, ids=str)
def now(request: pytest.FixtureRequest) -> datetime:
    moment: datetime = request.param
    return moment


@pytest.fixture(scope="module")
def content(now: datetime) -> DemoContent:
    return compose(now)


def test_the_same_moment_and_seed_give_the_same_library() -> None:
    assert compose(NOW) == compose(NOW)


def test_another_seed_gives_another_library() -> None:
    assert compose(NOW, seed=8).rows != compose(NOW).rows


def test_a_time_with_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        compose(NOW.replace(tzinfo=UTC))


@pytest.mark.parametrize("seed", range(5))
def test_other_seeds_keep_to_the_counts(seed: int) -> None:
    rows = compose(NOW, seed).rows
    assert 460 <= len(rows["theme_variants"]) <= 540
    assert len(rows["generations"]) == 300


def test_counts(content: DemoContent) -> None:
    counts = {table: len(rows) for table, rows in content.rows.items()}
    assert counts["users"] == 6
    assert 55 <= counts["characters"] <= 65
    assert 120 <= counts["character_themes"] <= 140
    assert 460 <= counts["theme_variants"] <= 540
    assert counts["generations"] == 300
    assert counts["character_templates"]
    assert counts["character_collections"]
    assert counts["character_collection_items"]


@pytest.mark.parametrize("table", COLUMNS)
def test_rows_have_every_column(content: DemoContent, table: str) -> None:
    assert {frozenset(row) for row in content.rows[table]} == {frozenset(COLUMNS[table].split())}


def test_references_lead_to_rows_of_tables_that_come_before(content: DemoContent) -> None:
    order = list(content.rows)
    for (table, column), target in REFERENCES.items():
        ids = {row["id"] for row in content.rows[target]}
        assert order.index(target) < order.index(table)
        assert {row[column] for row in content.rows[table]} - {None} <= ids


def test_a_variant_names_the_character_of_its_theme(content: DemoContent) -> None:
    character_of = {theme["id"]: theme["character_id"] for theme in content.rows["character_themes"]}
    for variant in content.rows["theme_variants"]:
        assert character_of[variant["theme_id"]] == variant["character_id"]


def test_unique_values_are_unique(content: DemoContent) -> None:
    rows = content.rows
    ids = [row["id"] for table in rows.values() for row in table]
    _assert_unique(ids)
    _assert_unique([row["email"] for row in rows["users"]])
    _assert_unique([row["auth0_id"] for row in rows["users"] if row["auth0_id"] is not None])
    _assert_unique([(row["character_id"], row["name"]) for row in rows["character_themes"]])
    _assert_unique([(row["theme_id"], row["prompt"]) for row in rows["theme_variants"]])
    _assert_unique([(row["collection_id"], row["character_id"]) for row in rows["character_collection_items"]])


def test_every_form_of_id_occurs(content: DemoContent) -> None:
    ids = [str(row["id"]) for row in content.rows["characters"]]
    assert any(id_.isdigit() for id_ in ids)
    assert any(id_.startswith("c") and len(id_) == 25 for id_ in ids)
    assert any(id_.startswith("char-0") for id_ in ids)
    assert any(id_.count("-") == 4 for id_ in ids)
    assert any(str(row["id"]).startswith("theme_") for row in content.rows["character_themes"])
    assert any(str(row["id"]).startswith("variant_") for row in content.rows["theme_variants"])


def test_dates_lie_in_the_last_six_weeks_and_in_order(content: DemoContent, now: datetime) -> None:
    first = now - timedelta(days=42)
    for table in content.rows.values():
        for row in table:
            times = [row[name] for name in ("created_at", "added_at", "completed_at", "updated_at") if row.get(name)]
            for time in times:
                assert isinstance(time, datetime)
                assert time.tzinfo is None
                assert time.microsecond % 1000 == 0
                assert first <= time <= now
            if "updated_at" in row:
                assert row["created_at"] <= row["updated_at"]  # type: ignore[operator]
    days = {row["created_at"].date() for row in content.rows["characters"]}  # type: ignore[attr-defined]
    assert len(days) > 25


def test_children_are_not_older_than_their_parents(content: DemoContent) -> None:
    created = {row["id"]: row["created_at"] for table in content.rows.values() for row in table if "created_at" in row}
    for (table, column), _ in REFERENCES.items():
        for row in content.rows[table]:
            if "created_at" in row and row[column] is not None:
                assert created[row[column]] <= row["created_at"], (table, row["id"])  # type: ignore[operator]


def test_every_tier_style_and_status_occurs(content: DemoContent) -> None:
    rows = content.rows
    assert {row["subscription_tier"] for row in rows["users"]} == set(SubscriptionTier)
    for table, column in (("characters", "generation_status"), ("generations", "status")):
        assert {row[column] for row in rows[table]} == set(GenerationStatus)
    assert {row["style_type"] for row in rows["characters"]} == set(StyleType)


def test_flags_have_their_shares(content: DemoContent) -> None:
    characters = content.rows["characters"]
    share = {flag: sum(row[flag] is True for row in characters) / len(characters) for flag in characters[0]}
    assert 0.15 <= share["is_favorite"] <= 0.25
    assert 0.4 <= share["is_in_library"] <= 0.6
    assert 0.27 <= share["is_public"] <= 0.42


def test_there_is_something_to_attend_to(content: DemoContent, now: datetime) -> None:
    characters: Rows = content.rows["characters"]
    an_hour_ago = now - timedelta(hours=1)
    waiting = {"PENDING", "PROCESSING"}
    assert any(row["is_public"] and not row["image_url"] for row in characters)
    assert any(row["generation_status"] == "COMPLETED" and not row["image_url"] for row in characters)
    assert any(row["is_in_library"] and not row["description"] for row in characters)
    assert any(row["generation_status"] == "FAILED" for row in characters)
    assert any(row["generation_status"] in waiting and row["updated_at"] < an_hour_ago for row in characters)
    assert any(row["generation_status"] in waiting and row["created_at"] > an_hour_ago for row in characters)


def test_themes_are_spread(content: DemoContent) -> None:
    themes = Counter(row["character_id"] for row in content.rows["character_themes"])
    variants = Counter(row["theme_id"] for row in content.rows["theme_variants"])
    assert max(themes.values()) == 5
    assert len(themes) < len(content.rows["characters"])
    assert len(variants) < len(content.rows["character_themes"])
    assert 10 <= max(variants.values()) <= 12


def test_null_empty_and_filled_values_are_mixed(content: DemoContent) -> None:
    characters: Rows = content.rows["characters"]
    assert 4 <= sum(row["name"] is None for row in characters) <= 9
    for column in ("tags", "personality", "metadata"):
        values = [row[column] for row in characters]
        assert None in values
        assert any(value is not None and not value for value in values)
        assert any(values)
    assert {type(row["metadata"]) for row in characters} == {type(None), dict, list}
    vocabulary = {tag for row in characters for tag in row["tags"] or ()}
    assert 30 <= len(vocabulary) <= 40


def test_counters_of_users_agree_with_the_history(content: DemoContent, now: datetime) -> None:
    users: Rows = content.rows["users"]
    runs: Rows = content.rows["generations"]
    for user in users:
        starts = [run["created_at"] for run in runs if run["user_id"] == user["id"]]
        day = user["last_reset_date"].date()
        assert user["total_generated"] == len(starts)
        assert user["daily_used"] == sum(start.date() == day for start in starts)
        assert user["daily_used"] <= user["daily_quota"]
        assert not any(start.date() > day for start in starts)
        assert max(Counter(start.date() for start in starts).values()) <= user["daily_quota"]
    assert sum(user["last_reset_date"].date() < now.date() for user in users) == 2
    assert any(user["daily_used"] == user["daily_quota"] for user in users)
    usual = {"FREE": 3, "PREMIUM": 20, "PRO": 100}
    assert sum(user["daily_quota"] != usual[user["subscription_tier"]] for user in users) == 1


def test_runs_end_as_their_status_says(content: DemoContent) -> None:
    runs: Rows = content.rows["generations"]
    for run in runs:
        assert (run["completed_at"] is not None) == (run["status"] == "COMPLETED")
        assert (run["error_message"] is not None) == (run["status"] == "FAILED")
    assert any(run["character_id"] is None for run in runs)
    durations = [run["completed_at"] - run["created_at"] for run in runs if run["completed_at"]]
    assert max(durations) <= timedelta(minutes=1)
    assert all(before["created_at"] <= after["created_at"] for before, after in pairwise(runs))


def _assert_unique(values: Sequence[object]) -> None:
    assert [value for value, count in Counter(values).items() if count > 1] == []
