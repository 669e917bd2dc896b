"""What a person types who follows the fix of a story rule, for the cases of `tests/stories/rules`.

An empty edit means that the fix contains commands, and that these are run.
"""

from __future__ import annotations

from typing import NamedTuple


class StoryFix(NamedTuple):
    """The file and a part of the message of the problem, and what replaces what in the file, if no command does it."""

    file: str
    message: str = ""
    old: str = ""
    new: str = ""
    new_name: str = ""
    edited_file: str = ""
    """The file to edit, if it is not the one of the problem."""
    case: str = "fires.txt"
    before: str = ""
    """A command of a shell that prepares the repository of the case."""


_WITH_REMOTE = """
mv .git/shallow ..
git clone -q --bare . ../origin
mv ../shallow .git
git remote add origin ../origin
"""
"""The shallow clone has a remote with all commits."""

STORY_FIXES = {
    "ambiguous-story": StoryFix("plans/now/AB-001", new_name="AB-003"),
    "artifact-name": StoryFix("AB-001/AUDIT-AB-001.md", new_name="AUDIT-AB-001-20260211-1432.md"),
    "artifact-time": StoryFix("AB-002/PROOF-AB-002-20260212-0959.md", new_name="PROOF-AB-002-20260212-1001.md"),
    "dependency-cycle": StoryFix("AB-001/AB-001.md", old="AB-004, AB-002", new="AB-004"),
    "front-matter-type": StoryFix("AB-001/AB-001.md", "'scale'", 'scale: "2"', "scale: 2"),
    "history-rewritten": StoryFix("AB-001/LEDGER.jsonl", old='"bob"', new='"ann"'),
    "history-unknown": StoryFix("plans/stories", before=_WITH_REMOTE),
    "ledger-fork": StoryFix("AB-001/ledger/0002-cccccccccccc.json"),
    "ledger-gap": StoryFix("AB-001/ledger/0002-bbbbbbbbbbbb.json"),
    "ledger-name": StoryFix(
        "AB-001/LEDGER.jsonl", "'opne'", "open: {}", "open: {aliases: [opne]}", edited_file="revi.yml"
    ),
    "ledger-torn": StoryFix(
        "AB-001/LEDGER.jsonl", old='{"timestamp": "2026-02-10T09:30:00-07:00", "storyId": "AB-001", "event": "mov'
    ),
    "log-malformed": StoryFix("AB-003/AB-003.md", old="took a | b", new="took a \\| b"),
    "log-time": StoryFix("AB-001/AB-001.md", "2026-02-11T", "14:32:00 |", "14:32:00-07:00 |"),
    "misplaced-story-file": StoryFix(
        "plans/stories/PROOF-AB-012-20260211-1432.md",
        before="""sed -i 's/status: status}}/&, proof: {file: "PROOF-{id}-{timestamp}.md"}/' revi.yml""",
    ),
    "missing-evidence": StoryFix("AB-001/GATE-AB-001.yaml", "REVEW.md", "REVEW.md", "REVIEW.md"),
    "missing-section": StoryFix("AB-001/AB-001.md", old="## Reuse plan\n", new="## Reuse Plan\n"),
    "missing-token-record": StoryFix("AB-002/LEDGER.jsonl"),
    "multiplier-out-of-range": StoryFix("AB-001/AB-001.md", old="0.49", new="0.5"),
    "no-story-found": StoryFix("revi.yml", old='{id}"}', new='{id}"}\nartifacts: {story: {file: story.md}}'),
    "record-malformed": StoryFix("AB-001/GATE-AB-001.yaml", "PASS|FAIL", "verdict: OK", "verdict: PASS"),
    "reuse-mismatch": StoryFix(
        "AB-001/PROOF-AB-001-20260212-1432.md", "'kept'", "| a log | kept |", "| a log | reused |"
    ),
    "reuse-plan-unclear": StoryFix("AB-001/AB-001.md", "'perhaps'", "| perhaps |", "| reuse |"),
    "status-differs": StoryFix("AB-003/AB-003.md"),
    "story-id-differs": StoryFix("AB-001/AB-001.md", old="id: AB-002", new="id: AB-001"),
    "story-without-ledger": StoryFix("AB-001/AB-001.md"),
    "token-record-malformed": StoryFix("AB-001/work/TOKENS.md", "1,000", "| 25000 |", "| 2500 |"),
    "unaccepted-story": StoryFix(
        "AB-001/PROOF-AB-001-20260212-1432.md",
        "'lint'",
        "| tests |",
        "| lint | COMMAND | RESULT |\n| tests |",
        case="fires-in-part.txt",
    ),
    "unknown-dependency": StoryFix("AB-001/AB-001.md", "AB-0002", "AB-0002", "AB-002"),
    "unknown-story-status": StoryFix("AB-001/AB-001.md", old="opne", new="open"),
    "unreadable-story-file": StoryFix(
        "AB-001/AB-001.md", "YAML", "title: Readers: what they see", 'title: "Readers: what they see"'
    ),
}
