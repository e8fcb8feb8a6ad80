"""The address that an article is known by: the one its page names as its own, without what tracks readers."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from courlan import extract_domain

from escale.ingest.html.declared import Declared

__all__ = ["address_of", "host_of"]

_LONGEST = 2_000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_AMP_CACHE = "cdn.ampproject.org"
_WWW = re.compile(r"www\d?\.")

# Only parameters that surely do nothing but track. Those that merely look like it ("ref", "id", "source")
# name the article on some sites, and two articles under one address would be taken for versions of one.
_TRACKING = re.compile(
    r"(?:utm|mtm|at|pk|hsa|vero|oly|ns)_\w{1,40}|(?:fb|g|d|y|tt|tw)clid|msclkid|[wg]braid|igsh(?:id)?|gclsrc"
    r"|_g[al]|_hsenc|_hsmi|mc_[ce]id|mkt_tok|xtor|xtref|xts?mc|xtcr|xtnp|s_kwcid|ocid|cmpid"
    r"|fb_(?:action_\w{1,20}|ref|source|comment_id)|wt\.\w{1,20}",
    re.IGNORECASE,
)


def address_of(declared: Declared, url: str | None) -> str | None:
    """The address of a page's article; None if none is known.

    It is the canonical link of the page, or else its ``og:url``, where it lies on the site that the page was
    fetched from and is not merely the site's front page; otherwise the address it was fetched from. A page of
    unknown origin, and one from a cache of AMP pages, may name any.
    """
    fetched = _web_address(url or "")
    for written in (declared.canonical, declared.metas.get("og:url")):
        named = _web_address(written or "", fetched)
        if named is None:
            continue
        if (
            fetched is None
            or _is_amp_cache(fetched)
            or (_site(named) == _site(fetched) and _fits(named, fetched))
        ):
            return _cleaned(named)
    return _cleaned(fetched) if fetched is not None else None


def host_of(address: str) -> str:
    """The host of an address, without its ``www``."""
    host = urlsplit(address).hostname or ""
    return _WWW.sub("", host, count=1) if _WWW.match(host) else host


def _web_address(written: str, base: SplitResult | None = None) -> SplitResult | None:
    """The address of the web that ``written`` is, seen from ``base``; None if it is none."""
    if not written or len(written) > _LONGEST or not written.isprintable() or " " in written:
        return None
    try:
        parts = urlsplit(urljoin(base.geturl(), written) if base is not None else written)
        usable = parts.scheme in _DEFAULT_PORTS and parts.hostname and "@" not in parts.netloc
        return parts if usable and (parts.port or 0) >= 0 else None
    except ValueError:
        return None


def _cleaned(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port not in (None, _DEFAULT_PORTS[parts.scheme]) else ""
    kept = [
        pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])
    ]
    return urlunsplit((parts.scheme, host + port, parts.path or "/", "&".join(kept), ""))


def _site(parts: SplitResult) -> str:
    # Registered domain by the public suffix list; hosts of a network of one's own have none.
    host = parts.hostname or ""
    return extract_domain(f"https://{host}/") or ".".join(host.split(".")[-2:])


def _fits(named: SplitResult, fetched: SplitResult) -> bool:
    # Templates that name the front page on every page would make one article of the whole site.
    return not _is_front(named) or _is_front(fetched)


def _is_front(parts: SplitResult) -> bool:
    return parts.path in ("", "/") and not parts.query


def _is_amp_cache(parts: SplitResult) -> bool:
    return (parts.hostname or "").endswith(_AMP_CACHE)
