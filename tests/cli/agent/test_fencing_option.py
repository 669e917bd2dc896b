"""The option `--fence` accepts a number as `revi` prints it, and nothing that looks like one."""

from __future__ import annotations

import click
import pytest

from revi_docs.cli.agent.agent_command import FencingToken
from tests.support.command_line import parse


@pytest.mark.parametrize("text", ["1", "12", "9999999999999999999"])
def test_a_token(text: str) -> None:
    assert parse("revi", "log", "TKT-7", "--actor", "a", "--summary", "s", "--fence", text).params["fence"] == int(text)


@pytest.mark.parametrize("text", ["0", "-1", "01", "+1", "1.0", "1_0", " 1", "1\n", "", "\u0661", "\uff11", "9" * 20])
def test_what_only_looks_like_a_token(text: str) -> None:
    """0 would be no token at all."""
    with pytest.raises(click.BadParameter, match="is not a fencing token; it is a number from 1"):
        FencingToken().convert(text, None, None)


def test_without_a_token() -> None:
    assert parse("revi", "log", "TKT-7", "--actor", "a", "--summary", "s").params["fence"] == 0
