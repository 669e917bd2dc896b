"""Sites of other repositories answer their readers: the one that `init` writes, and two that were adopted."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.loader import load
from tests.site.conftest import search, served
from tests.site.test_browser import ranks
from tests.support.command_line import call_program
from tests.support.corpora import corpus
from tests.support.link_kinds import wrong_links
from tests.support.sample_repo import git
from tests.support.soak import rounds

pytestmark = pytest.mark.browser

STARTER: dict[str, tuple[str, ...]] = {
    "what happens when QA fails": ("reference/commands/verify-story/", "reference/statuses/in-qa/"),
    "who reviews my change": ("reference/agents/", "reference/commands/review-story/"),
    "in-review": ("reference/statuses/in-review/",),
    "how do I start a planned story": ("reference/commands/implement-story/", "reference/statuses/planned/"),
    "which model does the tester use": ("reference/agents/#tester",),
    "someone else has the lock": ("reference/locks-and-reruns/",),
}
ADOPTED: dict[str, dict[str, tuple[str, ...]]] = {
    "voltagent-subagents": {
        "who checks accessibility": ("reference/agents/#accessibility-tester",),
        "audit Active Directory security": ("reference/agents/",),
        "which agents use haiku": ("reference/models/#haiku",),
        "terraform": ("reference/agents/#terraform-engineer", "reference/agents/#terragrunt-expert"),
        "debug a failing Kubernetes cluster": ("reference/agents/",),
        "ad-security-reviewer": ("reference/agents/#ad-security-reviewer",),
    },
    "wshobson-agents": {
        "debug with several agents in parallel": ("reference/commands/agent-teams.team-debug/",),
        "which model does team-lead use": ("reference/agents/#agent-teams:team-lead", "reference/models/"),
        "undo a track": ("reference/commands/conductor.revert/",),
        "/tdd-workflows:tdd-cycle": ("reference/commands/tdd-workflows.tdd-cycle/",),
        "run an accessibility audit": (
            "reference/commands/ui-design.accessibility-audit/",
            "reference/commands/accessibility-compliance.accessibility-audit/",
        ),
        "who reviews infrastructure as code": ("reference/agents/",),
    },
}
"""Question → starts of the addresses of the pages that answer it."""

ROW = re.compile(r"^(?:[-*] |\| |## )")
NAME = re.compile(r"`[^`]*`|\[[^\]]*\]\([^)]*\)|[-|,:*#]|\s")


def bare_lists(site: Path) -> list[str]:
    """The pages with several items, rows or sections of which no line says more than names."""
    pages = {page: page.read_text("utf-8").splitlines() for page in site.rglob("index.html.md")}
    return [
        page.relative_to(site).as_posix()
        for page, lines in pages.items()
        if sum(map(bool, map(ROW.match, lines))) > 1
        and not any(NAME.sub("", line) for line in lines if not line.startswith(("#", "Defined at", "```", "/")))
    ]


def check_site(browser: Any, root: Path, questions: dict[str, tuple[str, ...]]) -> None:
    """Build the site of a repository, and type the questions."""
    build = call_program("revi-docs", root, "build")
    assert build.code == 0, build.stdout + build.stderr
    with served(root / "site") as address, search(browser, root / "site", address) as run_queries:
        found = run_queries(list(questions))
    rank_by_question = ranks(questions, found)
    sys.stdout.write(f"{rank_by_question}\n")
    assert all(0 < rank <= 3 for rank in rank_by_question.values()), found
    home = (root / "site/index.html.md").read_text("utf-8")
    contract = load(root).contract
    assert home.startswith(f"# {contract.project.name}\n")
    assert contract.project.summary in home
    assert wrong_links(root / "site", contract) == []
    assert bare_lists(root / "site") == []


def test_a_bare_list_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html.md").write_text("# Agents\n\n- [`a`](a.md)\n- [`b`](b.md), `c`\n", encoding="utf-8")
    assert bare_lists(tmp_path) == ["index.html.md"]
    (tmp_path / "index.html.md").write_text("# Agents\n\n- [`a`](a.md): reviews.\n- `b`\n", encoding="utf-8")
    assert bare_lists(tmp_path) == []


def starter_site(tmp_path: Path) -> Path:
    """The site that `init` writes."""
    root = tmp_path / "shop"
    root.mkdir()
    git(root, "init", "--quiet")
    assert call_program("revi-docs", root, "init", "--workflow", "review").code == 0
    return root


def adopted_site(shared: Path, tmp_path: Path, name: str) -> Path:
    """A real collection of agents that has moved in."""
    root = Path(shutil.copytree(corpus(shared, name), tmp_path / name, copy_function=shutil.copyfile))
    git(root, "init", "--quiet")
    for command in ("adopt --write", "init"):
        result = call_program("revi-docs", root, *command.split())
        assert result.code == 0, result.stdout + result.stderr
    return root


@pytest.mark.parametrize("name", ["the starter", *list(ADOPTED)[: rounds(0, 2)]])
def test_a_site_answers_its_readers(browser: Any, tmp_path: Path, request: pytest.FixtureRequest, name: str) -> None:
    is_adopted = name in ADOPTED
    root = adopted_site(request.getfixturevalue("shared"), tmp_path, name) if is_adopted else starter_site(tmp_path)
    check_site(browser, root, ADOPTED[name] if is_adopted else STARTER)
