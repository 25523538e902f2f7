"""CharStudio: desktop management for an AI character creation platform."""

__version__ = "0.1.0"
