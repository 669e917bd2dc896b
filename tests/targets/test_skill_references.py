"""The guide's example of a section that is moved out of a skill."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.sample_repo import run_docs, write


def test_a_section_moves_into_a_file_beside_the_skill(root: Path, tmp_path: Path) -> None:
    page = (root / "docs_src/targets.md").read_text("utf-8")
    section = page.partition("\n## Move sections of a skill")[2].partition("\n## ")[0]
    templates = dict(re.findall(r'```jinja title="([^"]+)"\n(.*?)```', section, flags=re.DOTALL))
    assert len(templates) == 2
    (outputs,) = re.findall(r"```yaml\n(.*?)```", section, flags=re.DOTALL)
    assert run_docs(tmp_path, "init", "--workflow", "minimal").returncode == 0
    for path, text in templates.items():
        write(tmp_path, path, text)
    contract = (tmp_path / "revi.yml").read_text("utf-8")
    write(tmp_path, "revi.yml", contract.replace("\noutputs:\n", f"\n{outputs}"))
    assert run_docs(tmp_path, "sync").returncode == 0
    assert run_docs(tmp_path, "check").returncode == 0
    folder = tmp_path / ".claude/skills/start-work"
    skill, limits = ((folder / name).read_text("utf-8") for name in ("SKILL.md", "references/limits.md"))
    assert "## Limits" not in skill
    assert skill.endswith("\nRead `references/limits.md` before you run a command again.\n")
    assert re.fullmatch(r"<!-- revi:generated -->\n+# /start-work\n+## Limits\n\n- \*\*Lock\*\*: .*\n", limits)
