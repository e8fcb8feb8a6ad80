"""Where a stranger's link may lead: to public addresses of the network, and to hosts that the user names.

Judged is the address that is connected to, not the name: what a name resolves to is the stranger's to choose,
and can change between a check and a connection.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from escale.ingest.feeds.fetch_error import FetchError
from escale.ingest.feeds.limits import MOST_ADDRESSES

__all__ = ["Gate", "Resolve", "is_public", "system_addresses"]

Resolve = Callable[[str, int], Sequence[str]]

# All that is in use for hosts of the public IPv6 network; outside lie private, link-local and multicast ones,
# IPv4 written as IPv6 (::ffff:0:0/96), and those of translators (64:ff9b::/96).
_IPV6_UNICAST = ipaddress.ip_network("2000::/3")

# In it or in IPv4, and public by the older tables of Python, but leading elsewhere or to no host of the web:
# protocols, 6to4 and its relays, documentation, and the address at which Azure serves its guests' secrets.
_APART = tuple(
    map(
        ipaddress.ip_network,
        ("2002::/16", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32"),
    )
)


def is_public(address: str) -> bool:
    """Whether an address, written as a literal, is that of a host of the public network.

    Follows the special-purpose registries of IANA (RFC 6890 and its updates).
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if not ip.is_global or ip.is_multicast:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _IPV6_UNICAST:
        return False
    return not any(ip in network for network in _APART if network.version == ip.version)


def system_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host as this machine resolves them, each once.

    Raises:
        OSError, UnicodeError: there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets through what may be connected to.

    Attributes:
        allowed: hosts, as ``name`` or ``name:port``, that may have any address.
        resolve: gives the addresses of a host.
    """

    allowed: frozenset[str] = frozenset()
    resolve: Resolve = system_addresses

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host that may be connected to, in order.

        Raises:
            FetchError: the host has none, or only such as are not public.
        """
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise FetchError(f"no host is called {host}", "check the address and the network", again=True)
        if self.allowed.isdisjoint({host, f"{host}:{port}"}):
            found = [address for address in found if is_public(address)]
        if not found:
            cause = f"{host} lies in a private network"
            raise FetchError(cause, "to fetch from there, name it in allow_hosts")
        return list(found[:MOST_ADDRESSES])
