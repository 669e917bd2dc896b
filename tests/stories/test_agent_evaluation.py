"""What an agent left is judged by the sections that the contract wants."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.tried_agent import CASE, run_try


def test_an_empty_section(root: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(root / CASE, case)
    (case / "case.yaml").write_text("agent: elab-completion-leader\nstory: REVI-901\n")
    script = 'printf "## Verdict\\n\\nPASS\\n\\n## Findings\\n" > "$REVI_STORY/ELAB-REVI-901-20260211-1000.md"'
    result = run_try(root, str(case), "--", "sh", "-c", f'{script}; echo >> "$REVI_STORY/REVI-901.md"')
    assert result.stdout.splitlines()[0].endswith(
        "agent-section-empty: ELAB-REVI-901-20260211-1000.md has an empty section 'Findings'"
    )
    assert result.returncode == 1


def test_any_agent_may_add_a_row_to_the_log_and_nothing_else(root: Path, tmp_path: Path) -> None:
    """`elab-completion-leader` logs with `revi log`, and does not write the story."""
    case = tmp_path / "case"
    shutil.copytree(root / CASE, case)
    (case / "case.yaml").write_text("agent: elab-completion-leader\nstory: REVI-901\n")
    report = 'printf "## Verdict\n\nPASS\n\n## Findings\n\nNone.\n" > "$REVI_STORY/ELAB-REVI-901-20260211-1000.md"'
    row = "| 2026-02-11T10:00:00.000-07:00 | elab-completion-leader | audited |  |"
    story = "plans/stories/REVI-901/REVI-901.md"
    log = f'{report}; printf "%s\n" "{row}" >> "$REVI_STORY/REVI-901.md"'
    assert run_try(root, str(case), "--", "sh", "-c", log).returncode == 0
    result = run_try(root, str(case), "--", "sh", "-c", f'{report}; sed -i s/Goal/Aim/ "$REVI_STORY/REVI-901.md"')
    assert f"agent-changed-more: elab-completion-leader changed {story}" in result.stdout
