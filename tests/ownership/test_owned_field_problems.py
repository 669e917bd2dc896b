"""The agents that people really have: every model set and set back, and not a byte is another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from revi_docs.files.markdown.front_matter import FrontMatter, parse_front_matter
from revi_docs.files.markdown.front_matter_edits import with_field
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.ownership.owned_field_problems import invalid_front_matter

AGENTS = {"wshobson-agents": "plugins/**/agents/**/*.md", "voltagent-subagents": "categories/*/[!R]*.md"}


@dataclass(frozen=True)
class Agent:
    """One agent's file."""

    path: str
    text: str
    front: FrontMatter

    @property
    def model(self) -> Field | None:
        """Its field `model`, None where it has none."""
        problems = self.front.fields_named("model")
        assert len(problems) <= 1, self.path
        return problems[0] if problems else None


@pytest.fixture(scope="module")
def agents(shared: Path) -> tuple[Agent, ...]:
    """Every agent of both collections."""
    return tuple(agent for corpus in AGENTS for agent in of_corpus(shared / "corpora", corpus))


def of_corpus(corpora: Path, corpus: str) -> list[Agent]:
    if not (corpora / corpus).is_dir():
        pytest.skip(f"no folder `shared/corpora/{corpus}` beside the repository")
    problems = []
    for file in sorted((corpora / corpus).glob(AGENTS[corpus])):
        text = file.read_bytes().decode()
        front = parse_front_matter(text)
        assert front is not None, file
        problems.append(Agent(file.relative_to(corpora).as_posix(), text, front))
    return problems


def test_every_model_set_and_set_back(agents: tuple[Agent, ...], capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    for agent in agents:
        original = agent.model
        edited = with_field(agent.text, "model", "another-model")
        assert edited != agent.text, agent.path
        assert rest(edited) == rest(agent.text), agent.path
        back = with_field(edited, "model", original.value if original else None)
        assert back.encode() == agent.text.encode(), agent.path
        counts["with a model" if original else "without"] += 1
        counts["no YAML"] += agent.front.error is not None
    with capsys.disabled():
        print(f"\nset and set back, byte for byte: {len(agents)} agents, {dict(counts)}")  # noqa: T201
    assert len(agents) == 360
    assert counts == {"with a model": 352, "without": 8, "no YAML": 8}


def rest(text: str) -> list[str]:
    """All lines but that of the model."""
    front = parse_front_matter(text)
    assert front is not None
    (field,) = front.fields_named("model") or (None,)
    lines = text.split("\n")
    return lines if field is None else lines[: field.line - 1] + lines[field.line :]


NO_YAML = {
    "04-quality-security/gdpr-ccpa-compliance.md": 143,
    "07-specialized-domains/hipaa-compliance.md": 118,
    "08-business-product/assumption-mapping.md": 135,
    "08-business-product/backlog-grooming.md": 98,
    "08-business-product/growth-loops.md": 134,
    "10-research-analysis/ab-test-analysis.md": 167,
    "10-research-analysis/cohort-analysis.md": 166,
    "10-research-analysis/first-principles-thinking.md": 173,
}
"""The column, on line 3 of each, of the colon that makes a mapping of the description."""


def test_those_that_are_no_yaml_are_named_with_their_line(agents: tuple[Agent, ...]) -> None:
    problems = [invalid_front_matter(item.path, item.front.error) for item in agents if item.front.error]

    assert [str(problem.first_place) for problem in problems] == [
        f"voltagent-subagents/categories/{path}:3:{column}" for path, column in NO_YAML.items()
    ]
    assert {problem.code for problem in problems} == {"front-matter-no-yaml"}


def test_those_that_are_no_yaml_are_mended_by_setting_their_description(agents: tuple[Agent, ...]) -> None:
    for agent in agents:
        if agent.front.error is None:
            continue
        (original,) = agent.front.fields_named("description")
        assert isinstance(original.value, str)
        edited = with_field(agent.text, "description", f"{original.value} ")
        repaired = with_field(edited, "description", original.value)
        front = parse_front_matter(repaired)
        assert front is not None
        assert front.error is None
        assert [(item.name, item.value) for item in front.fields] == [
            (item.name, item.value) for item in agent.front.fields
        ]
        assert len(repaired) == len(agent.text) + 2 + original.value.count('"')
