"""The side bar: where in the library to look."""
