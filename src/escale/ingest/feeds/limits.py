"""How much of a stranger's answer is taken in, and how long a host is left alone: caps of watching."""

from __future__ import annotations

__all__ = [
    "ADDRESS_CHARACTERS",
    "LONGEST_DELAY_SECONDS",
    "LONGEST_REST_SECONDS",
    "MOST_ADDRESSES",
    "MOST_REDIRECTS",
    "MOST_ROBOTS",
    "MOST_SEEN",
    "MOST_TRIES",
    "PLAN_BYTES",
    "REST_SECONDS",
    "ROBOTS_BYTES",
    "ROBOTS_DAY_SECONDS",
    "ROBOTS_KEPT_CHARACTERS",
    "ROBOTS_PRODUCT",
]

# Browsers and servers cut off at about as much; what is longer is no address of an article.
ADDRESS_CHARACTERS = 2_000

# RFC 9309 wants five followed for robots.txt; no honest page needs more.
MOST_REDIRECTS = 5

# Of one host tried in turn: one that is down must not cost the whole time allowed for each of a hundred.
MOST_ADDRESSES = 4

# RFC 9309: a crawler must parse at least 500 KiB; what comes after is left.
ROBOTS_BYTES = 500 * 1024

# RFC 9309: no copy of robots.txt is used for longer than a day.
ROBOTS_DAY_SECONDS = 86_400.0

# Lines that name a crawler times other lines. A file that gives each of ten thousand rules to each of ten
# thousand crawlers would take gigabytes once parsed; a thousand by a thousand is beyond any in use.
ROBOTS_PRODUCT = 1_000_000

# Longer ones are asked for again by the next run; the file of the watch is to stay small.
ROBOTS_KEPT_CHARACTERS = 32_000
MOST_ROBOTS = 2_000

# A Crawl-delay is kept up to that; a site that wants a day between requests would hold up all others.
LONGEST_DELAY_SECONDS = 60.0

# After a failure a host is left alone for the first, doubled with each further one up to the second.
REST_SECONDS = 60.0
LONGEST_REST_SECONDS = 86_400.0

# Rounds in which a page is asked for that never comes; after that it is given up.
MOST_TRIES = 3

# Entries of a feed that are remembered after they have left it; one that comes back is but fetched again.
MOST_SEEN = 2_000

PLAN_BYTES = 1024 * 1024
