"""Lists as windows on the database: a model that knows the count and holds the pages near the viewport."""
