"""The demo library: its characters, and the pictures it paints for them."""
