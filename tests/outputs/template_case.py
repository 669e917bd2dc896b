"""A small repository with one template, and the problems expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.sample_repo import write, write_sample

HEAD = "<!-- {{ marker }} -->\n"
STATUSES = "revi: 1\nstatuses:\n  open: {description: No one has started.}\n  closed: {terminal: true}\n"
ALL = "{% for name in statuses %}{{ name }}{% endfor %}\n"


@dataclass(frozen=True)
class Case:
    """The template `a.j2` of the output `a.md`, or other templates and outputs, and the expected problems."""

    expected: str
    template: str = ""
    outputs: str = '  "a.md": {template: a.j2}\n'
    others: Mapping[str, str | bytes] = field(default_factory=dict)
    contract: str = STATUSES
    page: str = ""

    @property
    def code(self) -> str:
        return self.expected.split(": ")[1]


def repository(root: Path, case: Case) -> Path:
    write_sample(root, f"{case.contract}outputs:\n{case.outputs}default_outputs: false\n", {})
    for name, content in {"a.j2": case.template, **case.others}.items():
        write(root, f"templates/{name}", content)
    if case.page:
        write(root, "page.md", case.page)
    return root
