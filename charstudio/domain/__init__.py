"""Records, rules and errors: plain Python without I/O. Imports nothing from the rest of CharStudio."""
