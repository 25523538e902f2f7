"""The look: tokens, the style made from them, and icons. Nothing else names a colour or a size."""
