"""Feeds as tests write them."""

from __future__ import annotations

from html import escape

__all__ = ["atom", "item", "rss"]


def item(link: str | None = None, **fields: str) -> str:
    """An entry of RSS; its fields are set as they stand, with ``_`` for the colon of a prefix."""
    told = {"link": escape(link)} if link else {}
    told |= {name.replace("_", ":"): value for name, value in fields.items()}
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in told.items())}</item>"


def rss(*items: str, title: str = "La Vigie", encoding: str = "utf-8") -> bytes:
    """A feed of RSS 2.0 with those entries."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">'
        f"<channel><title>{title}</title>{''.join(items)}</channel></rss>"
    )
    return text.encode(encoding)


def atom(*entries: str) -> bytes:
    """A feed of Atom 1.0 with those entries, whole."""
    head = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Le Phare</title>'
    return f"{head}{''.join(entries)}</feed>".encode()
