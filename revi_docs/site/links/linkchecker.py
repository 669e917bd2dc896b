"""The package linkchecker, run as a process of its own: addresses in, answers out.

It gets an empty home folder, so that neither its own configuration, nor a `.netrc`, nor cookies are read
or written, and its documented table format is what comes back.
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
from dataclasses import dataclass
from pathlib import Path

from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError

_COLUMNS = ("urlname", "parentname", "base", "result", "warningstring", "infostring", "valid", "url")
_SECRET_VARIABLES = ("NETRC", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LANGUAGE")


@dataclass(frozen=True, slots=True)
class LinkcheckerResult:
    """What linkchecker says of one address: as asked, where it was found ("" when it was asked for), the
    result in words, the warnings, and the address after all redirections."""

    address: str
    parent: str
    result: str
    warnings: str
    valid: bool
    final_url: str


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """How politely to ask: seconds to wait for an answer, requests a second to one host, and the
    seconds after which the whole run is stopped."""

    timeout: int = 20
    requests_per_second: int = 4
    run_timeout: float = 900


def require_linkchecker() -> None:
    """Raise ReviError where the package is not installed."""
    if importlib.util.find_spec("linkcheck") is None:
        problem = Problem(
            code="linkchecker-missing",
            message="checking addresses on the web needs the package linkchecker",
            fix="install it with: pip install 'revi-docs[links]'",
        )
        raise ReviError(problem)


def check_addresses(addresses: Iterable[str], limits: RequestLimits) -> tuple[LinkcheckerResult, ...]:
    """Ask for each address once, without following links. Where the run is stopped at its limit, the
    last addresses stay without an answer."""
    csv_text = _run_linkchecker(limits, "\n".join(addresses), ("--recursion-level", "0"), "")
    return tuple(_parse_results(csv_text))


def run_crawl(address: str, limits: RequestLimits, anchors: bool) -> tuple[LinkcheckerResult, ...]:
    """Ask for an address and for all that it leads to on the same site; what is outside is left alone.

    Raises ReviError where the run is stopped at its limit: half a crawl is no answer.
    """
    csv_text = _run_linkchecker(limits, address, (), "[AnchorCheck]\n" if anchors else "")
    if not csv_text.rstrip().rpartition("\n")[2].startswith("# Stopped checking"):
        raise ReviError(_failure(f"was stopped after {limits.run_timeout:g} seconds", "raise that limit"))
    return tuple(_parse_results(csv_text))


def _run_linkchecker(limits: RequestLimits, input_text: str, options: tuple[str, ...], plugins: str) -> str:
    """What linkchecker prints. Exit code 1 says that it found faults; what it said until the limit counts."""
    require_linkchecker()
    with tempfile.TemporaryDirectory(prefix="revi-links-") as home:
        config = Path(home) / "linkcheckerrc"
        config.write_text(
            f"[checking]\nmaxrequestspersecond={limits.requests_per_second}\n{plugins}", encoding="utf-8"
        )
        command = [sys.executable, "-m", "linkcheck", "--config", str(config), "--stdin", "--verbose"]
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
            return (error.stdout or b"").decode(errors="replace")
    if process.returncode not in (0, 1) or not process.stdout:
        last_line = process.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ReviError(
            _failure(f"ended with exit code {process.returncode}: {last_line}", "run linkchecker by hand")
        )
    return process.stdout.decode(errors="replace")


def _failure(detail: str, fix: str) -> Problem:
    return Problem(code="linkchecker-failed", message=f"linkchecker {detail}", fix=fix)


def _environment(home: str) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in _SECRET_VARIABLES}
    return {**environment, "HOME": home, "USERPROFILE": home, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def _parse_results(csv_text: str) -> Iterator[LinkcheckerResult]:
    """The rows of the table. Only the first columns are used: a row leaves later ones out when empty."""
    rows = csv.reader(io.StringIO(csv_text), delimiter=";")
    for row in rows:
        if len(row) < len(_COLUMNS) or row[0].startswith("# ") or tuple(row[: len(_COLUMNS)]) == _COLUMNS:
            continue
        values = dict(zip(_COLUMNS, row, strict=False))
        yield LinkcheckerResult(
            address=values["urlname"],
            parent=values["parentname"],
            result=values["result"],
            warnings=values["warningstring"],
            valid=values["valid"] == "True",
            final_url=values["url"],
        )
