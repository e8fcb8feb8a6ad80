"""Archives of the web's traffic, WARC (ISO 28500): their pages, record by record, each whole or an error."""
