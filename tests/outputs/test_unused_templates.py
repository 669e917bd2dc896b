"""Templates that no output uses, beside the folders `templates/` of other tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.outputs.rendered_outputs import render_all
from tests.outputs.shipped_templates import no_extras
from tests.support.sample_repo import write

PLAIN = "revi: 1\nstatuses: {open: {terminal: true}}\ndefault_outputs: false\n"
WITH_TEMPLATE = PLAIN + 'outputs: {"a.md": {template: a.md.j2}}\n'
PAGE = "<!-- {{ marker }} -->\n{{ statuses.open.id }}\n"
FOREIGN = ("base.html", "values.yaml", "check/template.yml", "agent.md", "orders/list.html")


@pytest.mark.parametrize(
    ("contract", "files", "expected"),
    [
        (PLAIN, FOREIGN, {}),
        (WITH_TEMPLATE, FOREIGN, {}),
        (PLAIN, ("nginx.conf.j2",), {"nginx.conf.j2": "warning"}),
        (
            PLAIN,
            ("claude/agnet.md.j2", "regions/mine.md.j2"),
            {"claude/agnet.md.j2": "error", "regions/mine.md.j2": "error"},
        ),
        (WITH_TEMPLATE, ("old.md.j2",), {"old.md.j2": "error"}),
        (WITH_TEMPLATE.replace("a.md.j2", "a.txt"), ("b.txt", "c.html"), {"b.txt": "error"}),
        (PLAIN, ("regions/agents.md.j2", "targets/agents_md.md.j2"), {"targets/agents_md.md.j2": "error"}),
    ],
    ids=["nothing of ours", "beside ours", "our suffix", "our folders", "beside one in use", "its suffix", "overrides"],
)
def test_what_is_reported(tmp_path: Path, contract: str, files: tuple[str, ...], expected: dict[str, str]) -> None:
    for name in ("a.md.j2", "a.txt"):
        if name in contract:
            write(tmp_path, f"templates/{name}", PAGE)
    for name in files:
        write(tmp_path, f"templates/{name}", "x\n")
    problems = render_all(tmp_path, parse(contract.encode()), no_extras()).problems
    assert {problem.subject: problem.severity for problem in problems} == expected
    assert {problem.code for problem in problems} <= {"unused-template"}
