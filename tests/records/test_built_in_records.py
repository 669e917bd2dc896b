"""A contract without the section `records` works: what commands write is built in."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.loader import load_valid
from revi_docs.records.built_in_records import BUILT_IN_RECORDS
from tests.support.branched_stories import CONTRACT, BranchedStories
from tests.support.command_line import call_program
from tests.support.sample_repo import write

SECTIONS = """\
phases: {build: {}}
errors: {BROKEN: {}}
agents: {lint: {}, types: {}}
workers:
  statuses: {PASS: {}, FAIL: {}, PENDING: {final: false}}
  sets: {checks: {workers: [lint, types]}}
  aggregation: [{when: any, of: [FAIL, PENDING], then: FAIL}, {when: otherwise, then: PASS}]
"""


def test_failures_and_worker_results_need_no_records(tmp_path: Path) -> None:
    stories = BranchedStories(tmp_path, CONTRACT + SECTIONS)
    stories.create("TKT-1")
    failure = ("--type", "BROKEN", "--phase", "build", "--node", "unit", "--message", "It failed.")
    for _ in range(2):
        assert call_program("revi", tmp_path, "error", "record", "TKT-1", *failure).stderr.startswith("fail-phase")
    for worker, status in (("lint", "PASS"), ("types", "FAIL")):
        write(tmp_path, f"tickets/TKT-1/_implementation/workers/{worker}.yaml", f"worker: {worker}\nstatus: {status}\n")
    answer = call_program("revi", tmp_path, "plumbing", "workers", "collect", "TKT-1", "--set", "checks")
    lines = (answer.stdout + answer.stderr).splitlines()
    assert lines[:3] == ["fail: checks of TKT-1: FAIL", "  lint: PASS", "  types: FAIL"]


def test_the_workflow_declares_the_same(root: Path) -> None:
    records = load_valid(root).contract.records
    for name, fields in BUILT_IN_RECORDS.items():
        assert set(fields) <= set(records[name].fields), name
        required = {field for field, kind in records[name].fields.items() if not str(kind).endswith("?")}
        assert required == {field for field, kind in fields.items() if not kind.endswith("?")}, name
