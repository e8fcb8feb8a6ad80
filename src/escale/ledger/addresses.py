"""Addresses of articles: which URLs lead to one and the same article.

Two that differ in what does not choose the article (scheme, case of the host, ``www.``, default port,
fragment, last slash, order of the query, what tells a click from another) are one address. It is kept as a
number; since ledgers hold these, the rules are ours and not those of a library that goes on changing. In
doubt two addresses stay two: an article that is taken for an edition of another would hide it.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

__all__ = ["address_number", "address_of"]

_LONGEST = 4_096  # characters; what is longer no browser gave
_MOST_FIELDS = 100  # of a query
_SCHEMES = frozenset({"http", "https"})
_DEFAULT_PORTS = frozenset({None, 80, 443})
# Of a click, of a campaign or of a visit: with the tool that writes them.
_TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid"),
        *(
            "igshid",
            "igsh",
            "li_fat_id",
            "epik",
            "scid",
            "srsltid",
            "ref_src",
            "ref_url",
            "__twitter_impression",
        ),
        *("mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "oly_anon_id", "oly_enc_id"),
        *(
            "_ga",
            "_gl",
            "xtor",
            "xtref",
            "xtcr",
            "cmpid",
            "wt_mc",
            "wt.mc_id",
            "wt_zmc",
            "s_cid",
            "smid",
            "ocid",
        ),
        *("phpsessid", "jsessionid"),
    }
)
_TRACKING_FROM = ("utm_", "at_", "mtm_", "pk_", "piwik_", "hsa_", "ns_")
_SESSION = re.compile(r";jsessionid=[^;/]*", re.IGNORECASE)
_FRONT_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)", re.IGNORECASE)
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_OF_A_PATH = "/:@!$&'()*+,;=~%"


def address_of(url: str | None) -> str | None:
    """The address that a URL leads to, as ``host/path?query``.

    None where it leads to no article: it is none of HTTP, cannot be read, or is the front page of a site,
    which feeds and records often give for want of a better one.
    """
    if url is None or len(url) > _LONGEST:
        return None
    try:
        return _address(url.strip())
    except ValueError:
        return None


def address_number(url: str | None) -> int | None:
    """A number of 64 bits that stands for the address a URL leads to; None where `address_of` gives none."""
    address = address_of(url)
    if address is None:
        return None
    return int.from_bytes(hashlib.sha256(address.encode()).digest()[:8], "big", signed=True)


def _address(url: str) -> str | None:
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        return None
    port = "" if parts.port in _DEFAULT_PORTS else f":{parts.port}"
    path = _plain(_SESSION.sub("", parts.path)).rstrip("/")
    query = _query(parts.query)
    if not query and (not path or _FRONT_PAGE.fullmatch(path)):
        return None
    return f"{_host(parts.hostname)}{port}{path}{query}"


def _host(name: str) -> str:
    name = name.rstrip(".")
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    bare = name.removeprefix("www.")
    return bare if "." in bare else name


def _plain(path: str) -> str:
    """The path with its escapes as RFC 3986, 6.2.2 has them: where needed only, and in upper case."""
    return _ESCAPED.sub(_bare, quote(path, safe=_OF_A_PATH))


def _bare(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()


def _query(query: str) -> str:
    """What of a query chooses the article, in order of name, with its question mark; or nothing."""
    fields = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    kept = [(name, value) for name, value in fields if not _tracks(name.casefold())]
    return f"?{urlencode(sorted(kept, key=lambda field: field[0]))}" if kept else ""


def _tracks(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_FROM)
