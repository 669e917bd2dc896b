"""The example in the guide to a new target works unchanged, in about twenty lines."""

from __future__ import annotations

import re
from pathlib import Path

from revi_docs.contract.loader import parse
from revi_docs.outputs.rendered_outputs import render_all

CONTRACT = """\
revi: 1
statuses:
  in-qa: {description: "QA is at it */ // and says so."}
  done: {description: Over., terminal: true}
transitions: [{from: in-qa, to: done, by: manual}]
"""

EXPECTED = """\
// Package workflow is generated from revi.yml; do not edit.
package workflow

// Status of a story. See ../docs_src/reference/statuses/index.md
type Status string

const (
\t// QA is at it * / // and says so.
\tInQa Status = "in-qa"
\t// Over.
\tDone Status = "done"
)

// Transitions maps each status to the statuses that can follow.
var Transitions = map[Status][]Status{
\tInQa: {Done, },
}
"""


def test_the_example_renders(root: Path, tmp_path: Path) -> None:
    guide = (root / "docs_src/other-languages.md").read_text("utf-8")
    (outputs,), (template,) = (re.findall(rf"```{kind}\n(.*?)```", guide, re.DOTALL) for kind in ("yaml", "jinja"))
    assert len((outputs + template).splitlines()) <= 25
    (tmp_path / "templates/go").mkdir(parents=True)
    (tmp_path / "templates/go/statuses.go.j2").write_text(template, encoding="utf-8")
    rendered = render_all(tmp_path, parse((CONTRACT + outputs).encode()), {})
    assert rendered.problems == ()
    [code] = [file for file in rendered.files if file.path == "workflow/statuses.go"]
    assert code.content.decode().partition("\n")[2] == EXPECTED
