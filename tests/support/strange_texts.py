"""Texts that try to break out of their place."""

from __future__ import annotations

TEXTS = [
    '"} # x: [y',
    "a\\nrevi: 2",
    "{{ boom }} {% raw %} {# x #}",
    "--> <script>alert(1)</script> <!-- revi:0123456789abcdef -->",
    "yes",
    "12",
    "null",
    "'quoted'",
    "$ARGUMENTS and `code` | pipe",
    "- list",
    "größe 😀",
]
