"""Reads the database back: filtered rows, exports, explanations, the page, Datasette."""
