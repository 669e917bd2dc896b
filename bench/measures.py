"""What is measured: each function yields lines, one for each comparison."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import programs
import samples
from clock import RunError, Runner, program, python, race, revi, revi_docs
from comparison import Bench, Line, both
from trace_measure import trace_metrics

_ROOT = Path(__file__).resolve().parents[1]
_OUTPUTS = 200
_MANY = 1000
_LINES = 2000
_GATE_TIME = re.compile(r" +\d+\.\d s$", re.MULTILINE)


def warm_check(bench: Bench) -> Iterator[Line]:
    """`check` where nothing has changed, against cog on as many files of the same size."""
    root = samples.output_repository(bench.folder / "outputs", _OUTPUTS)
    Runner(revi_docs("sync"), root).run()
    Runner(revi_docs("check"), root).run()
    cog = samples.cog_files(bench.folder / "cog", root / ".claude/agents")
    check, against, nothing = race(
        15,
        Runner(revi_docs("check"), root),
        Runner((program("cog"), "--check", "@files.txt"), cog),
        Runner(python("pass"), root),
    )
    what = f"warm check of {_OUTPUTS} outputs"
    yield Line(f"{what} / cog --check of {_OUTPUTS} files", both(check, against, 15), check / against, 1.0)
    yield Line(f"{what} / python -c pass", both(check, nothing, 15), check / nothing, 4.0)


def mixed_check(bench: Bench) -> Iterator[Line]:
    """`check` where nothing has changed in outputs, regions and owned fields, against cog on the outputs."""
    root = samples.mixed_repository(bench.folder / "mixed", _OUTPUTS, _MANY, _MANY)
    for words in ("sync", "check", "check"):
        Runner(revi_docs(words), root).run()
    cog = samples.cog_files(bench.folder / "cog-mixed", root / "made")
    check, against, nothing = race(
        15,
        Runner(revi_docs("check"), root),
        Runner((program("cog"), "--check", "@files.txt"), cog),
        Runner(python("pass"), root),
    )
    what = f"warm check of {_OUTPUTS} outputs, {_MANY:,} regions and {_MANY:,} agent files"
    yield Line(f"{what} / cog --check of {_OUTPUTS} files", both(check, against, 15), check / against, 1.0)
    yield Line(f"{what} / python -c pass", both(check, nothing, 15), check / nothing, 5.0)


def one_value(bench: Bench) -> Iterator[Line]:
    """`check` after one value has changed: what shows it is rendered, against all of it."""
    root = samples.output_repository(bench.folder / "one-value", _MANY)
    Runner(revi_docs("sync"), root).run()
    contract = root / "revi.yml"
    contract.write_text(
        contract.read_text("utf-8").replace("agent-007: {description: ", "agent-007: {description: Now "), "utf-8"
    )
    Runner(python(programs.CHECK, "cached"), root, own_clock=True).run()
    remembering, anew = race(
        7, *(Runner(python(programs.CHECK, word), root, own_clock=True) for word in ("cached", "uncached"))
    )
    what = f"one value changed among {_MANY:,} outputs: check / check of all anew"
    yield Line(what, both(remembering, anew, 7), remembering / anew)


def contract_load(bench: Bench) -> Iterator[Line]:
    """Reading a contract, every value with its line and column, against yaml.load without any."""
    file = str(samples.long_contract(bench.folder / "long.yml", _LINES))
    load, bare = race(
        15,
        Runner(python(programs.LOAD, file), bench.folder, own_clock=True),
        Runner(python(programs.BARE_LOAD, file), bench.folder, own_clock=True),
    )
    yield Line(f"contract of {_LINES:,} lines with places / yaml.load", both(load, bare, 15), load / bare)


def build(bench: Bench) -> Iterator[Line]:
    """A whole `build` against mkdocs alone on the same pages; no run finds the site of an earlier one.

    To remove thousands of files and make them anew takes the disk, not the program, a varying second.
    """
    for pages, runs in ((30, 9),) if bench.quick else ((30, 9), (200, 5), (1000, 5)):
        root = bench.repository(pages)
        bare = samples.bare_site(bench.folder / f"bare-{pages}", root / "docs_src")
        ours, theirs = race(
            runs,
            Runner(revi_docs("build", "--no-cache"), root, makes="site"),
            Runner((program("mkdocs"), "build", "--strict"), bare, makes="site"),
            warm_up=pages < 1000,
        )
        what = f"build --no-cache of {pages:,} pages / mkdocs build --strict"
        yield Line(what, both(ours, theirs, runs), ours / theirs, 1.3)


def links(bench: Bench) -> Iterator[Line]:
    """The pass over the links of a built site against lychee, and how it grows."""
    options = "--offline --include-fragments --no-progress --extensions html --index-files index.html"
    small, large = (bench.built(pages)[0] / "site" for pages in (200, 1000))
    lychee = (program("lychee"), *options.split(), "--root-dir", str(large), str(large))
    ours, theirs = race(5, Runner(python(programs.LINK_PASS, str(large)), large), Runner(lychee, large))
    yield Line("link pass of 1,000 pages / lychee", both(ours, theirs, 5), ours / theirs, 0.5)
    sites = (large, small)
    times = race(7, *(Runner(python(programs.LINK_PASS, str(site)), site, own_clock=True) for site in sites))
    more, less = (seconds / _megabytes(site) for seconds, site in zip(times, sites, strict=True))
    what = "link pass for each MB of HTML, 1,000 / 200 pages"
    yield Line(what, f"{more * 1000:.1f} / {less * 1000:.1f} ms (N=7)", max(more / less, less / more), 1.3)


def cached_build(bench: Bench) -> Iterator[Line]:
    """A `build` where nothing has changed since the last; raises RunError where its answer is another."""
    pages = 1000
    root, wanted = bench.built(pages)
    runner = Runner(revi_docs("build"), root)
    said = runner.run()[1]
    if said != _GATE_TIME.sub("", wanted):
        why = "the cache does not answer an unchanged build as before; was revi-docs edited meanwhile?"
        raise RunError(f"{why}\n{said}")
    (seconds,) = race(7, runner)
    what = f"unchanged build of {pages:,} pages, same answer"
    yield Line(what, f"{seconds:.2f} s (N=7)", seconds, 0.3, " s")


def generated_python(bench: Bench) -> Iterator[Line]:
    """Importing the generated Python, without and with its records, against a bare interpreter."""
    folder = Path(shutil.copytree(_ROOT / "generated/python", bench.folder / "python"))
    whole, data, nothing = race(
        15,
        Runner(python("import revi_contract.records"), folder),
        Runner(python("import revi_contract"), folder),
        Runner(python("pass"), folder),
    )
    what = "import of the generated Python"
    yield Line(f"{what} / python -c pass", both(data, nothing, 15), data / nothing, 4.0)
    yield Line(f"{what} with all records / python -c pass", both(whole, nothing, 15), whole / nothing)


def contract_json(bench: Bench) -> Iterator[Line]:
    """Loading `contract.json` into frozen values, as whoever decides at run time does first."""
    file = str(_ROOT / "generated/contract.json")
    (seconds,) = race(15, Runner(python(programs.LOAD_JSON, file), bench.folder, own_clock=True))
    yield Line("contract.json into frozen values", "(N=15)", seconds * 1000, 3.0, " ms")


def hook(_: Bench) -> Iterator[Line]:
    """`revi hook PreToolUse` as Claude Code calls it, against a bare interpreter: what it costs each tool."""
    for what, tool, given in (
        ("an edit that is let through", "Edit", ("README.md", "Teams that let coding", "Teams whose coding")),
        ("an edit that is denied", "Edit", ("plugins/revi/agents/kb-writer.md", "Writes lessons", "Writes")),
        ("an agent on another model", "Agent", ("kb-writer", "opus", "")),
        ("another tool", "Bash", ("", "", "")),
    ):
        ours = Runner(revi("hook", "PreToolUse"), _ROOT, given=samples.tool_call(_ROOT, tool, given))
        answer, nothing = race(25, ours, Runner(python("pass"), _ROOT))
        numbers = both(answer, nothing, 25)
        yield Line(f"revi hook PreToolUse, {what} / python -c pass", numbers, answer / nothing, 4.0)


def can(bench: Bench) -> Iterator[Line]:
    """`revi can`, as a guard before a move calls it, against a bare interpreter."""
    root = samples.one_story(_ROOT, bench.folder / "can")
    for words in (
        ("story", "new", "REVI-016", "--title", "A story", "--status", "generated"),
        ("lock", "acquire", "REVI-016", "--phase", "elaboration", "--command", "elab-story", "--owner", "bench"),
    ):
        Runner(revi(*words), root).run()
    way = ("in-elaboration", "--by", "elab-story", "--owner", "bench")
    ours = Runner(revi("can", "REVI-016", *way), root)
    answer, nothing = race(25, ours, Runner(python("pass"), root))
    yield Line("revi can / python -c pass", both(answer, nothing, 25), answer / nothing, 4.0)


def stories(bench: Bench) -> Iterator[Line]:
    """Reading and judging stories: how it grows."""
    few, many = (str(samples.stories(bench.folder / f"stories-{count}", count)) for count in (_MANY, 10 * _MANY))
    less, more = race(
        5, *(Runner(python(programs.STORIES, root), bench.folder, own_clock=True) for root in (few, many))
    )
    yield Line(f"stories judged, {10 * _MANY:,} / {_MANY:,}", both(more, less, 5), more / less, 11.0)


MEASURES: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "check": warm_check,
    "mixed": mixed_check,
    "value": one_value,
    "contract": contract_load,
    "build": build,
    "links": links,
    "cache": cached_build,
    "python": generated_python,
    "json": contract_json,
    "hook": hook,
    "can": can,
    "stories": stories,
    "metrics": trace_metrics,
}
QUICK = ("check", "mixed", "value", "contract", "build", "python", "json", "hook", "can")
"""The measures that need no site of 1,000 pages."""


def _megabytes(site: Path) -> float:
    return sum(file.stat().st_size for file in site.rglob("*.html")) / 1e6
