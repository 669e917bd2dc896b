"""Run linkchecker so that it sends no request to private addresses, and no cookie, password or referrer.

This is the program of the process that `linkchecker.py` starts: `python -m … ALLOWED_HOSTS ARGUMENTS`, where the hosts
are separated by commas. Every connection is checked after name resolution, so neither a redirect, nor an unusual
spelling of an address, nor a name that resolves to a private address passes.
"""

from __future__ import annotations

import ipaddress
import runpy
import socket
import sys
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

REFUSAL = "the address is private"
"""The reason in linkchecker's result for a refused connection."""

_METADATA_ADDRESSES = frozenset(map(ipaddress.ip_address, ("168.63.129.16",)))
"""Public addresses that answer only inside a cloud, with data about the machine. Source: Azure documentation."""

_INTERNAL_NETWORKS = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "fec0::/10", "3fff::/20", "64:ff9b:1::/48")))
"""Networks that not every version of Python knows as internal. Source: the registries of special addresses of IANA."""

# An IPv6 address in this network leads to the IPv4 address in its last four bytes (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_TUNNEL_IDENTIFIERS = (0x00005EFE, 0x02005EFE)
"""The bytes of an IPv6 address before the IPv4 address that it leads to (ISATAP, RFC 5214)."""
_REMOVED_HEADERS = ("Cookie", "Authorization", "Referer")


def is_public(address: str) -> bool:
    """Whether an IP address is on the public Internet. Addresses that contain an IPv4 address are judged by that."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64 or int(ip) >> 32 & 0xFFFFFFFF in _TUNNEL_IDENTIFIERS:
            embedded = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if embedded:
            return is_public(str(embedded))
    is_internal = ip in _METADATA_ADDRESSES or any(ip in network for network in _INTERNAL_NETWORKS)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or is_internal)


def literal_address(host: str) -> str:
    """The IP address that a host is written as, also as one number, in octal or hexadecimal; "" for a name."""
    try:
        # A zone id, as in `fe80::1%eth0`, is not part of the address.
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        # `inet_aton` reads every form that a C library accepts, such as `127.1` and `0x7f000001`.
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return ""


def resolve(host: str) -> frozenset[str]:
    """All addresses of a host; none if it has none."""
    try:
        return frozenset(str(entry[4][0]) for entry in socket.getaddrinfo(host, None))
    except (OSError, UnicodeError):
        return frozenset()


def guard_connections(allowed_hosts: Iterable[str]) -> None:
    """Refuse connections of this process to addresses that are neither public nor of an allowed host or a proxy."""
    proxies = [urlsplit(proxy).hostname or "" for proxy in getproxies().values()]
    allowed = frozenset[str]().union(*(resolve(host) for host in (*allowed_hosts, *proxies) if host))
    connect = socket.socket.connect

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            candidates = resolve(address[0])
            if not all(is_public(candidate) or candidate in allowed for candidate in candidates):
                raise OSError(REFUSAL)
            # A name is not resolved again: its server could give another answer.
            family_candidates = sorted(item for item in candidates if (":" in item) == (self.family is socket.AF_INET6))
            address = (*family_candidates[:1], *address[1:]) if family_candidates else address
        connect(self, address)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign,assignment]  # of this process only


def guard_requests(allowed_hosts: Iterable[str]) -> None:
    """Check the host of every request, which a proxy would resolve, and remove what identifies the sender."""
    from requests import PreparedRequest, Session
    from requests.exceptions import ConnectionError as RequestsConnectionError

    allowed = frozenset(allowed_hosts)
    send = Session.send

    def guarded_send(self: Session, request: PreparedRequest, **options: Any) -> Any:
        host = urlsplit(request.url or "").hostname or ""
        if host not in allowed and not all(map(is_public, resolve(host))):
            raise RequestsConnectionError(REFUSAL)
        for header in _REMOVED_HEADERS:
            request.headers.pop(header, None)
        return send(self, request, **options)

    Session.send = guarded_send  # type: ignore[method-assign]  # of this process only


def main() -> None:
    """Run linkchecker with the guards."""
    allowed_hosts = [host for host in sys.argv.pop(1).split(",") if host]
    guard_connections(allowed_hosts)
    guard_requests(allowed_hosts)
    runpy.run_module("linkcheck", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
