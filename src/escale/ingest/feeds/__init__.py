"""Feeds that are watched: what is new in them is fetched politely and handed on as articles."""
