"""Readings written out: JSON, a table for the terminal, a page for the browser, a frame for notebooks."""
