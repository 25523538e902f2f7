"""The variants panel: the pictures of one theme, or of all themes of a character."""
