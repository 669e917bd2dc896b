"""Permission rules: which commands of `revi` agents may call, added to and removed from settings of anybody."""

from __future__ import annotations

import json

import pytest

from revi_docs.app.setup.permission_rules import (
    ALLOWED_COMMANDS,
    ALLOWED_PLUMBING,
    add_permissions,
    permission_rules,
    remove_permissions,
)
from revi_docs.cli.agent.command_group import COMMANDS, PLUMBING
from revi_docs.problems.revi_error import ReviError

RESERVED = ("revi move *--force*", "revi move *--by manual*", "revi lock break *", "revi error resolve *")
SETTINGS = (
    b"{}",
    b'{"a":1}',
    b'{"permissions":{"allow":["Bash(ls:*)"],"deny":[]}}\n',
    b'{\r\n\t"permissions": {\r\n\t\t"ask": [\r\n\t\t\t"Read"\r\n\t\t]\r\n\t}\r\n}\r\n',
    b'\xef\xbb\xbf{\n  "model": "opus"\n}\n',
)


def test_a_person_is_asked_for_what_is_reserved_for_people() -> None:
    rules = permission_rules()
    assert {f"Bash({words})" for words in RESERVED} <= set(rules["ask"])
    assert "Bash(revi next *)" in rules["allow"]


def test_every_command_of_revi_is_allowed_or_left_to_a_question() -> None:
    """What runs a program of the repository is not allowed: `end` and `evidence run`."""
    assert set(COMMANDS) - set(ALLOWED_COMMANDS) == {"end", "evidence", "trust", "hook", "plumbing", "completion"}
    assert set(ALLOWED_PLUMBING) == set(PLUMBING)


@pytest.mark.parametrize("content", SETTINGS)
def test_added_and_removed(content: bytes) -> None:
    extended = add_permissions(content)
    present = json.loads(extended.decode("utf-8-sig"))["permissions"]
    assert all(set(rules) <= set(present[key]) for key, rules in permission_rules().items())
    assert add_permissions(extended) == extended
    assert remove_permissions(extended, ()) == content


def test_rules_of_a_person_are_kept() -> None:
    extended = add_permissions(b"{}").replace(b'"Bash(revi begin *)",', b'"Read", "Bash(revi begin *)",')
    assert json.loads(remove_permissions(extended, ())) == {"permissions": {"allow": ["Read"]}}


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"permissions": []}', b'{"permissions": {"allow": {}}}'])
def test_settings_of_another_form(content: bytes) -> None:
    with pytest.raises(ReviError):
        add_permissions(content)
