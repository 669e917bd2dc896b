"""A small repository with three statuses, for real builds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

CONTRACT = """\
revi: 1
statuses:
  open: {description: Started.}
  in-review: {description: A review is in progress.}
  done: {description: Over., terminal: true}
"""
CONFIG = """\
site_name: Small
site_description: Three statuses.
docs_dir: docs
theme: {name: material, font: false}
plugins: [search, revi]
markdown_extensions: [attr_list, tables, pymdownx.superfences]
"""
NAV = "nav: [index.md, {Statuses: statuses/index.md}]\n"
PAGES = {
    "index.md": (
        "---\ndescription: The start page.\n---\n# Home\n\nA thing is `in-review`. [All](statuses/index.md)\n"
    ),
    "statuses/index.md": "# Statuses\n\n| a |\n|---|\n| [`open`](open.md) |\n",
    "statuses/done.md": "# done\n<!-- revi:defined statuses.done -->\n\nOver.\n",
    "statuses/in-review.md": "# in-review\n<!-- revi:defined statuses.in-review -->\n\nAfter `open`.\n",
    "statuses/open.md": (
        "---\ntitle: open\n---\n# open\n<!-- revi:defined statuses.open -->\n\n"
        '```dot\ndigraph "Next" {\n  open -> "in-review"\n  "in-review" [URL="in-review.md"]\n}\n```\n'
    ),
}


Repository = Callable[..., Path]


def write(root: Path, pages: dict[str, str] | None = None, *, config: str = CONFIG, contract: str = CONTRACT) -> Path:
    """Writes the repository into `root`; `pages` are added to the default pages."""
    for path, text in (PAGES | (pages or {})).items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    (root / "revi.yml").write_text(contract, encoding="utf-8")
    return root
