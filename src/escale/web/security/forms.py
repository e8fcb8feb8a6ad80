"""Forms that write: sent by whoever has a session, from a page that we gave in it."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.requests import HTTPConnection

from escale.web.security.gate import session_of
from escale.web.security.sessions import Session

__all__ = ["writer_of"]


def writer_of(request: HTTPConnection, csrf: str) -> Session:
    """The session of a request that writes.

    Args:
        request: the request.
        csrf: the word that the form carries.

    Raises:
        HTTPException: 403, there is no session, or the form is not of it.
    """
    session = session_of(request)
    if session is None:
        raise HTTPException(403, "a session is needed: /session takes the token shown at the server's start")
    if not session.gave(csrf):
        raise HTTPException(403, "the form is not of this session; load its page again")
    return session
