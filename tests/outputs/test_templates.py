"""What the shipped templates make, to the letter, and what stands in them."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import frontmatter
import markdown
import pytest
import yaml
from jinja2 import Environment

from revi_docs.contract.loader import LoadedContract, load_valid, parse
from revi_docs.contract.model import Contract
from revi_docs.contract.rules.lint import lint
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.rendered_outputs import RenderedOutputs, render_all
from revi_docs.problems.problem import Place
from tests.outputs.refresh import GOLDEN, PAGES, filled, fresh, production, regions, small

FOUR = b"""revi: 1
project: {name: Tickets}
statuses:
  noticed: {description: Somebody saw it.}
  begun: {}
  parked: {}
  over: {terminal: true}
transitions:
  - {from: noticed, to: begun, by: manual}
  - {from: begun, to: over, by: manual}
  - {from: begun, to: parked, by: system}
  - {from: parked, to: begun, by: manual}
"""


@pytest.fixture(scope="module")
def made() -> RenderedOutputs:
    return production()


@pytest.fixture(scope="module")
def texts(made: RenderedOutputs) -> dict[str, str]:
    return fresh(made)


@pytest.fixture(scope="module")
def ours(root: Path) -> LoadedContract:
    """The contract of this repository."""
    return load_valid(root)


def templates(root: Path) -> dict[str, str]:
    """Name → text of every template."""
    folder = root / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.j2"))
    }


def literal(text: str) -> str:
    """What of a template is written as it stands, without expressions, tags, comments and list numbers."""
    tokens = Environment(trim_blocks=True, lstrip_blocks=True).lex(text)
    written = "".join(f"{value} " if kind == "data" else " " for _, kind, value in tokens)
    return re.sub(r"(?m)^\s*\d+\. ", "", written)


# --- golden files -------------------------------------------------------------------------


def test_the_small_contract_has_no_problem(made: RenderedOutputs) -> None:
    assert (small().problems, tuple(lint(small())), made.problems) == ((), (), ())


def test_every_golden_file_is_made(texts: dict[str, str]) -> None:
    stored = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert stored == set(texts)


@pytest.mark.parametrize("name", sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*")))
def test_golden(texts: dict[str, str], name: str) -> None:
    assert texts[name] == (GOLDEN / name).read_text("utf-8"), "python -m tests.outputs.refresh"


@pytest.mark.parametrize("name", sorted({path for path, _, _ in regions()}))
def test_golden_regions(made: RenderedOutputs, name: str) -> None:
    assert filled(made)[name] == (PAGES / name).read_text("utf-8"), "python -m tests.outputs.refresh"


def test_every_template_has_part_in_a_golden_file(
    root: Path, made: RenderedOutputs, ours: LoadedContract
) -> None:
    steps = {f"claude/steps/revi/{name}.md.j2" for name in ours.contract.commands}
    rendered = (*made.files, *made.regions.values())
    assert set(templates(root)) - {name for one in rendered for name in one.templates} == steps


# --- regions ------------------------------------------------------------------------------


def test_links_in_regions_lead_to_outputs(made: RenderedOutputs) -> None:
    outputs = {one.path for one in made.files}
    targets = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        for path, text in filled(made).items()
        for target in re.findall(r"\]\(([^)\s#]+)", text)
    }
    assert len(targets) > 10
    assert targets <= outputs


def test_a_region_in_prose_is_read_as_markdown(made: RenderedOutputs) -> None:
    """What follows a marker on the next line is a table, and what stands between two on one line its text."""
    built = markdown.markdown(filled(made)["README.md"], extensions=["tables"])
    shown = re.sub(r"<!--.*?-->", "", built)
    assert shown.count("<table>") == 4
    assert "<li>Limit: 34,000, as code <code>34000</code>,\n  as text 34000</li>" in shown
    assert '<td style="text-align: right;">5</td>' in shown


@pytest.mark.parametrize("outputs", ["", "outputs: {a.md: {template: a.j2}}\n"], ids=["default", "none"])
def test_only_pages_that_are_made_are_linked_to(tmp_path: Path, outputs: str) -> None:
    marker = Place("notes.md", 1, 1)
    planned = RenderTask("notes.md", "regions/statuses.md.j2", marker=marker)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.j2").write_text("{{ checksum }}{{ statuses.keys() | list }}")
    text = (
        render_all(tmp_path, parse(FOUR + outputs.encode()), _no_extras(), [planned]).regions[planned].content
    )
    name = "`begun`" if outputs else "[`begun`](docs_src/reference/statuses/begun.md)"
    assert f"| {name} |" in text.decode()


# --- no facts in templates ----------------------------------------------------------------


def test_no_name_of_the_contract_stands_in_a_template(root: Path, ours: LoadedContract) -> None:
    contract = ours.contract
    names = [*contract.statuses, *contract.agents, *contract.commands, *contract.errors, *contract.models]
    words = re.compile(r"(?<![\w.-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")
    found = {name: words.findall(literal(text)) for name, text in templates(root).items()}
    assert {name: several for name, several in found.items() if several} == {}


def test_no_number_stands_in_a_template(root: Path) -> None:
    found = {
        name: [number for number in re.findall(r"\d[\d.,]*", literal(text)) if number != "8601"]
        for name, text in templates(root).items()
    }
    assert {name: several for name, several in found.items() if several} == {}


# --- hostile text -------------------------------------------------------------------------


def test_a_hostile_meaning_stays_text(made: RenderedOutputs) -> None:
    description = small().contract.statuses["open"].description
    pages = {one.path: one.content.decode() for one in made.files}
    page = frontmatter.loads(pages["docs_src/reference/statuses/open.md"])
    assert page["description"] == description
    for path in ("docs_src/reference/statuses/index.md", "plugin/docs/statuses.md"):
        built = markdown.markdown(frontmatter.loads(pages[path]).content, extensions=["tables", "attr_list"])
        cells = [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td>(.*)</td>", built)]
        assert [cell for cell in cells if cell.startswith(description)]


# --- files for Claude Code ----------------------------------------------------------------


@pytest.fixture(scope="module")
def files(root: Path, ours: LoadedContract) -> dict[str, str]:
    """Path → text of what our own contract makes for Claude Code."""
    made = render_all(root, ours, _no_extras())
    return {one.path: one.content.decode() for one in made.files if "docs_src" not in one.path}


def _no_extras() -> Mapping[str, Any]:
    return {"rules": {}, "cli": (), "agent_cli": (), "library": (), "contract_keys": ()}


def test_every_command_and_agent_has_its_file(files: dict[str, str], ours: LoadedContract) -> None:
    for kind, items in (("commands", ours.contract.commands), ("agents", ours.contract.agents)):
        made = {path for path in files if path.startswith(f"plugins/revi/{kind}/")}
        assert made == {f"plugins/revi/{kind}/{name}.md" for name in items}


def test_a_command_file_is_what_claude_code_reads(files: dict[str, str], ours: LoadedContract) -> None:
    for name, command in ours.contract.commands.items():
        file = frontmatter.loads(files[f"plugins/revi/commands/{name}.md"])
        hint = {"argument-hint"} if command.arguments or command.flags else set()
        assert set(file.metadata) == {"description", "metadata"} | hint
        assert file["description"] == command.description
        assert file.content.count("$ARGUMENTS") == len(hint)
        assert re.sub(r"\$ARGUMENTS|\$\{CLAUDE_PLUGIN_ROOT\}", "", file.content).count("$") == 0
        steps = re.findall(r"(?m)^(\d+)\. ", file.content.partition("## Steps")[2].partition("\n## ")[0])
        assert 4 <= len(steps) <= 9
        assert steps == [str(number + 1) for number in range(len(steps))]


def test_a_command_file_names_every_agent_that_it_starts(files: dict[str, str], ours: LoadedContract) -> None:
    contract = ours.contract
    for name, command in contract.commands.items():
        workers = (
            contract.workers.sets[command.workers].workers if command.workers and contract.workers else ()
        )
        for agent in (*command.spawns.values(), *workers):
            item = contract.agents[agent]
            model = item.model or contract.groups[str(item.group)].model
            assert f"`{agent}` (`{model}`)" in files[f"plugins/revi/commands/{name}.md"]


def test_an_agent_file_is_what_claude_code_reads(files: dict[str, str], ours: LoadedContract) -> None:
    for name, agent in ours.contract.agents.items():
        file = frontmatter.loads(files[f"plugins/revi/agents/{name}.md"])
        assert set(file.metadata) == {"name", "description", "model", "metadata"} | (
            {"tools"} if agent.tools else set()
        )
        assert file["name"] == name
        assert str(file["description"]).startswith(agent.description)
        assert file.get("tools", "") == ", ".join(agent.tools)
        assert file["model"] == (agent.model or ours.contract.groups[str(agent.group)].model)


def test_a_worker_file_names_its_set_its_time_and_its_statuses(
    files: dict[str, str], ours: LoadedContract
) -> None:
    workers = ours.contract.workers
    assert workers is not None
    for name, group in workers.sets.items():
        time = group.timeout or workers.defaults.timeout
        for agent in group.workers:
            text = files[f"plugins/revi/agents/{agent}.md"]
            assert f"one worker of `{name}`; the others run beside you. You have {time}." in text
            stated = re.findall("^- `([^`]+)`", text.split("exactly one status:")[1], re.MULTILINE)
            final = [one for one, status in workers.statuses.items() if status.final]
            assert stated[: len(final)] == final


def test_every_document_that_a_command_file_names_is_made(files: dict[str, str]) -> None:
    named = {
        name for text in files.values() for name in re.findall(r"\$\{CLAUDE_PLUGIN_ROOT\}(\S+?\.md)", text)
    }
    assert named
    assert {f"plugins/revi{name}" for name in named} <= set(files)


def test_the_plugin_and_the_marketplace_find_each_other(files: dict[str, str]) -> None:
    plugin = json.loads(files["plugins/revi/.claude-plugin/plugin.json"])
    market = json.loads(files[".claude-plugin/marketplace.json"])
    assert plugin["name"] == "revi"
    assert [(one["name"], one["source"]) for one in market["plugins"]] == [("revi", "./plugins/revi")]
    assert {"name", "owner", "plugins"} <= set(market)


# --- pages of the reference ---------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(root: Path, ours: LoadedContract) -> dict[str, str]:
    """Path below the reference → text of the pages that our own contract makes."""
    made = render_all(root, ours, _no_extras())
    below = "docs_src/reference/"
    return {one.path.removeprefix(below): one.content.decode() for one in made.files if below in one.path}


def test_the_pictures_carry_every_status_and_transition(pages: dict[str, str], ours: LoadedContract) -> None:
    text = pages["statuses/index.md"]
    ways = {(source, way.target) for way in ours.contract.transitions for source in way.sources}
    nodes = re.findall(r'\[id="(?:other-)?s-([\w-]+)"', text)
    edges = re.findall(r'^  "([^"]+)" -> "([^"]+)" \[id="t-([\w-]+)"', text, re.MULTILINE)
    assert (len(set(nodes)), len(edges)) == (len(ours.contract.statuses), len(ways))
    assert {(source, target) for source, target, _ in edges} == ways
    assert [name for *_, name in edges] == [f"{source}-{target}" for source, target, _ in edges]


def test_every_item_is_defined_once(pages: dict[str, str], ours: LoadedContract) -> None:
    marked = re.findall(r"<!-- revi:defined (\S+) -->", "".join(pages.values()))
    sections = [
        *(
            "stages",
            "phases",
            "statuses",
            "verdicts",
            "recoveries",
            "errors",
            "calls",
            "models",
            "groups",
            "agents",
        ),
        *(
            "commands",
            "artifacts",
            "records",
            "log_levels",
            "hooks",
            "trace.events",
            "workers.sets",
            "budgets.levels",
        ),
        "rerun.modes",
    ]
    wanted = [f"{section}.{name}" for section in sections for name in _section(ours.contract, section)]
    assert sorted(marked) == sorted(wanted)


def _section(contract: Any, path: str) -> Iterator[str]:
    for name in path.split("."):
        contract = getattr(contract, name)
    return iter(contract)


def test_links_between_pages_lead_somewhere(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?s)```.*?```", "", text)):
            page, _, anchor = target.partition("#")
            found = (Path("/", path).parent / page).as_posix() if page else f"/{path}"
            there = re.sub(r"[^/]+/\.\./", "", found).removeprefix("/")
            assert there in pages, f"{path}: {target}"
            assert not anchor or f"{{: #{anchor}}}" in pages[there], f"{path}: {target}"


def test_anchors_are_unique_on_a_page(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        anchors = re.findall(r"\{: #([^}]+)\}", text)
        assert sorted(anchors) == sorted(set(anchors)), path


# --- other contracts ----------------------------------------------------------------------


def test_four_statuses_and_nothing_else(tmp_path: Path) -> None:
    made = render_all(tmp_path, parse(FOUR), _no_extras())
    assert made.problems == ()
    assert [one.path for one in made.files] == [
        ".claude/docs/statuses.md",
        "docs_src/reference/index.md",
        "docs_src/reference/statuses/begun.md",
        "docs_src/reference/statuses/index.md",
        "docs_src/reference/statuses/noticed.md",
        "docs_src/reference/statuses/over.md",
        "docs_src/reference/statuses/parked.md",
    ]
    text = "".join(one.content.decode() for one in made.files)
    text = re.sub(r"revi:defined|revi:[0-9a-f]{16}|revi\.yml|`revi (?:can|move) STORY_ID STATUS`", "", text)
    assert re.findall(r"(?i)revi|command|agent|verdict|phase|budget|lock|error", text) == []


NEVER_ALONE = {"revi", "outputs", "acceptance", "metrics", "owns", "regions", "prose"}

REFERENCES = {
    *(
        "stage",
        "spawns",
        "reads",
        "writes",
        "phase",
        "verdicts",
        "workers",
        "group",
        "model",
        "rerun",
        "recovery",
    ),
    *("record", "sets", "phases"),
}


@pytest.mark.parametrize("name", [part.name for part in fields(Contract) if part.name not in NEVER_ALONE])
def test_no_section_needs_another_to_be_there(tmp_path: Path, name: str) -> None:
    """A contract of one section alone, without what refers to other sections, makes its pages."""
    value = yaml.load((GOLDEN.parent / "small.yml").read_bytes(), Loader=yaml.CSafeLoader)[name]
    loaded = parse(yaml.safe_dump({"revi": 1, name: _alone(value)}, sort_keys=False).encode())
    made = render_all(tmp_path, loaded, _no_extras())
    assert (loaded.problems, made.problems) == ((), ())
    assert made.files


def _alone(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _alone(part) for key, part in value.items() if key not in REFERENCES}
    return value
