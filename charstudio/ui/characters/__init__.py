"""The characters panel: gallery and table over one list."""
