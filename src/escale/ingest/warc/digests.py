"""The digests of a WARC record: whether its bytes are those that were archived."""

from __future__ import annotations

import base64
import hashlib

__all__ = ["fits"]

_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})


def fits(digest: str, data: bytes) -> bool:
    """Whether ``digest`` (``sha1:BASE32`` and its like, ISO 28500) is that of ``data``.

    The value may be in base 16, 32 or 64, as different writers have it. True too for an algorithm that is
    not known here, by which nothing can be told.
    """
    algorithm, _, value = digest.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return True
    own = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    value = value.strip().rstrip("=")
    return (
        value.upper() == base64.b32encode(own).decode().rstrip("=")
        or value.lower() == own.hex()
        or value == base64.b64encode(own).decode().rstrip("=")
    )
