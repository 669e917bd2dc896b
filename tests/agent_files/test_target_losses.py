"""How much of a text a platform reads."""

from __future__ import annotations

from pathlib import Path

from revi_docs.agent_files.context import AgentFilesContext, RepositoryFiles
from revi_docs.agent_files.target_losses import losses
from revi_docs.contract.loader import parse
from revi_docs.targets.platform import load_platform

CONTRACT = b"revi: 1\ntargets: [codex, copilot]\nagents: {x:a: {}}\ncommands: {y:go: {}}\n"


def messages(target: str, path: str, text: str) -> list[str]:
    files = RepositoryFiles(root=Path(), generated=((path, text, ("", "")),))
    context = AgentFilesContext(parse(CONTRACT), files)
    return [loss.message for loss in losses(context, load_platform(target)) if "bytes" in loss.message]


def test_the_body_of_a_skill() -> None:
    path = ".agents/skills/y-go/SKILL.md"
    front_matter = f"---\nname: {'x' * 500}\n---\n"
    assert messages("codex", path, front_matter + "é" * 4096) == []
    assert messages("codex", path, front_matter + "é" * 4096 + ".") == [
        "reads 8,192 bytes of command 'y:go', which has 8,193"
    ]


def test_instructions() -> None:
    assert messages("codex", "AGENTS.md", "x" * 32_768) == []
    assert messages("codex", "AGENTS.md", "x" * 32_769) == ["reads 32,768 bytes of AGENTS.md, which has 32,769"]


def test_an_agent_and_another_file() -> None:
    assert messages("copilot", ".github/agents/x-a.agent.md", "x" * 30_001) == [
        "reads 30,000 bytes of agent 'x:a', which has 30,001"
    ]
    assert messages("copilot", ".github/agents/other.agent.md", "x" * 30_001) == []
    assert messages("copilot", "AGENTS.md", "x" * 32_769) == []
