"""Tools that some tests need: a missing one skips the test, or fails it where REVI_REQUIRE names the tool."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def missing(tool: str, reason: str) -> NoReturn:
    """Skip the running test, or fail it if `tool` is in REVI_REQUIRE, a list with commas: `browser,node`."""
    if tool in os.environ.get("REVI_REQUIRE", "").split(","):
        pytest.fail(f"REVI_REQUIRE names {tool}: {reason}", pytrace=False)
    pytest.skip(reason)


def program(name: str, *, tool: str = "", package: str = "") -> str:
    """Return the path of a program, or skip or fail; `tool`: its name in REVI_REQUIRE, `package`: in Debian."""
    return shutil.which(name) or missing(
        tool or name, f"no {name} on the PATH; on Debian: apt-get install {package or name}"
    )
