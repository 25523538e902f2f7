"""A grid of cards over any list model, as quick at a million rows as at ten."""
