"""The edition that is not released yet: the workflow of this repository, without what only this repository needs."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNRELEASED = "revi/1"
"""The edition that follows `revi.yml` of this repository. At its release, its digest goes into `test_extends.py`."""

EDITION_FILE = ROOT / "revi_docs/contract/editions" / f"{UNRELEASED.replace('/', '-')}.yml"
_OWN_SECTIONS = ("regions", "prose", "default_outputs", "outputs")
_HEADER = f"# The workflow '{UNRELEASED}': 'extends: {UNRELEASED}' in revi.yml uses it. An edition never changes.\n"
_OUTPUTS = """
outputs:
  "plans/{prefix}.stories.index.md": {template: stories/index.md.j2}
  "plans/{prefix}.roadmap.md": {template: stories/roadmap.md.j2}
"""


def edition_text() -> str:
    """Return the text of the unreleased edition."""
    text = (ROOT / "revi.yml").read_text("utf-8").partition("\n")[2]
    for section in _OWN_SECTIONS:
        # A section with the comment above it, up to the next line that is not indented.
        text, count = re.subn(rf"(?m)(?:^#.*\n)*^{section}:.*\n(?:[ ].*\n)*", "", text)
        assert count == 1, section
    text, count = re.subn(r"(?m)^  time_zone: .*$", "  time_zone: UTC", text)
    assert count == 1
    return _HEADER + text.rstrip("\n") + "\n" + _OUTPUTS


def refresh() -> None:
    """Write the unreleased edition."""
    EDITION_FILE.write_text(edition_text(), "utf-8")


if __name__ == "__main__":
    refresh()
