"""The measurements: each function yields one line for each comparison."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import foreign_sample
import programs
import runtime_samples
import samples
from claims_measure import claims
from clock import Runner, program, python, race, revi, revi_docs
from comparison import Bench, Line, format_pair
from growth_measures import growth, story_lint
from site_measures import build, cached_build, links, served_edits
from trace_measure import trace_metrics

_ROOT = Path(__file__).resolve().parents[1]
# Arbitrary sizes: a medium repository, a large one, and a long contract.
_OUTPUTS = 200
_MANY = 1000
_LINES = 2000
_FOREIGN = 10_000


def warm_check(bench: Bench) -> Iterator[Line]:
    """An unchanged `check`, compared with cog on as many files of the same size."""
    root = samples.output_repository(bench.folder / "outputs", _OUTPUTS)
    Runner(revi_docs("sync"), root).run()
    Runner(revi_docs("check"), root).run()
    cog = samples.cog_files(bench.folder / "cog", root / ".claude/agents")
    check, other, nothing = race(
        15,
        Runner(revi_docs("check"), root),
        Runner((program("cog"), "--check", "@files.txt"), cog),
        Runner(python("pass"), root),
    )
    title = f"warm check of {_OUTPUTS} outputs"
    yield Line(f"{title} / cog --check of {_OUTPUTS} files", format_pair(check, other, 15), check / other, 1.0)
    yield Line(f"{title} / python -c pass", format_pair(check, nothing, 15), check / nothing, 4.0)


def mixed_check(bench: Bench) -> Iterator[Line]:
    """An unchanged `check` of outputs, regions and owned fields, compared with cog on the outputs."""
    root = samples.mixed_repository(bench.folder / "mixed", _OUTPUTS, _MANY, _MANY)
    for words in ("sync", "check", "check"):
        Runner(revi_docs(words), root).run()
    cog = samples.cog_files(bench.folder / "cog-mixed", root / "made")
    check, other, nothing = race(
        15,
        Runner(revi_docs("check"), root),
        Runner((program("cog"), "--check", "@files.txt"), cog),
        Runner(python("pass"), root),
    )
    title = f"warm check of {_OUTPUTS} outputs, {_MANY:,} regions and {_MANY:,} agent files"
    yield Line(f"{title} / cog --check of {_OUTPUTS} files", format_pair(check, other, 15), check / other, 1.0)
    yield Line(f"{title} / python -c pass", format_pair(check, nothing, 15), check / nothing, 5.0)


def one_value(bench: Bench) -> Iterator[Line]:
    """`check` after one value changed: rendering only the affected outputs, compared with all."""
    root = samples.output_repository(bench.folder / "one-value", _MANY)
    Runner(revi_docs("sync"), root).run()
    contract = root / "revi.yml"
    contract.write_text(
        contract.read_text("utf-8").replace("agent-007: {description: ", "agent-007: {description: Now "), "utf-8"
    )
    Runner(python(programs.CHECK, "cached"), root, own_clock=True).run()
    cached, uncached = race(
        7, *(Runner(python(programs.CHECK, word), root, own_clock=True) for word in ("cached", "uncached"))
    )
    title = f"one value changed among {_MANY:,} outputs: check / check --no-cache"
    yield Line(title, format_pair(cached, uncached, 7), cached / uncached)


def contract_load(bench: Bench) -> Iterator[Line]:
    """Loading a contract with line and column of every value, compared with yaml.load."""
    file = str(samples.long_contract(bench.folder / "long.yml", _LINES))
    load, bare = race(
        15,
        Runner(python(programs.LOAD, file), bench.folder, own_clock=True),
        Runner(python(programs.BARE_LOAD, file), bench.folder, own_clock=True),
    )
    yield Line(f"contract of {_LINES:,} lines with places / yaml.load", format_pair(load, bare, 15), load / bare)


def contract_diff(bench: Bench) -> Iterator[Line]:
    """Loading and comparing two contracts in which every agent differs, compared with loading both."""
    old = samples.long_contract(bench.folder / "old.yml", _LINES)
    new = bench.folder / "new.yml"
    text = old.read_text(encoding="utf-8").replace("tools: [Read, Grep, Glob]", "tools: [Read, Write]")
    new.write_text(re.sub(r"(?m)^  (\S+)5:$", r"  \g<1>5x:", text), encoding="utf-8")
    both, load = race(
        15,
        Runner(python(programs.DIFF, str(old), str(new)), bench.folder, own_clock=True),
        Runner(python(programs.LOAD_BOTH, str(old), str(new)), bench.folder, own_clock=True),
    )
    yield Line(f"diff of contracts of {_LINES:,} lines / loading both", format_pair(both, load, 15), both / load, 2.0)


def adopt(bench: Bench) -> Iterator[Line]:
    """Planning an adoption, compared with reading all files and parsing the blocks of those that state facts."""
    root = foreign_sample.foreign_repository(bench.folder / "foreign", _FOREIGN)
    own, other = race(
        7,
        Runner(python(programs.ADOPT), root, own_clock=True),
        Runner(python(programs.READ_FACTS), root, own_clock=True),
    )
    title = f"adopt of {_FOREIGN:,} files / reading all, parsing those with facts"
    yield Line(title, format_pair(own, other, 7), own / other, 4.0)


def generated_python(bench: Bench) -> Iterator[Line]:
    """Importing the generated Python with and without its records, compared with a bare interpreter."""
    folder = Path(shutil.copytree(_ROOT / "generated/python", bench.folder / "python"))
    with_records, without_records, nothing = race(
        15,
        Runner(python("import revi_contract.records"), folder),
        Runner(python("import revi_contract"), folder),
        Runner(python("pass"), folder),
    )
    title = "import of the generated Python"
    yield Line(f"{title} / python -c pass", format_pair(without_records, nothing, 15), without_records / nothing, 4.0)
    yield Line(
        f"{title} with all records / python -c pass", format_pair(with_records, nothing, 15), with_records / nothing
    )


def contract_json(bench: Bench) -> Iterator[Line]:
    """Loading `contract.json` into frozen values, as a program does that decides with the generated Python."""
    file = str(_ROOT / "generated/contract.json")
    (seconds,) = race(15, Runner(python(programs.LOAD_JSON, file), bench.folder, own_clock=True))
    yield Line("contract.json into frozen values", "(N=15)", seconds * 1000, 3.0, " ms")


def hook(_: Bench) -> Iterator[Line]:
    """`revi hook PreToolUse` as Claude Code calls it, compared with a bare interpreter: the cost for each tool call."""
    for title, tool, call_fields, target in (
        ("another tool", "Bash", ("", "", ""), 3.0),
        ("an edit of a file of one's own", "Edit", ("revi_docs/files/globs.py", "Path patterns", "Patterns"), 3.0),
        ("an edit beside a region", "Edit", ("README.md", "For teams whose coding", "For people whose coding"), 10.0),
        ("an edit that is denied", "Edit", ("plugins/revi/agents/kb-writer.md", "Writes lessons", "Writes"), 10.0),
        ("an agent on another model", "Agent", ("kb-writer", "opus", ""), 10.0),
    ):
        own = Runner(revi("hook", "PreToolUse"), _ROOT, stdin=runtime_samples.tool_call(_ROOT, tool, call_fields))
        answer, nothing = race(25, own, Runner(python("pass"), _ROOT))
        numbers = format_pair(answer, nothing, 25)
        yield Line(f"revi hook PreToolUse, {title} / python -c pass", numbers, answer / nothing, target)


def markers(bench: Bench) -> Iterator[Line]:
    """Whether a file of 1 MB without markers is searched for bytes and not parsed, for each kind of file."""
    folder = bench.folder / "markers"
    folder.mkdir()
    for suffix in ("md", "py", "ts"):
        path = folder / f"large.{suffix}"
        path.write_text(samples.text_without_markers(1_000_000), encoding="utf-8")
        own, search = race(
            15,
            Runner(python(programs.MARKERS, str(path)), bench.folder, own_clock=True),
            Runner(python(programs.BYTE_SEARCH, str(path)), bench.folder, own_clock=True),
        )
        numbers = f"{own * 1000:.2f} / {search * 1000:.2f} ms (N=15)"
        yield Line(f"markers of a .{suffix} file of 1 MB without one / a byte search", numbers, own / search, 3.0)


def can(bench: Bench) -> Iterator[Line]:
    """`revi can`, as a guard calls it before a move, compared with a bare interpreter."""
    root = runtime_samples.one_story(_ROOT, bench.folder / "can")
    for words in (
        ("story", "new", "REVI-016", "--title", "A story", "--status", "generated"),
        ("lock", "acquire", "REVI-016", "--phase", "elaboration", "--command", "elab-story", "--owner", "bench"),
    ):
        Runner(revi(*words), root).run()
    request = ("in-elaboration", "--by", "elab-story", "--owner", "bench")
    own = Runner(revi("can", "REVI-016", *request), root)
    answer, nothing = race(25, own, Runner(python("pass"), root))
    yield Line("revi can / python -c pass", format_pair(answer, nothing, 25), answer / nothing, 4.0)


def stories(bench: Bench) -> Iterator[Line]:
    """Reading and linting stories: how the time grows."""
    small, large = (str(bench.stories(count)) for count in (_MANY, 10 * _MANY))
    small_time, large_time = race(
        5, *(Runner(python(programs.STORIES, root), bench.folder, own_clock=True) for root in (small, large))
    )
    yield Line(
        f"stories linted, {10 * _MANY:,} / {_MANY:,}",
        format_pair(large_time, small_time, 5),
        large_time / small_time,
        11.0,
    )


MEASURES: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "check": warm_check,
    "mixed": mixed_check,
    "value": one_value,
    "contract": contract_load,
    "diff": contract_diff,
    "adopt": adopt,
    "build": build,
    "links": links,
    "cache": cached_build,
    "serve": served_edits,
    "python": generated_python,
    "json": contract_json,
    "hook": hook,
    "markers": markers,
    "can": can,
    "stories": stories,
    "growth": growth,
    "story-lint": story_lint,
    "metrics": trace_metrics,
    "claims": claims,
}
QUICK = ("check", "mixed", "value", "contract", "diff", "adopt", "build", "python", "json", "hook", "markers", "can")
"""The measurements that need no site of 1,000 pages."""
BOUNDS = ("build", "serve", "story-lint", "growth", "markers", "hook", "can", "check", "mixed")
"""The measurements whose targets are promises about times."""
