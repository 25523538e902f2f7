"""What the demo library holds: rows for every table and the pictures they name. Free of Qt."""
