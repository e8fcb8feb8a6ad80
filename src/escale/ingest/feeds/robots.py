"""What a site asks of crawlers in its robots.txt (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

from escale.ingest.feeds.limits import LONGEST_DELAY_SECONDS, ROBOTS_PRODUCT

__all__ = ["Rules", "product_token", "rules_of"]

_PRODUCT = re.compile(r"[A-Za-z_-]{1,80}")
_EVERYTHING_REFUSED = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site for one crawler.

    Attributes:
        agent: the crawler's product token.
        parsed: the rules for all.
    """

    agent: str
    parsed: Protego

    def allow(self, address: str) -> bool:
        """Whether the address may be fetched."""
        return self.parsed.can_fetch(address, self.agent)

    def delay(self, least: float) -> float:
        """Seconds between two requests: what the site wants if it is more than ``least``, up to a cap."""
        wanted = self.parsed.crawl_delay(self.agent) or 0.0
        return max(least, min(wanted, LONGEST_DELAY_SECONDS))


def rules_of(text: str, agent: str) -> Rules:
    """The rules that a robots.txt gives to the crawler ``agent``; a boundless one refuses all."""
    lines = text.lower().splitlines()
    crawlers = sum("agent" in line for line in lines)
    bounded = crawlers * (len(lines) - crawlers) <= ROBOTS_PRODUCT
    return Rules(agent, Protego.parse(text if bounded else _EVERYTHING_REFUSED))


def product_token(user_agent: str) -> str | None:
    """The name that robots.txt knows a User-Agent by: its first word; None if it begins with none."""
    match = _PRODUCT.match(user_agent)
    return match[0] if match else None
