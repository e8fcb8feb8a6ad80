"""Tables of articles, one a row: CSV, TSV and Parquet."""
