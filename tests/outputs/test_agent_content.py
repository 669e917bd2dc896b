"""What the agents of the main path read: method, example and stop conditions, and nothing that many files repeat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from revi_docs.contract.loader import load
from revi_docs.contract.model import Contract
from revi_docs.contract.record_schema import record_schema
from revi_docs.contract.relations import started_agents

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "plugins/revi"
CONTRACT = load(ROOT).contract
MAIN_PATH = (
    "pm-generate-story",
    "elab-story",
    "dev-implement-story",
    "dev-code-review",
    "dev-fix-story",
    "qa-verify-story",
    "qa-gate",
    "wt-finish",
)
CODERS = ("dev-implement-backend-coder", "dev-implement-frontend-coder", "dev-fix-fix-leader")
REPEATED_LINES, REPEATING_FILES = 3, 5
"""The longest block that more files than this may share."""


def agents_of(contract: Contract, commands: tuple[str, ...]) -> list[str]:
    """The agents that the commands start, and those that these start."""
    names = [name for command in commands for name in started_agents(contract, contract.commands[command])]
    for name in names:  # grows meanwhile
        names += [other for other in contract.agents[name].spawns if other not in names]
    return sorted(set(names))


AGENTS = agents_of(CONTRACT, MAIN_PATH)
REVIEWERS = [name for name in AGENTS if name.startswith("code-review-")]


def text_of(agent: str) -> str:
    return (PLUGIN / f"agents/{agent}.md").read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """A section of a page without its heading, code blocks included; "" if there is none."""
    _, separator, rest = text.partition(f"\n## {title}\n")
    return re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0] if separator else ""


def examples(text: str, language: str) -> Iterator[str]:
    _, _, rest = text.partition("\n## Example\n")
    yield from re.findall(rf"^```{language}\n(.*?)^```", rest, flags=re.MULTILINE | re.DOTALL)


def test_the_main_path_has_agents() -> None:
    assert len(AGENTS) > 30
    assert len(REVIEWERS) == 6


@pytest.mark.parametrize("agent", AGENTS)
def test_an_agent_has_what_its_work_needs(agent: str) -> None:
    text = text_of(agent)
    assert re.search(r'^description: ".*\. Used when .*"$', text, flags=re.MULTILINE), "when to use it"
    steps = re.findall(r"^(\d)\. ", section(text, "Method"), flags=re.MULTILINE)
    assert steps[:3] == ["1", "2", "3"]
    assert list(examples(text, r"\w+")), "a filled-in example"
    assert section(text, "Report")
    assert "If you cannot continue, stop and report one of " in text


@pytest.mark.parametrize("agent", REVIEWERS)
def test_a_reviewer_knows_severity_and_scope(agent: str) -> None:
    text = text_of(agent)
    levels = re.findall(r"\*\*(\w+)\*\*: ", section(text, "Severity"))
    assert len(levels) >= 2
    assert "Out of scope: " in text


@pytest.mark.parametrize("agent", CODERS)
def test_a_coder_knows_where_to_write_and_when_to_stop(agent: str) -> None:
    text = text_of(agent)
    assert "You may write " in text
    assert "If a test cannot pass" in text
    assert re.search(r"(?i)write the test first|reproduce each", section(text, "Method"))


@pytest.mark.parametrize("agent", REVIEWERS)
def test_the_example_of_a_worker_is_a_valid_result(agent: str) -> None:
    schema = record_schema(CONTRACT, CONTRACT.records["worker_result"])
    results = [yaml.safe_load(example) for example in examples(text_of(agent), "yaml")]
    assert results
    for result in results:
        jsonschema.validate(result, schema)
        assert result["worker"] == agent


@pytest.mark.parametrize("agent", AGENTS)
def test_an_example_is_valid(agent: str) -> None:
    """YAML can be read, and a document has no section that its artifact lacks."""
    text = text_of(agent)
    for example in examples(text, "yaml"):
        assert isinstance(yaml.safe_load(example), (dict, list))
    artifacts = [CONTRACT.artifacts[name] for name in CONTRACT.agents[agent].writes]
    sections = {title for artifact in artifacts for title in artifact.sections}
    for example in examples(text, "markdown"):
        headings = set(re.findall(r"^## (.+)$", example, flags=re.MULTILINE))
        assert not sections or headings <= sections, agent


def blocks(text: str) -> Iterator[str]:
    """Each run of one line more than may be repeated, in each section; front matter and empty lines do not count."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    size = REPEATED_LINES + 1
    for part in re.split(r"^#+ .*$", body, flags=re.MULTILINE):
        lines = [line for line in part.splitlines() if line.strip() and not line.startswith(("```", "|---"))]
        yield from ("\n".join(lines[start : start + size]) for start in range(len(lines) - size + 1))


def repeated_blocks(texts: dict[str, str]) -> dict[str, list[str]]:
    files: dict[str, set[str]] = defaultdict(set)
    for name, text in texts.items():
        for block in blocks(text):
            files[block].add(name)
    return {block: sorted(names) for block, names in files.items() if len(names) > REPEATING_FILES}


def test_no_block_is_repeated_in_many_files() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in PLUGIN.rglob("*.md")}
    assert repeated_blocks(texts) == {}


def test_a_repeated_block_is_noticed() -> None:
    body = "---\nname: x\n---\n# Title\n\nOne.\nTwo.\n\nThree.\nFour.\n"
    texts: dict[str, Any] = {f"{number}.md": f"{body}{number}\n" for number in range(REPEATING_FILES + 1)}
    assert list(repeated_blocks(texts)) == ["One.\nTwo.\nThree.\nFour."]
    del texts["0.md"]
    assert repeated_blocks(texts) == {}
