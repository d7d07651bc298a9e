"""Reading the database back: rows through filters, exports, explanations, the page, Datasette."""
