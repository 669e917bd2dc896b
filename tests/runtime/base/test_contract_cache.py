"""`revi` reads `revi.yml`, compiled once for each change: what makes it compile, and what it never believes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from revi_docs.contract.rules import RULES
from revi_docs.runtime.base.contract_cache import UnsoundContractError, compiled_contract
from revi_docs.runtime.base.repository import open_repository
from tests.support.loaded_modules import run_and_list_modules
from tests.support.runtime_repository import revi
from tests.support.sample_repo import edit, git, write

CONTRACT = """\
revi: 1
statuses:
  open: {initial: true}
  done: {terminal: true}
transitions:
  - {from: open, to: done, by: manual}
"""
PARENT = "revi: 1\nstatuses: {open: {initial: true, description: DESCRIPTION}, done: {terminal: true}}\n"


@pytest.fixture(params=["git", "no git"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    root = tmp_path / "root"
    write(root, "revi.yml", CONTRACT)
    if request.param == "git":
        git(root, "init", "-q")
    return root


def imports_compiler(root: Path) -> bool:
    """Whether a new process compiles the contract."""
    _, modules = run_and_list_modules(root, "story", "list")
    return "revi_docs.contract.rules.compilation" in modules


def answer(root: Path, *words: str) -> tuple[int, str, str]:
    """Exit code and output of a call of revi."""
    process = revi(root, *words)
    return process.returncode, process.stdout, process.stderr


def compiled_file(root: Path) -> Path:
    """The only compiled contract of a root below the git directory or the user's cache folder."""
    bases = (root / ".git", Path(os.environ["XDG_CACHE_HOME"]))
    files = [file for base in bases for file in base.glob("revi/compiled/*/contract")]
    return max(files, key=lambda file: file.stat().st_mtime_ns)


def test_a_change_is_compiled_once(root: Path) -> None:
    assert [imports_compiler(root), imports_compiler(root)] == [True, False]
    edit(root, "revi.yml", "done: {", "done: {description: All done., ")
    assert compiled_contract(str(root))["statuses"]["done"]["description"] == "All done."
    times = compiled_file(root).stat().st_mtime_ns
    assert compiled_contract(str(root))["statuses"]["done"]["description"] == "All done."
    assert compiled_file(root).stat().st_mtime_ns == times


def test_what_the_contract_extends_counts(root: Path) -> None:
    write(root, "revi.yml", CONTRACT.replace("revi: 1\n", "revi: 1\nextends: shared/parent.yml\n"))
    with pytest.raises(UnsoundContractError, match=r"the contract 'shared/parent\.yml' cannot be read"):
        compiled_contract(str(root))
    for description in ("one", "two"):
        write(root, "shared/parent.yml", PARENT.replace("DESCRIPTION", description))
        assert compiled_contract(str(root))["statuses"]["open"]["description"] == description
    (root / "shared/parent.yml").unlink()
    with pytest.raises(UnsoundContractError, match="cannot be read"):
        compiled_contract(str(root))


@pytest.mark.parametrize("is_moved", [False, True], ids=["changed", "from another root"])
def test_a_poisoned_file_is_not_believed(root: Path, is_moved: bool) -> None:
    """In a git directory from an archive, or one that another program writes."""
    compiled_contract(str(root))
    file = compiled_file(root)
    text = file.read_text("utf-8")
    if is_moved:
        other = root.parent / "other"
        shutil.copytree(root, other)
        edit(other, "revi.yml", "to: done", "to: open")
        compiled_contract(str(other))
        file.write_bytes(compiled_file(other).read_bytes())
    else:
        file.write_text(text.replace('"to":"done"', '"to":"open"'), "utf-8")
        assert file.read_text("utf-8") != text
    assert compiled_contract(str(root))["transitions"][0]["to"] == "done"
    for content in (b"", b"\n\n\n", b"\xff", b"{}", os.urandom(100)):
        file.write_bytes(content)
        assert compiled_contract(str(root))["transitions"][0]["to"] == "done"


def test_a_file_in_another_form_is_compiled_again(root: Path) -> None:
    from revi_docs.files.cache_files import write_private

    for text in ("", "x", "a\nb\nc", "a\n[]\n{}"):
        write_private(str(root), "revi/compiled", "contract", text)
        assert compiled_contract(str(root))["transitions"][0]["to"] == "done"


def test_without_a_place_for_private_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "inside"))
    for target in ("done", "open"):
        write(root, "revi.yml", CONTRACT.replace("to: done", f"to: {target}"))
        assert compiled_contract(str(root))["transitions"][0]["to"] == target
    assert not list(root.glob("**/compiled"))


def test_the_export_is_not_read(root: Path) -> None:
    """`generated/contract.json` is for other languages: no value of it changes an answer."""
    revi(root, "story", "new", "A-1", "--title", "T")
    expected = answer(root, "can", "A-1", "open")
    assert expected[0] == 1
    data = dict(compiled_contract(str(root)))
    data["transitions"] = [{**data["transitions"][0], "to": "open"}]
    for text in (json.dumps(data), "{", ""):
        write(root, "generated/contract.json", text)
        assert answer(root, "can", "A-1", "open") == expected


def test_all_problems_are_reported_at_their_places(root: Path) -> None:
    write(root, "revi.yml", CONTRACT.replace("to: done", "to: don").replace("done: {", "done: {desc: x, "))
    process = revi(root, "story", "list")
    assert (process.returncode, process.stderr) == (3, "")
    assert process.stdout.splitlines() == [
        "revi.yml:4:10: unknown-key: statuses.done has no key 'desc'",
        "  fix: remove it, or rename it to 'x-desc' if it is your extension",
        "revi.yml:6:22: unknown-status: a transition refers to the status 'don', which is not defined",
        "  fix: write 'done', or add 'don' to statuses",
        "",
        "2 problems",
    ]
    process = revi(root, "story", "list", "--format", "json")
    document = json.loads(process.stdout)
    assert (process.returncode, document["code"], len(document["problems"])) == (3, "unknown-key", 2)
    with pytest.raises(UnsoundContractError) as raised:
        open_repository(str(root))
    assert [problem.code for problem in raised.value.problems] == ["unknown-key", "unknown-status"]
    assert raised.value.fix == "run 'revi-docs lint', which reports all 2 problems"


USABLE = {
    "agent-without-model", "ambiguous-artifacts", "command-without-rerun", "dead-end-status", "empty-range",
    "error-without-recovery", "evidence-trap", "hook-cannot-block", "milder-at-hard-limit", "mode-without-done",
    "no-path-to-terminal", "phase-without-budget", "reserved-name", "retry-beyond-timeout", "retry-not-retryable",
    "spawn-cycle", "stale-lock-too-short", "terminal-with-exit", "unattainable-done", "unfireable-aggregation",
    "unfit-condition", "unfit-trigger", "unknown-flag", "unknown-hook", "unknown-owned-value", "unknown-placeholder",
    "unknown-section", "unknown-source", "unknown-target", "unknown-time-zone", "unreachable-status",
    "unspawned-agent", "unsupported-region-file", "unused-item", "verdict-without-transition", "warning-above-hard",
    "unfit-story-folder",
}  # fmt: skip
"""Rules whose findings fail a check, and do not keep `revi` from working."""


def test_which_findings_stop_revi(tmp_path: Path) -> None:
    stopping = set()
    for rule in RULES:
        case = Path(__file__).parents[2] / "contract/rules" / rule.code / "fires.yml"
        write(tmp_path, "revi.yml", case.read_bytes())
        try:
            compiled_contract(str(tmp_path))
        except UnsoundContractError as error:
            stopping |= {problem.code for problem in error.problems} & {rule.code}
    assert {rule.code for rule in RULES} - stopping == USABLE
