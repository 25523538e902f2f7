"""Pictures from wherever the database's references lead: found, fetched, decoded, cached, most urgent first."""
