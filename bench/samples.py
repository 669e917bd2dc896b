"""Generate the inputs of the measurements: repositories, pages and contracts of a given size, always the same."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

_WORDS = (
    "a story waits until its review is done and every check has passed the agent reads the plan compares "
    "it with what was built and writes one report nothing moves before a person has answered and all is kept"
).split()

_AGENT_COUNT = 20
"""Agents in the contract of a site; its pages mention them in code spans. Arbitrary."""

_MKDOCS = """site_name: Bench
docs_dir: {docs}
strict: true
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.indexes]
markdown_extensions: [admonition, attr_list, md_in_html, tables, pymdownx.superfences]
plugins: [{plugins}]
validation: {{omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}}
"""

_AGENT_TEMPLATE = """---
name: {{ agent.id|quoted }}
description: {{ agent.description|quoted }}
model: {{ agent.model|quoted }}
metadata: {proof: {{ marker | quoted }}}
---

# {{ agent.id }}

{{ agent.description }} {{ models[agent.model].description }}
{% for number in range(3 + agent.id[-2:]|int // 4) %}

## Step {{ number + 1 }}

Read the story, compare it with the plan, and write down what differs before you go on to the next.
{% endfor %}
"""


_STATUS_TEMPLATE = """<!-- {{ marker }} -->
# {{ status.id }}

{{ status.description }}
{% for number in range(3 + status.id[-2:]|int // 4) %}

## Step {{ number + 1 }}

Read the story, compare it with the plan, and write down what differs before you go on to the next.
{% endfor %}
"""

_REGION_TEMPLATE = """| Status | Meaning | Model |
|---|---|---|
| {{ statuses[arguments.of].id|code }} | {{ statuses[arguments.of].description }} | {{ models.sonnet.description }} |
"""

_REFERENCE_TEMPLATE = """<!-- {{ marker }} -->
# Agents
{% for agent in agents.values() %}

## {{ agent.id }}

<!-- revi:defined agents.{{ agent.id|comment }} -->

{{ agent.description }} {{ models[agent.model].description }}
{% endfor %}
"""


def output_repository(root: Path, outputs: int) -> Path:
    """A repository with one small template and `outputs` agents; each agent's file has 1 to 4 KB."""
    _write(root / "revi.yml", _contract(outputs))
    _write(root / "templates/agent.md.j2", _AGENT_TEMPLATE)
    return root


def mixed_repository(root: Path, outputs: int, regions: int, agents: int) -> Path:
    """A repository with so many outputs, regions in pages of ten, and agent files whose model is owned."""
    lines = ["revi: 1", "models:", "  sonnet: {description: Reads and writes.}", "statuses:"]
    lines += [f"  status-{number:03}: {{description: {_sentence(number)}}}" for number in range(outputs)]
    lines += ["agents:", *(f"  {_agent(number)}: {{model: sonnet}}" for number in range(agents))]
    lines += ["default_outputs: false", "outputs:", '  "made/{status}.md": {template: status.md.j2, each: statuses}']
    lines += ["owns:", '  ".claude/agents/*.md": {model: "agents.{name}.model"}']
    _write(root / "revi.yml", "\n".join(lines) + "\n")
    _write(root / "templates/status.md.j2", _STATUS_TEMPLATE)
    _write(root / "templates/regions/meaning.md.j2", _REGION_TEMPLATE)
    for number in range(agents):
        text = "\n\n".join(_sentence(number + line) for line in range(12))
        head = f"---\nname: {_agent(number)}\ndescription: {_sentence(number)}\nmodel: sonnet\n---\n"
        _write(root / f".claude/agents/{_agent(number)}.md", f"{head}\n{text}\n")
    for number in range(regions // 10):
        marked = (
            f"## Part {part}\n\n<!-- revi:begin meaning of=status-{(number * 10 + part) % outputs:03} -->\n"
            f"<!-- revi:end -->\n\n{_sentence(part)}\n"
            for part in range(10)
        )
        _write(root / f"pages/page-{number:03}.md", "\n".join((f"# Page {number}\n", *marked)))
    return root


def grown_contract(root: Path, kind: str, count: int) -> Path:
    """A repository with all default outputs and so many statuses in a chain, agents of one command, or commands."""
    statuses = count if kind == "statuses" else 3
    agents = count if kind == "agents" else 1
    commands = count if kind == "commands" else 1
    lines = ["revi: 1", "models:", "  sonnet: {description: Reads and writes.}", "statuses:"]
    lines += [f"  status-{number:04}: {{description: {_sentence(number)}}}" for number in range(statuses - 1)]
    lines += ["  completed: {description: Over., terminal: true}", "transitions:"]
    names = [f"status-{number:04}" for number in range(statuses - 1)] + ["completed"]
    lines += [f"  - {{from: {source}, to: {target}, by: work, event: finished}}" for source, target in pairwise(names)]
    lines += ["commands:", "  work:", "    description: Does the work.", "    spawns:"]
    lines += [f"      - agent-{number:04}" for number in range(agents)]
    lines += [
        f"  command-{number:04}: {{description: {_sentence(number)}, spawns: [agent-0000]}}"
        for number in range(1, commands)
    ]
    lines += ["agents:"]
    lines += [f"  agent-{number:04}: {{description: {_sentence(number)}, model: sonnet}}" for number in range(agents)]
    _write(root / "revi.yml", "\n".join(lines) + "\n")
    return root


def cog_files(folder: Path, outputs: Path) -> Path:
    """For each file in `outputs` one with its text and a small block for cog; `files.txt` lists them."""
    names = []
    for file in sorted(outputs.glob("*.md")):
        payload = f"This is {file.stem}."
        block = f'<!-- [[[cog cog.outl("{payload}") ]]] -->\n{payload}\n<!-- [[[end]]] -->\n'
        _write(folder / file.name, file.read_text(encoding="utf-8") + block)
        names.append(file.name)
    _write(folder / "files.txt", "\n".join(names) + "\n")
    return folder


def docs_repository(root: Path, pages: int) -> Path:
    """A repository with a small contract and `pages` pages: one of them generated, the others of 1 to 2 KB.

    The generated page defines the agents that the others name. They are in folders of 25, the folders
    in 8 books, so that the navigation on a page is about as long on a large site as on a small one.
    """
    contract = _contract(_AGENT_COUNT) + '  "docs_src/agents.md": {template: agents.md.j2}\n'
    _write(root / "revi.yml", contract)
    _write(root / "templates/agent.md.j2", _AGENT_TEMPLATE)
    _write(root / "templates/agents.md.j2", _REFERENCE_TEMPLATE)
    _write(root / "mkdocs.yml", _MKDOCS.format(docs="docs_src", plugins="search, revi"))
    paths = [_page_path(number) for number in range(pages - 1)]
    for number, path in enumerate(paths):
        _write(root / "docs_src" / path, _page(number, paths))
    return root


def bare_site(folder: Path, docs: Path) -> Path:
    """A folder with the same `mkdocs.yml` for the same pages, but without the plugin `revi`."""
    _write(folder / "mkdocs.yml", _MKDOCS.format(docs=docs, plugins="search"))
    return folder


def long_contract(file: Path, lines: int) -> Path:
    """Return a valid contract of exactly `lines` lines, most of them agents with a key on each line."""
    tail = ["models:", "  sonnet: {description: Reads and writes.}"]
    head = ["revi: 1", "agents:"]
    number, agents = 0, []
    while len(head) + len(agents) + 5 + len(tail) <= lines:
        agents += [
            f"  {_agent(number)}:",
            f"    description: {_sentence(number)}",
            "    model: sonnet",
            f"    aliases: [a-{number}, b-{number}]",
            "    tools: [Read, Grep, Glob]",
        ]
        number += 1
    filler = ["# Nothing more."] * (lines - len(head) - len(agents) - len(tail))
    _write(file, "\n".join([*head, *agents, *tail, *filler]) + "\n")
    return file


def _contract(agents: int) -> str:
    lines = ["revi: 1", "models:", "  sonnet: {description: Reads and writes.}", "agents:"]
    lines += [f"  {_agent(number)}: {{description: {_sentence(number)}, model: sonnet}}" for number in range(agents)]
    lines += ["default_outputs: false", "outputs:"]
    lines += ['  ".claude/agents/{agent}.md": {template: agent.md.j2, each: agents}']
    return "\n".join(lines) + "\n"


def _agent(number: int) -> str:
    return f"agent-{number:03}"


def _page_path(number: int) -> str:
    part = number // 25
    return f"book-{part % 8}/part-{part:02}/page-{number:04}.md" if number else "index.md"


def _page(number: int, paths: list[str]) -> str:
    """A page with three headings, a table, code spans and four links, of 1 to 2 KB."""
    prefix = "../../" if number else ""
    next_path, far_path = paths[(number + 1) % len(paths)], paths[(number * 7 + 3) % len(paths)]
    agents = [_agent((number + row) % _AGENT_COUNT) for row in range(3 + number % 4)]
    rows = [f"| `{agent}` | {_sentence(number + row)} |" for row, agent in enumerate(agents)]
    lines = [
        f"# Page {number}",
        f"{_sentence(number)} See [the next page]({prefix}{next_path}) or [its end]({prefix}{next_path}#what-follows).",
        "## Who does it",
        "\n".join(["| Agent | Work |", "| --- | --- |", *rows]),
        "## What it reads",
        f"The file `revi.yml`, the folder `plans` and what `{agents[0]}` wrote. {_sentence(number + 3)}",
        "\n".join(f"- {_sentence(number + item)}" for item in range(2 + number % 3)),
        "## What follows",
        f"{_sentence(number + 5)} Go [back to the top](#page-{number}) or [far away]({prefix}{far_path}#who-does-it).",
    ]
    return "\n\n".join(lines) + "\n"


def _sentence(number: int) -> str:
    start = number * 5 % len(_WORDS)
    words = (_WORDS + _WORDS)[start : start + 14 + number % 5]
    return f"{' '.join(words).capitalize()} {number}."


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def text_without_markers(size: int) -> str:
    """Return Markdown of about this size with comments, code and tables, the word `review`, and no marker."""
    passage = f"{_sentence(1)} <!-- a review --> `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n    indented\n\n"
    return passage * (size // len(passage))
