"""Which codes have a tested fix, and which need a person."""

from __future__ import annotations

from revi_docs.app.code_catalog import explanations
from tests.app import test_contract_review
from tests.fixes.agent_file_edits import AGENT_FILE_EDITS
from tests.fixes.command_edits import COMMAND_FIXES, CONTINUE, DOCS_FIXES
from tests.fixes.contract_edits import CONTRACT_EDITS
from tests.fixes.link_edits import LINK_EDITS
from tests.fixes.repository_edits import DOCTOR_FIXES, REPOSITORY_FIXES
from tests.fixes.site_edits import SITE_EDITS
from tests.fixes.story_edits import STORY_FIXES
from tests.fixes.test_against_fixes import AGAINST_CODES
from tests.fixes.test_other_fixes import OTHER_CODES

NEEDS_A_PERSON = {
    "agent-changed-more": "the prompt of an agent is prose",
    "agent-failed": "the reason is outside the repository",
    "agent-missed": "the prompt of an agent is prose",
    "agent-section-empty": "the prompt of an agent is prose",
    "agent-wrote-nothing": "the prompt of an agent is prose",
    "budget-decision": "the trace records what happened; nothing that is typed changes that",
    "circuit-open": "a person must look at the cause",
    "claims-unprepared": "a person with the rights of an owner creates the tables",
    "contradiction": "a person decides which file is right",
    "deployed-link-dead": "the deployed site is outside the repository",
    "deployed-missing-anchor": "the deployed site is outside the repository",
    "empty-section": "the content is prose",
    "error-log-invalid": "the lost content is in no other place",
    "external-error": "the server is someone else's",
    "external-missing": "nothing says where the page moved",
    "external-not-checked": "the time limit and the network are outside the repository",
    "external-redirect-loop": "the server is someone else's",
    "external-timeout": "the server is someone else's",
    "external-unreachable": "the host or the network is someone else's",
    "external-with-password": "a person changes the password",
    "file-too-large": "a person chooses what to remove",
    "forced-entry": "a reviewer confirms that a person decided it",
    "guard-invalid": "a person must know that no agent works on the story",
    "ledger-malformed": "a person chooses the commit to restore",
    "ledger-path": "a person chooses the commit to restore",
    "ledger-start": "a person chooses the commit to restore",
    "ledger-story-differs": "a person chooses the commit to restore",
    "linkchecker-failed": "the reason is in another program",
    "manual-entry": "a reviewer confirms that a person decided it",
    "missing-story-file": "the content is prose",
    "move-not-in-ledger": "the trace records what happened; nothing that is typed changes that",
    "no-base-contract": "a reviewer reads the first contract",
    "no-file-locks": "the file system is outside the repository",
    "over-budget": "a person decides whether the work is worth more tokens",
    "person-needed": "the person and the reason are what is missing",
    "phase-without-end": "the trace records what happened; nothing that is typed changes that",
    "phase-without-start": "the trace records what happened; nothing that is typed changes that",
    "regression": "a person decides whether a more expensive trace is right",
    "self-stated-entry": "a reviewer looks at the evidence",
    "site-failed": "the mistake is in code of the theme or a plugin",
    "unknown-zone": "the time zones of the machine are outside the repository",
    "unreadable-file": "the permissions are outside the repository",
    "unsupported-platform": "a person chooses the operating system",
    "untrusted-check": "a person must read the command",
    "unwritable-file": "the permissions are outside the repository",
    "wrong-model": "the trace records what happened; nothing that is typed changes that",
}
"""Code → why nothing that the fix could print is enough."""

TESTED_ELSEWHERE = {"stranded-story": test_contract_review.test_the_command_brings_a_stranded_story_back}
"""Code → the test that types its fix."""

TESTED = {
    *CONTRACT_EDITS,
    *STORY_FIXES,
    *REPOSITORY_FIXES,
    *COMMAND_FIXES,
    *DOCS_FIXES,
    *OTHER_CODES,
    *AGAINST_CODES,
    *TESTED_ELSEWHERE,
    *CONTINUE,
    *DOCTOR_FIXES,
    *LINK_EDITS,
    "site-without-pages",
    *SITE_EDITS,
    "site-config",
    *(case.partition("/")[0] for case in AGENT_FILE_EDITS),
}
CODES = {entry.code for entry in explanations()}


def test_at_most_fifteen_percent_need_a_person() -> None:
    assert set(NEEDS_A_PERSON) <= CODES
    assert len(NEEDS_A_PERSON) <= 0.15 * len(CODES)


def test_every_code_is_tested_or_needs_a_person() -> None:
    assert TESTED.isdisjoint(NEEDS_A_PERSON)
    assert TESTED | set(NEEDS_A_PERSON) == CODES
