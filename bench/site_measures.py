"""The measurements of sites: builds, links, and what a save costs until it is served."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import programs
import samples
from clock import RunError, Runner, environment, program, python, race, revi_docs
from comparison import Bench, Line, format_pair

_GATE_TIME = re.compile(r" +\d+\.\d s$", re.MULTILINE)
# Pages, runs and the target: a small site pays more for what each build does once.
_BUILDS = ((30, 7, 1.3), (200, 5, 1.15), (1000, 3, 1.15))
_EDITS = 3
"""Saves of each kind, arbitrary: a save takes as long as a full build of the site."""
_DEADLINE_SECONDS = 120
"""After this a save counts as lost; arbitrary: many times a full build."""


def build(bench: Bench) -> Iterator[Line]:
    """A full `build`, compared with mkdocs on the same pages; no run finds the site of an earlier one.

    Replacing thousands of files depends on the disk and takes up to a second, so the old site is moved away.
    """
    for pages, runs, target in _BUILDS[:1] if bench.quick else _BUILDS:
        root = bench.repository(pages)
        bare = samples.bare_site(bench.folder / f"bare-{pages}", root / "docs_src")
        own, other = race(
            runs,
            Runner(revi_docs("build", "--no-cache"), root, output_folder="site"),
            Runner((program("mkdocs"), "build", "--strict"), bare, output_folder="site"),
            warm_up=pages < 1000,
        )
        title = f"build --no-cache of {pages:,} pages / mkdocs build --strict"
        yield Line(title, format_pair(own, other, runs), own / other, target)


def links(bench: Bench) -> Iterator[Line]:
    """The link check of a built site, compared with lychee, and how its time grows."""
    options = "--offline --include-fragments --no-progress --extensions html --index-files index.html"
    small, large = (bench.built(pages)[0] / "site" for pages in (200, 1000))
    lychee = (program("lychee"), *options.split(), "--root-dir", str(large), str(large))
    own, other = race(5, Runner(python(programs.LINK_PASS, str(large)), large), Runner(lychee, large))
    yield Line("link pass of 1,000 pages / lychee", format_pair(own, other, 5), own / other, 0.5)
    sites = (large, small)
    times = race(7, *(Runner(python(programs.LINK_PASS, str(site)), site, own_clock=True) for site in sites))
    large_time, small_time = (seconds / _megabytes(site) for seconds, site in zip(times, sites, strict=True))
    title = "link pass for each MB of HTML, 1,000 / 200 pages"
    yield Line(
        title,
        f"{large_time * 1000:.1f} / {small_time * 1000:.1f} ms (N=7)",
        max(large_time / small_time, small_time / large_time),
        1.3,
    )


def cached_build(bench: Bench) -> Iterator[Line]:
    """An unchanged `build`. Raises RunError if its output differs from the first."""
    pages = 1000
    root, expected_output = bench.built(pages)
    runner = Runner(revi_docs("build"), root)
    output = runner.run()[1]
    if output != _GATE_TIME.sub("", expected_output):
        message = "the cached build prints something else than the first build; was revi-docs edited meanwhile?"
        raise RunError(f"{message}\n{output}")
    (seconds,) = race(7, runner)
    title = f"unchanged build of {pages:,} pages, same output"
    yield Line(title, f"{seconds:.2f} s (N=7)", seconds, 0.3, " s")


def served_edits(bench: Bench) -> Iterator[Line]:
    """What a save costs until the server answers with the new text, compared with a full build of the same site."""
    for pages in (308, 1000):
        root = bench.repository(pages)
        builds = [Runner(revi_docs("build", "--no-cache"), root, output_folder="site").run()[0] for _ in range(_EDITS)]
        full_build = median(builds)
        with _Server(root) as server:
            for title, path, old, page, target in _SAVES:
                times = [server.time_of_save(root / path, old, f"Edit {number}.", page) for number in range(_EDITS)]
                seconds = median(times)
                numbers = format_pair(seconds, full_build, _EDITS)
                yield Line(f"{title} saved, {pages:,} pages served / full build", numbers, seconds / full_build, target)
        # The server has written outputs of the last edit; a repeated measurement uses the same repository.
        Runner(revi_docs("sync", "--force"), root).run()


_SAVES = (
    ("a page", "docs_src/index.md", "## Who does it", "", 0.1),
    ("the contract", "revi.yml", "agent-000: {description: ", "agents/", 0.3),
    ("a template", "templates/agents.md.j2", "# Agents\n", "agents/", 0.3),
)
"""What is saved: file, the text after which an edit is inserted, the page that shows it, and the target."""


class _Server:
    """`revi-docs serve`, running from the start to the end of a `with` block."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{listener.getsockname()[1]}"
        self._url = f"http://{address}/"
        self._originals: dict[Path, str] = {}
        command = revi_docs("serve", "--address", address)
        self._process = subprocess.Popen(
            command, cwd=root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def __enter__(self) -> _Server:
        self._wait_for_line(lambda line: line.startswith("serving "))
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate()
        for file, text in self._originals.items():
            file.write_text(text, encoding="utf-8")

    def time_of_save(self, file: Path, old: str, edit: str, page: str) -> float:
        """Seconds from a save until the page has its text; afterwards the full build ends, too."""
        text = self._originals.setdefault(file, file.read_text(encoding="utf-8"))
        separator = " " if old.endswith(" ") else "\n\n"
        start = time.perf_counter()
        file.write_text(text.replace(old, f"{old.rstrip()}{separator}{edit}{separator}", 1), encoding="utf-8")
        while edit.encode() not in self._read(page):
            if time.perf_counter() - start > _DEADLINE_SECONDS:
                raise RunError(f"the server never shows the edit of {file.name}")
            time.sleep(0.01)
        seconds = time.perf_counter() - start
        self._wait_for_line(lambda line: line.startswith("serving "))
        return seconds

    def _read(self, page: str) -> bytes:
        try:
            with urllib.request.urlopen(self._url + page, timeout=_DEADLINE_SECONDS) as answer:
                content: bytes = answer.read()
        except OSError:  # it does not listen yet, or the site is just being replaced
            return b""
        return content

    def _wait_for_line(self, is_last: Callable[[str], bool]) -> None:
        assert self._process.stdout is not None
        if not any(is_last(line) for line in self._process.stdout):
            raise RunError("the server ended")


def _megabytes(site: Path) -> float:
    return sum(file.stat().st_size for file in site.rglob("*.html")) / 1e6
