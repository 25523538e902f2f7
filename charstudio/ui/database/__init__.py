"""The Database page: the state of the database, its backups and their schedule, its indexes."""
