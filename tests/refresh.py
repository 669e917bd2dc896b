"""Rewrite every golden file of the tests: `make golden`. Read the difference before you commit it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from revi_docs.contract.loader import CONTRACT_FILE, load, parse
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.revi_error import ReviError
from revi_docs.report.formats import render_text
from tests import test_public_names as public_names
from tests.agent_files.rules.test_rules import problems_of_rule as agent_file_problems
from tests.outputs import refresh as outputs
from tests.report import refresh as report
from tests.stories.rules import refresh as story_rules
from tests.support.command_line import PROGRAMS, call_program
from tests.support.mistakes import golden_text, make_repository
from tests.targets import refresh as targets

HERE = Path(__file__).resolve().parent


def refresh_contract_rules() -> None:
    """Write what is reported for each contract that a rule must reject."""
    for path in HERE.glob("contract/rules/*/fires*.yml"):
        expected = path.with_name(path.stem.replace("fires", "expected") + ".txt")
        expected.write_text(render_text(lint(parse(path.read_bytes()))), encoding="utf-8")


def refresh_invalid_contracts() -> None:
    """Write what is reported for each contract that cannot be read or is invalid."""
    for path in HERE.glob("files/yaml/invalid_contracts/*.yml"):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, CONTRACT_FILE).write_bytes(path.read_bytes())
            try:
                problems = lint(load(Path(folder)))
            except ReviError as error:
                problems = error.problems
        path.with_suffix(".txt").write_text(render_text(problems), encoding="utf-8")


def refresh_agent_file_rules() -> None:
    """Write what is reported for each repository that a rule for agent files must reject."""
    for path in HERE.glob("agent_files/rules/*/fires*.txt"):
        with tempfile.TemporaryDirectory() as folder:
            problems = agent_file_problems(path, Path(folder))
        path.with_name(path.name.replace("fires", "expected")).write_text(render_text(problems), encoding="utf-8")


def refresh_command_line() -> None:
    """Write the help of both programs, and their answers to mistakes."""
    for program in PROGRAMS:
        with tempfile.TemporaryDirectory() as folder:
            golden = HERE / "cli/golden"
            (golden / f"{program}.help.txt").write_text(call_program(program, Path(folder), "--help").stdout, "utf-8")
            text = golden_text(program, make_repository(program, Path(folder)))
            (golden / f"{program}.mistakes.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    outputs.main()
    report.main()
    targets.refresh()
    story_rules.refresh()
    refresh_contract_rules()
    refresh_agent_file_rules()
    refresh_invalid_contracts()
    public_names.refresh()
    refresh_command_line()
