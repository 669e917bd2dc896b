"""Whether a mailto address can be written to."""

from __future__ import annotations

import re
from urllib.parse import unquote

_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")


def is_valid_mailto(address: str) -> bool:
    """True for `mailto:` with mail addresses, separated by commas, and an optional query.

    With a query the addresses may be left out: such a link lets the reader choose the receiver.
    """
    receivers, mark, query = address.partition(":")[2].partition("?")
    if not receivers:
        return bool(mark and query)
    return all(_ADDRESS.fullmatch(unquote(receiver).strip()) for receiver in receivers.split(","))
