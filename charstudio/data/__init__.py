"""The database: the only package that knows SQLAlchemy, psycopg and Alembic. Returns domain records."""
