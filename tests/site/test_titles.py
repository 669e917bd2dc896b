"""The title of a page, which the navigation shows, is its heading."""

from __future__ import annotations

import re
from pathlib import Path

import yaml


def test_the_title_of_every_page_is_its_heading(root: Path) -> None:
    differing = {}
    for path in sorted((root / "docs_src").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        heading = re.search(r"(?m)^# (.*?)(?: \{:? ?#.*\})?$", text)
        title = yaml.safe_load(text[4 : text.index("\n---\n")]).get("title") if text.startswith("---\n") else None
        if title and heading and title != heading[1].replace("`", ""):
            differing[path.relative_to(root).as_posix()] = (title, heading[1])
    assert differing == {}


def test_the_navigation_names_no_page(root: Path) -> None:
    """An entry of a page has no title of its own, so that it is that of the page; only sections have names."""
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert list(named_pages(settings["nav"])) == []
    assert [next(iter(section)) for section in settings["nav"]] == [
        "Start",
        "Guides",
        "Concepts",
        "Reference",
        "Stories",
        "Project",
    ]


def named_pages(entries: list[object]) -> list[object]:
    """The entries below a navigation that give a page a name."""
    sections = [value for entry in entries if isinstance(entry, dict) for value in entry.values()]
    nested = [page for value in sections if isinstance(value, list) for page in named_pages(value)]
    return [*(value for value in sections if not isinstance(value, list)), *nested]
