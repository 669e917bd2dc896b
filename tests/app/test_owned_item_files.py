"""The site of an adopted repository: descriptions, links to the agents' own files, names as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.gates import BuildState, run_gates
from revi_docs.app.owned_item_files import item_files
from revi_docs.problems.problem import errors
from revi_docs.site.item_files import ItemFile
from tests.support.sample_repo import run_docs, write
from tests.support.workspaces import open_workspace

AGENT = "---\nname: {}\ndescription: {}\nmodel: haiku\n---\n"
LONG = "Use this one for everything. " + "It reads many files. " * 60
FILES = {
    ".claude/agents/short.md": AGENT.format("short", "Does it."),
    "plugins/p/agents/long one.md": AGENT.format("long", LONG),
    "plugins/p/agents/lines.md": AGENT.format("lines", "|\n  First line.\n\n  <example>x</example>"),
    "plugins/p/commands/go.md": "---\ndescription: Goes.\n---\n",
}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adopted repository with a site, built."""
    root = tmp_path_factory.mktemp("adopted")
    for path, text in FILES.items():
        write(root, path, text)
    for words in (["adopt", "--write"], ["init"]):
        assert run_docs(root, *words).returncode == 0
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write(root, "mkdocs.yml", f"repo_url: https://github.com/o/r\n{config}")
    state = BuildState(open_workspace(root))
    assert [result.skip_reason for result in run_gates(state)] == [""] * 4
    assert errors(state.problems) == ()
    return root


def test_the_files_of_items(adopted: Path) -> None:
    assert item_files(open_workspace(adopted)) == {
        ("agents", "short"): ItemFile(".claude/agents/short.md"),
        ("agents", "p:long"): ItemFile("plugins/p/agents/long one.md", "Use this one for everything."),
        ("agents", "p:lines"): ItemFile("plugins/p/agents/lines.md", "First line."),
        ("commands", "p:go"): ItemFile("plugins/p/commands/go.md"),
    }


def test_the_page_of_the_agents(adopted: Path) -> None:
    page = (adopted / "site/reference/agents/index.html").read_text(encoding="utf-8")
    for text in ("Does it.", "<p>Use this one for everything.</p>", "<p>First line.</p>", "<code>p:long</code>"):
        assert text in page
    url = "https://github.com/o/r/blob/HEAD/plugins/p/agents/long%20one.md"
    assert f'file: <a href="{url}"><code>plugins/p/agents/long one.md</code></a></p>' in page
    assert "It reads many files." not in page


def test_the_page_of_a_command(adopted: Path) -> None:
    page = (adopted / "site/reference/commands/p.go/index.html").read_text(encoding="utf-8")
    assert "/p:go" in page
    assert "<code>plugins/p/commands/go.md</code>" in page
    copy = (adopted / "site/reference/commands/p.go/index.html.md").read_text(encoding="utf-8")
    assert "File: `plugins/p/commands/go.md`." in copy
