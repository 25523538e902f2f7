"""The themes panel: the themes of the chosen character."""
