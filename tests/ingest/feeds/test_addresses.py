from __future__ import annotations

import pytest

from escale.ingest.feeds.addresses import Gate, is_public
from escale.ingest.feeds.fetch_error import FetchError


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("8.8.8.8", True),
        ("2606:2800:220:1::1", True),
        ("2a00:1450:4007:80a::200e", True),
        # loopback, private, shared, link-local
        ("127.0.0.1", False),
        ("127.8.9.10", False),
        ("::1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("172.31.255.255", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("100.100.100.200", False),
        ("169.254.169.254", False),
        ("fe80::1", False),
        ("fe80::1%1", False),
        ("fec0::1", False),
        ("fc00::1", False),
        ("fd00:ec2::254", False),
        # unspecified, multicast, broadcast, reserved
        ("0.0.0.0", False),
        ("0.1.2.3", False),
        ("::", False),
        ("224.0.0.1", False),
        ("239.255.255.250", False),
        ("ff02::1", False),
        ("ff0e::1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("4000::1", False),
        # IPv4 in IPv6: mapped, compatible, NAT64, local NAT64, 6to4, Teredo
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", False),
        ("64:ff9b:1::a00:1", False),
        ("2002:7f00:1::1", False),
        ("2002:808:808::1", False),
        ("2001:0:4136:e378::1", False),
        # protocols, documentation, benchmarks, relays, discarding, Azure's own
        ("192.0.0.8", False),
        ("192.0.0.192", False),
        ("192.0.2.1", False),
        ("198.51.100.1", False),
        ("203.0.113.1", False),
        ("198.18.0.1", False),
        ("192.88.99.1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("2001:2::1", False),
        ("100::1", False),
        ("168.63.129.16", False),
        # no literals
        ("localhost", False),
        ("2130706433", False),
        ("", False),
    ],
)
def test_only_hosts_of_the_public_network_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("allowed", "host", "port", "found", "let_through"),
    [
        ([], "a.example", 80, ["8.8.8.8"], ["8.8.8.8"]),
        ([], "a.example", 80, ["127.0.0.1"], None),
        ([], "a.example", 80, ["10.0.0.1", "8.8.8.8", "::1"], ["8.8.8.8"]),
        ([], "a.example", 80, [], None),
        (["a.example"], "a.example", 80, ["127.0.0.1"], ["127.0.0.1"]),
        (["a.example"], "a.example", 8080, ["127.0.0.1"], ["127.0.0.1"]),
        (["a.example:8080"], "a.example", 8080, ["127.0.0.1"], ["127.0.0.1"]),
        (["a.example:8080"], "a.example", 6379, ["127.0.0.1"], None),
        (["a.example"], "b.a.example", 80, ["127.0.0.1"], None),
        (["a.example"], "127.0.0.1", 80, ["127.0.0.1"], None),
        (
            ["a.example"],
            "a.example",
            80,
            [f"10.0.0.{n}" for n in range(9)],
            [f"10.0.0.{n}" for n in range(4)],
        ),
    ],
)
def test_the_gate_lets_through_public_addresses_and_hosts_allowed_by_name(
    allowed: list[str], host: str, port: int, found: list[str], let_through: list[str] | None
) -> None:
    gate = Gate(frozenset(allowed), lambda _host, _port: found)
    if let_through is None:
        with pytest.raises(FetchError):
            gate.addresses(host, port)
    else:
        assert gate.addresses(host, port) == let_through


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "localhost", "::1", "::ffff:127.0.0.1"]
)
def test_however_loopback_is_written_it_is_refused(host: str) -> None:
    with pytest.raises(FetchError):
        Gate().addresses(host, 80)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 70 + ".example", "a..b"])
def test_a_host_that_is_not_there_may_come_back(host: str) -> None:
    with pytest.raises(FetchError, match="no host is called") as caught:
        Gate().addresses(host, 80)
    assert caught.value.again
