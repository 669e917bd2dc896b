"""A contract without the section `locks` locks nothing, so `revi end` needs the name of the command."""

from __future__ import annotations

from pathlib import Path

from tests.support.branched_stories import CONTRACT, BranchedStories
from tests.support.command_line import call_program

COMMAND = """\
phases: {build: {}}
commands: {make: {arguments: [STORY_ID], phase: build}}
"""


def test_the_fix_names_what_works(tmp_path: Path) -> None:
    started = "{from: [open, stuck], to: working, by: manual, event: started}"
    contract = CONTRACT.replace(started, started.replace("manual", "make"))
    stories = BranchedStories(tmp_path, contract + COMMAND)
    stories.create("TKT-1")
    assert call_program("revi", tmp_path, "begin", "TKT-1", "make").code == 0
    refused = call_program("revi", tmp_path, "end", "TKT-1", "--status", "PASS")
    assert refused.stderr.splitlines()[1:] == ["  fix: add --command COMMAND"]
    assert call_program("revi", tmp_path, "end", "TKT-1", "--status", "PASS", "--command", "make").code == 0
