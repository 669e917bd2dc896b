"""The package linkchecker, run in its own process: URLs in, results out.

The process gets an empty home folder, so that it does not read or write a configuration, a `.netrc` file
or cookies. Its output is read in the documented CSV format.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError

GUARD_MODULE = "revi_docs.site.links.guarded_linkchecker"

_COLUMNS = ("urlname", "parentname", "base", "result", "warningstring", "infostring", "valid", "url")
_REMOVED_VARIABLES = ("NETRC", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LANGUAGE")
"""Variables that lead to files outside the empty home folder, or that translate the output."""


@dataclass(frozen=True, slots=True)
class LinkcheckerResult:
    """The result of one URL.

    `url` is as requested, `parent` the page that links to it ("" if it was passed in), `result` a
    text, `final_url` the URL after all redirects.
    """

    url: str
    parent: str
    result: str
    warnings: str
    valid: bool
    final_url: str


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """Seconds to wait for a response, requests per second to one host, and seconds for the whole run.

    Hosts in `allowed_hosts` are requested even if their URLs are private.
    The defaults are arbitrary: slow enough for other people's servers, short enough for a CI job.
    """

    timeout: int = 20
    requests_per_second: int = 4
    run_timeout: float = 900
    allowed_hosts: tuple[str, ...] = ()


def require_linkchecker() -> None:
    """Raise ReviError if the package linkchecker is not installed."""
    if importlib.util.find_spec("linkcheck") is None:
        problem = Problem(
            code="linkchecker-missing",
            message="checking external URLs requires the package linkchecker",
            fix="install it with: pip install 'revi-docs[links]'",
        )
        raise ReviError(problem)


def check_urls(urls: Iterable[str], limits: RequestLimits) -> tuple[LinkcheckerResult, ...]:
    """Request each URL once, without following links.

    If the run reaches its time limit, the last URLs have no result.
    """
    csv_text = _run_linkchecker(limits, "\n".join(urls), ("--recursion-level", "0"), "")
    return tuple(_parse_results(csv_text))


def run_crawl(url: str, limits: RequestLimits, anchors: bool) -> tuple[LinkcheckerResult, ...]:
    """Request a URL and everything on the same site that it links to.

    Raises ReviError if the run reaches its time limit: an incomplete crawl proves nothing.
    """
    # The caller asked for this host.
    allowed_hosts = (*limits.allowed_hosts, urlsplit(url).hostname or "")
    limits = replace(limits, allowed_hosts=allowed_hosts)
    csv_text = _run_linkchecker(limits, url, (), "[AnchorCheck]\n" if anchors else "")
    if not csv_text.rstrip().rpartition("\n")[2].startswith("# Stopped checking"):
        raise ReviError(_failure(f"timed out after {limits.run_timeout:g} seconds", "raise the limit"))
    return tuple(_parse_results(csv_text))


def _run_linkchecker(limits: RequestLimits, input_text: str, options: tuple[str, ...], plugins: str) -> str:
    """The standard output of linkchecker, up to the time limit. Exit code 1 means that it found errors."""
    require_linkchecker()
    with tempfile.TemporaryDirectory(prefix="revi-links-") as home:
        config = Path(home) / "linkcheckerrc"
        settings = f"[checking]\nmaxrequestspersecond={limits.requests_per_second}\n{plugins}"
        config.write_text(settings, encoding="utf-8")
        # URLs are passed on stdin: a command line has a length limit.
        # -P: the current folder is a repository's, and its modules must not be imported.
        command = [sys.executable, "-P", "-m", GUARD_MODULE, ",".join(limits.allowed_hosts)]
        command += ["--config", str(config), "--stdin", "--verbose"]
        command += ["--output", "csv/utf-8", "--no-status", "--timeout", str(limits.timeout), *options]
        try:
            process = subprocess.run(
                command,
                input=input_text.encode(),
                env=_environment(home),
                capture_output=True,
                timeout=limits.run_timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            # What was checked so far is still reported.
            return (error.stdout or b"").decode(errors="replace")
    if process.returncode not in (0, 1) or not process.stdout:
        last_line = process.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        detail = f"exited with code {process.returncode}: {last_line}"
        raise ReviError(_failure(detail, "run 'linkchecker URL' for details"))
    return process.stdout.decode(errors="replace")


def _failure(detail: str, fix: str) -> Problem:
    return Problem(code="linkchecker-failed", message=f"linkchecker {detail}", fix=fix)


def _environment(home: str) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in _REMOVED_VARIABLES}
    # English messages in UTF-8, because link_status compares them.
    return {**environment, "HOME": home, "USERPROFILE": home, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def _parse_results(csv_text: str) -> Iterator[LinkcheckerResult]:
    """The rows of the CSV text. Only the first columns are read: empty later ones may be missing in a row."""
    # The title of a page on someone else's server can have any length.
    csv.field_size_limit(max(csv.field_size_limit(), len(csv_text)))
    rows = csv.reader(io.StringIO(csv_text), delimiter=";")
    for row in rows:
        if len(row) < len(_COLUMNS) or row[0].startswith("# ") or tuple(row[: len(_COLUMNS)]) == _COLUMNS:
            continue
        values = dict(zip(_COLUMNS, row, strict=False))
        yield LinkcheckerResult(
            url=values["urlname"],
            parent=values["parentname"],
            result=values["result"],
            warnings=values["warningstring"],
            valid=values["valid"] == "True",
            final_url=values["url"],
        )
