"""The window. The only package with Qt widgets; a folder for each panel."""
