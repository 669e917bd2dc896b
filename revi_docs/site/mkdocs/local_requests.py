"""Answer only requests of this machine for files of the site.

A page of another site can make a browser send requests to the development server. With DNS rebinding, it could read
the answers; then the Host header names that site.
"""

from __future__ import annotations

import ipaddress
import os
import posixpath
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application: environment and `start_response` → the body."""


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def local_only(application: Application, folder: str, mount_path: str) -> Application:
    """The application without answers to other hosts, and without files that links lead to outside of `folder`."""
    real_folder = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - with a separator at the end

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", "")).encode("latin-1").decode("utf-8", "ignore")
        file = posixpath.normpath("/" + path.removeprefix(mount_path)).lstrip("/")
        if not _is_local_host(str(environ.get("HTTP_HOST", ""))):
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"This server answers requests to localhost only.\n"]
        if not os.path.join(os.path.realpath(real_folder + file), "").startswith(real_folder):  # noqa: PTH118 - see above
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"404 Not Found\n"]
        return application(environ, start_response)

    return answer


def _is_local_host(header: str) -> bool:
    try:
        return is_loopback(urlsplit(f"//{header}").hostname or "")
    except ValueError:
        return False
