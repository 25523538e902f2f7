"""Parametric character portraits: who (``Look``), what the picture shows (``Shot``), and in which style."""
