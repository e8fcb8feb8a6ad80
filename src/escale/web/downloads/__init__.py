"""What is on the pages as files: tables, and pictures that stand alone."""
