"""Which codes have a tested fix, which need a person, and which have no test yet."""

from __future__ import annotations

from pathlib import Path

from revi_docs.app.code_catalog import explanations
from tests.fixes.agent_file_edits import AGENT_FILE_EDITS
from tests.fixes.command_edits import COMMAND_FIXES, CONTINUE
from tests.fixes.contract_edits import CONTRACT_EDITS
from tests.fixes.link_edits import LINK_EDITS
from tests.fixes.repository_edits import DOCTOR_FIXES, REPOSITORY_FIXES
from tests.fixes.site_edits import SITE_EDITS
from tests.fixes.story_edits import STORY_FIXES

NEEDS_A_PERSON = {
    "agent-changed-more": "the prompt of an agent is prose",
    "agent-failed": "the reason is outside the repository",
    "agent-missed": "the prompt of an agent is prose",
    "agent-section-empty": "the prompt of an agent is prose",
    "agent-wrote-nothing": "the prompt of an agent is prose",
    "circuit-open": "a person must look at the cause",
    "contradiction": "a person decides which file is right",
    "deployed-link-dead": "the deployed site is outside the repository",
    "deployed-missing-anchor": "the deployed site is outside the repository",
    "empty-section": "the content is prose",
    "error-log-invalid": "the lost content is in no other place",
    "external-error": "the server is someone else's",
    "external-missing": "nothing says where the page moved",
    "external-redirect-loop": "the server is someone else's",
    "external-timeout": "the server is someone else's",
    "external-unreachable": "the host or the network is someone else's",
    "external-with-password": "a person changes the password",
    "guard-invalid": "a person must know that no agent works on the story",
    "ledger-malformed": "a person chooses the commit to restore",
    "ledger-path": "a person chooses the commit to restore",
    "ledger-start": "a person chooses the commit to restore",
    "missing-story-file": "the content is prose",
    "over-budget": "a person decides whether the work is worth more tokens",
    "person-needed": "the person and the reason are what is missing",
    "regression": "a person decides whether a more expensive trace is right",
    "site-failed": "the mistake is in code of the theme or a plugin",
    "unsupported-platform": "a person chooses the operating system",
    "file-too-large": "a person chooses what to remove",
    "unreadable-file": "the permissions are outside the repository",
    "untrusted-check": "a person must read the command",
    "unwritable-file": "the permissions are outside the repository",
}
"""Code → why nothing that the fix could print is enough."""

TESTED = {
    *CONTRACT_EDITS,
    *STORY_FIXES,
    *REPOSITORY_FIXES,
    *COMMAND_FIXES,
    *CONTINUE,
    *DOCTOR_FIXES,
    *LINK_EDITS,
    "site-without-pages",
    *SITE_EDITS,
    "site-config",
    *(case.partition("/")[0] for case in AGENT_FILE_EDITS),
}
CODES = {entry.code for entry in explanations()}

UNTESTED = Path(__file__).with_name("untested_codes.txt")
"""The codes that have neither a test nor a reason, one a line; remove a line with each test that is added."""


def test_at_most_fifteen_percent_need_a_person() -> None:
    assert set(NEEDS_A_PERSON) <= CODES
    assert len(NEEDS_A_PERSON) <= 0.15 * len(CODES)


def test_every_tested_code_exists() -> None:
    assert TESTED <= CODES


def test_the_list_of_codes_without_a_test_is_exact() -> None:
    assert sorted(CODES - TESTED - set(NEEDS_A_PERSON)) == UNTESTED.read_text("utf-8").split()
