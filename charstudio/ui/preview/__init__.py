"""The preview: one picture large, or two side by side, with their prompts and facts."""
