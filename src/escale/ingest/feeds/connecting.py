"""One connection for one request: to an address that was let through, and for no longer than is allowed."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from escale.ingest.feeds.addresses import Gate

__all__ = ["Deadline", "GatedBackend"]

_Option = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class Deadline:
    """The end of the time allowed for one answer, from its first step to its last byte.

    Args:
        seconds: how long from now.
        monotonic: tells the seconds.
    """

    def __init__(self, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left.

        Raises:
            httpcore.ReadTimeout: none are.
        """
        left = self._end - self._monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time allowed is over")
        return left


class GatedBackend(httpcore.NetworkBackend):
    """Connects to the very address that was judged, so that no second look-up can give another.

    Args:
        gate: resolves and judges.
        deadline: holds for connecting and for all that is read: the time limits of httpcore begin anew with
            each read, and a server that sends a byte now and then would never meet them.
    """

    def __init__(self, gate: Gate, deadline: Deadline) -> None:
        self._gate = gate
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the deadline holds, here and below
        local_address: str | None = None,
        socket_options: Iterable[_Option] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address of ``host`` that answers.

        Raises:
            FetchError: none of them may be connected to.
            httpcore.ConnectError, httpcore.TimeoutException: none answers.
        """
        addresses = self._gate.addresses(host, port)
        for number, address in enumerate(addresses, 1):
            share = self._deadline.left() / (len(addresses) - number + 1)
            try:
                stream = self._plain.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _TimedStream(stream, self._deadline)
        raise httpcore.ConnectError(f"{host} has no address")


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
