"""Speed: ``python -m tests.bench``. A baseline and CharStudio run by turns; their medians are compared."""
