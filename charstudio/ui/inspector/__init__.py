"""The inspector: the picture and every field of what is chosen."""
