"""The kinds of files and messages that are broken, each with a sound example and with what reads it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from revi_docs.site.links.site_check import check_site
from tests.support import in_process
from tests.support.runtime_repository import call, hold, revi
from tests.support.sample_repo import edit, sync_repository, write

_STORY = "tickets/TKT-7"
_LOGS = f"{_STORY}/_implementation"
_ENTRIES = "tickets/TKT-9/ledger"
_CONTRACT_COMMANDS = (("lint",), ("check",), ("lint", "--format", "sarif"))
_STORY_COMMANDS = (
    ("story", "show", "TKT-7"),
    ("story", "list"),
    ("next", "TKT-7"),
    ("can", "TKT-7", "checking"),
    ("move", "TKT-7", "checking", "--by", "begin", "--event", "finished"),
    ("end", "TKT-7", "--event", "finished"),
    ("log", "TKT-7", "--actor", "a", "--summary", "s"),
    ("error", "record", "TKT-7", "--phase", "make", "--type", "LOST", "--node", "n", "--message", "m"),
    ("lock", "acquire", "TKT-7", "--phase", "make", "--owner", "other"),
    ("lock", "renew", "TKT-7"),
    ("budget", "record", "TKT-7", "--phase", "make", "--tokens", "9", "--actor", "Ada"),
    ("budget", "report", "TKT-7"),
    ("trace", "emit", "TKT-7", "phase_start", "phase=make"),
    ("trace", "show", "TKT-7"),
    ("trace", "check", "TKT-7"),
    ("metrics", "TKT-7"),
    ("doctor",),
    ("doctor", "--fix"),
)
_ENTRY_COMMANDS = (
    *(tuple(word.replace("TKT-7", "TKT-9") for word in command) for command in _STORY_COMMANDS),
    ("move", "TKT-9", "closed", "--by", "check", "--verdict", "GOOD"),
    ("begin", "TKT-9", "begin"),
    ("story", "reconcile", "TKT-9"),
    ("story", "renumber", "TKT-9", "TKT-10", "--actor", "Ada", "--reason", "r"),
)
"""What reads the ledger of a story whose entries are files; the first of the added ones moves them to one file."""

_EVENTS = ("PreToolUse", "UserPromptExpansion", "SubagentStop", "SessionEnd")
_TRANSCRIPT = "agent-a1.jsonl"


SESSION = {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
"""The variables of the session that has locked the story."""


CHEAP, USUAL, SLOW = 24, 16, 4
"""Batches of a kind whose inputs take about 4 ms, 10 ms and 75 ms each."""


class Kind(NamedTuple):
    """A kind of input: its sound content, the calls that read it, and how one of them meets broken content.

    `batches` is its share of the inputs: a kind that takes longer meets fewer.
    """

    name: str
    sound: Callable[[Path], str]
    calls: tuple[tuple[str, ...], ...]
    batches: int
    read: Callable[[Path, tuple[str, ...], bytes], None]

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def _file(
    name: str, pattern: str, program: str, commands: tuple[tuple[str, ...], ...], batches: int | None = None
) -> Kind:
    """The only file whose path matches a pattern."""

    def read(root: Path, command: tuple[str, ...], content: bytes) -> None:
        _path(root, pattern).write_bytes(content)
        in_process.call(program, command)

    batches = batches or (SLOW if program == "revi-docs" else USUAL)
    return Kind(name, lambda root: _path(root, pattern).read_text(encoding="utf-8"), commands, batches, read)


def _path(root: Path, pattern: str) -> Path:
    (path,) = root.glob(pattern)
    return path


def _name_entry(root: Path, command: tuple[str, ...], content: bytes) -> None:
    """Rename an entry file: its content is sound, and its name is broken."""
    name = content.replace(b"/", b"|").replace(b"\0", b"0")[:255]
    path = _path(root, f"{_ENTRIES}/0002-*.json")
    if name not in (b"", b".", b".."):
        path.rename(path.parent / os.fsdecode(name))
    in_process.call("revi", command)


def _hook(event: str) -> Kind:
    return Kind(
        f"hook {event}",
        lambda root: event_json(root, event).decode(),
        ((),),
        CHEAP,
        lambda _root, _command, content: in_process.call_hook(event, content),
    )


def _read_transcript(root: Path, _command: tuple[str, ...], content: bytes) -> None:
    (root / _TRANSCRIPT).write_bytes(content)
    in_process.call_hook("SubagentStop", event_json(root, "SubagentStop"))


def _site(path: str) -> Kind:
    def read(root: Path, _command: tuple[str, ...], content: bytes) -> None:
        (root / "site" / path).write_bytes(content)
        check_site(root / "site")

    return Kind(f"site {path}", lambda root: (root / "site" / path).read_text(encoding="utf-8"), ((),), CHEAP, read)


def event_json(root: Path, event: str) -> bytes:
    """A sound event as Claude Code sends it."""
    return call(
        root,
        event,
        tool_name="Edit",
        tool_input={"file_path": str(root / "PAGE.md"), "old_string": "My own", "new_string": "Our own"},
        agent_id="a1",
        agent_type="tkt:third",
        agent_transcript_path=str(root / _TRANSCRIPT),
        command_name="begin",
        command_args="TKT-7",
        prompt="/begin TKT-7",
        reason="clear",
    )


def transcript_lines() -> Iterator[str]:
    """The lines of a transcript of an agent."""
    usage = {"input_tokens": 5, "output_tokens": 7, "cache_read_input_tokens": 3, "cache_creation_input_tokens": 2}
    for number in range(3):
        content = [{"type": "text", "text": "PASS"}]
        message = {"id": f"m{number}", "role": "assistant", "content": content, "usage": usage}
        yield json.dumps(
            {"type": "assistant", "isSidechain": True, "agentId": "a1", "requestId": f"r{number}",
             "timestamp": f"2026-02-11T13:35:0{number}.500Z", "message": message}
        )  # fmt: skip


PAGE_HTML = """\
<!doctype html><html><head><title>T</title><base href="."><link rel="stylesheet" href="a.css">
<meta http-equiv="refresh" content="3; url=other.html"></head>
<body><h1 id="a">A</h1><a href="#a">x</a><img srcset="a.png 1x, b.png 2x" src="a.png"><p>[text][name]</p></body></html>
"""
MKDOCS = """\
site_name: T
docs_dir: docs_src
nav: [Home: index.md, {Guide: [a.md, b.md]}]
theme: {name: material, features: [a], custom_dir: theme}
plugins: [search, {social: {enabled: !ENV [CI, false]}}]
markdown_extensions:
  - toc: {permalink: true, slugify: !!python/name:pymdownx.slugs.slugify}
validation: {links: {not_found: warn}}
"""
STYLE = "@import 'b.css';\n/* c */ body { background: url(a.png) } p { background: url('b.png') }\n"

KINDS = (
    _file("contract", "revi.yml", "revi-docs", _CONTRACT_COMMANDS, USUAL),
    _file("region", "PAGE.md", "revi-docs", (("check",), ("check", "--no-cache"), ("sync",))),
    _file("front matter", ".claude/agents/two.md", "revi-docs", (("check",), ("sync", "--force"))),
    _file("template", "templates/regions/statuses.md.j2", "revi-docs", (("lint",), ("check",))),
    _file("adopted files", ".claude/agents/two.md", "revi-docs", (("adopt",),)),
    _file("contract of stories", "revi.yml", "revi", _STORY_COMMANDS),
    _file("story", f"{_STORY}/TKT-7.md", "revi", _STORY_COMMANDS),
    _file("story rules", f"{_STORY}/TKT-7.md", "revi-docs", (("lint",),)),
    _file("ledger", f"{_STORY}/LEDGER.jsonl", "revi", _STORY_COMMANDS),
    *(_file(f"ledger entry {number}", f"{_ENTRIES}/{number:04}-*.json", "revi", _ENTRY_COMMANDS) for number in (1, 3)),
    Kind("name of an entry", lambda root: _path(root, f"{_ENTRIES}/0002-*").name, _ENTRY_COMMANDS, USUAL, _name_entry),
    _file("token log", f"{_LOGS}/TOKEN-LOG.md", "revi", _STORY_COMMANDS),
    _file("trace", f"{_LOGS}/TRACE.jsonl", "revi", _STORY_COMMANDS),
    _file("lock", f"{_LOGS}/.phase-lock", "revi", _STORY_COMMANDS),
    _file("budget", f"{_LOGS}/.budget", "revi", _STORY_COMMANDS),
    _file("errors", f"{_LOGS}/ERROR-LOG.yaml", "revi", _STORY_COMMANDS),
    _file("contract.json", "generated/contract.json", "revi-docs", (("check",), ("lint",), ("sync",)), 1),
    _file("index of outputs", ".revi/paths", "revi-docs", (("check",), ("sync",))),
    _file("mkdocs settings", "mkdocs.yml", "revi-docs", (("lint",), ("doctor",))),
    _file("settings", ".claude/settings.json", "revi", (("doctor",),)),
    _file("metrics", f"{_LOGS}/METRICS.yaml", "revi", (("metrics", "TKT-7"), ("story", "show", "TKT-7"))),
    *map(_hook, _EVENTS),
    Kind("transcript", lambda _root: "\n".join(transcript_lines()) + "\n", ((),), CHEAP, _read_transcript),
    _site("index.html"),
    _site("a.css"),
)
"""All kinds. Their batches together make the number of inputs."""


EVERYTHING = """\
<!-- {{ marker }} -->
{% for section in (phases, verdicts, recoveries, budgets.levels, workers.statuses, models, commands, artifacts, records,
  rerun.modes, trace.events, hooks) %}
{% for name in section %}
- {{ name | code }}
{% endfor %}
{% endfor %}
{% for command in commands.values() %}
{% for argument in command.arguments %}
- {{ argument | code }}
{% endfor %}
{% endfor %}
"""
"""A template that shows what the others do not: an item that no output shows stops `sync`."""


def prepare(root: Path) -> None:
    """Write a sound file of each kind to a repository with a ticket."""
    write(root, "templates/everything.md.j2", EVERYTHING)
    template = "{% for status in statuses.values() %}\n- {{ status.id | code }}\n{% endfor %}\n"
    write(root, "templates/regions/statuses.md.j2", template)
    edit(root, "revi.yml", "\noutputs:\n", "\noutputs:\n  made/everything.md: {template: everything.md.j2}\n")
    sync_repository(root, force=True)
    hold(root)
    (root / _LOGS / "TOKEN-LOG.md").unlink()
    revi(root, "budget", "record", "TKT-7", "--phase", "make", "--tokens", "100", "--actor", "Ada", env=SESSION)
    revi(root, "budget", "start", "TKT-7", "--phase", "make", "--tokens", "5", env=SESSION)
    revi(
        root,
        "error",
        "record",
        "TKT-7",
        "--phase",
        "make",
        "--type",
        "LOST",
        "--node",
        "n",
        "--message",
        "m",
        env=SESSION,
    )
    revi(root, "story", "new", "TKT-9", "--title", "T", env=SESSION)
    revi(root, "begin", "TKT-9", "begin", env=SESSION)
    revi(root, "end", "TKT-9", "--event", "finished", env=SESSION)
    revi(root, "trace", "emit", "TKT-7", "phase_start", "phase=make", env=SESSION)
    command = {"type": "command", "command": "revi hook PreToolUse"}
    settings = {"hooks": {"PreToolUse": [{"matcher": "Edit", "hooks": [command]}]}}
    write(root, ".claude/settings.json", json.dumps(settings))
    write(root, f"{_LOGS}/METRICS.yaml", "storyId: TKT-7\nphases:\n  make: {tokens: 5, attempts: 1}\n")
    write(root, "mkdocs.yml", MKDOCS)
    write(root, "site/index.html", PAGE_HTML)
    write(root, "site/a.css", STYLE)
