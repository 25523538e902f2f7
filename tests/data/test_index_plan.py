"""The indexes that are planned, as SQL."""

from __future__ import annotations

from charstudio.data import index_plan
from charstudio.data.catalogue import Catalogue
from charstudio.data.tables import characters, metadata

CATALOGUE = Catalogue("", {table.name: {c.name: True for c in table.c} for table in metadata.sorted_tables})
POSTGRES_NAME_LIMIT = 63


def test_every_index_is_of_a_kind_that_prisma_keeps() -> None:
    for index in index_plan.plan(CATALOGUE):
        statement = index_plan.create_statement(index, "public", "gin_trgm_ops")
        over_an_expression = index.method == "gin" and "((coalesce" in statement
        assert " WHERE " in statement or over_an_expression, statement


def test_names_fit_and_are_unique() -> None:
    names = [index.name for index in index_plan.plan(CATALOGUE)]
    assert len(set(names)) == len(names)
    assert all(name.startswith("charstudio_") and len(name) <= POSTGRES_NAME_LIMIT for name in names)


def test_every_foreign_key_is_covered() -> None:
    planned = {(index.table.name, index.columns[0].name) for index in index_plan.plan(CATALOGUE)}
    for table in metadata.sorted_tables:
        unique = {next(iter(index.columns)).name for index in table.indexes}
        for column in table.c:
            if column.foreign_keys and column.name not in unique:
                assert (table.name, column.name) in planned


def test_a_foreign_key_that_only_some_databases_have() -> None:
    extra = ("theme_variants", "character_id")
    name = "charstudio_theme_variants_character_id"
    assert name not in {index.name for index in index_plan.plan(CATALOGUE)}
    assert name in {index.name for index in index_plan.plan(CATALOGUE, frozenset([extra]))}


def test_names_are_quoted() -> None:
    index = index_plan.plan(CATALOGUE)[0]
    statement = index_plan.create_statement(index, 'my "schema"', "")
    assert '"my ""schema"""."characters"' in statement
    assert index_plan.drop_statement('a"b', "s") == 'DROP INDEX CONCURRENTLY IF EXISTS "s"."a""b"'


def test_a_column_that_is_missing_is_left_out_of_the_search() -> None:
    columns = {column.name: column.name != "description" for column in characters.c}
    planned = {index.name: index for index in index_plan.plan(Catalogue("", {"characters": columns}))}
    statement = index_plan.create_statement(planned["charstudio_characters_search"], "public", "gin_trgm_ops")
    assert "description" not in statement
    assert r"((coalesce(name, '') || E'\n' || prompt) gin_trgm_ops)" in statement
