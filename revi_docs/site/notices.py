"""What mkdocs says on the way, as problems: warnings of a build, and why it cannot go on."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from revi_docs.files.markdown import without_code
from revi_docs.problems.problem import Place, Problem, ReviError, in_order

CONFIG = "mkdocs.yml"

_LINK = re.compile(r"^Doc file '(?P<file>.+?)' contains an? (?:[a-z ]*)link (?:to )?'(?P<link>.*?)'[ ,]")
_PAGE = re.compile(r"(?:'|: )(?P<file>[^'\n]+\.md)(?:'|$)")
_LISTED = re.compile(r"^  - (?P<file>.+)$", re.MULTILINE)
_KEY = re.compile(r"^Config value '(?P<key>\w+)': ?")
_YAML_SPOT = re.compile(r"line (?P<line>\d+), column (?P<column>\d+)")


class _Keeper(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@dataclass(slots=True)
class Notices:
    """The warnings and errors of one build of the site of the repository `root`.

    `docs` is the folder of the pages relative to it, once the configuration is read.
    """

    root: Path
    docs: str = "docs"
    records: list[logging.LogRecord] = field(default_factory=list)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """While this holds, what mkdocs logs comes here and nowhere else."""
        logger = logging.getLogger("mkdocs")
        keeper = _Keeper(self.records)
        before = (logger.propagate, logger.level, logger.handlers[:])
        logger.propagate, logger.handlers = False, [keeper]
        logger.setLevel(logging.WARNING)
        try:
            yield
        finally:
            logger.propagate, logger.handlers = before[0], before[2]
            logger.setLevel(before[1])

    def problems(self) -> tuple[Problem, ...]:
        """A problem for each notice."""
        return in_order(self._problem(record) for record in self.records)

    def refusal(self, code: str, reason: Exception) -> ReviError:
        """Why the build cannot go on: the contract's own problems, the errors logged, or the exception.

        `code` is `site-config` before the build and `site-failed` in it.
        """
        unsound = next((one for one in _chain(reason) if isinstance(one, ReviError)), None)
        if unsound is not None:
            return ReviError(*(_unsound(problem) for problem in unsound.problems))
        said = [record.getMessage() for record in self.records if record.levelno >= logging.ERROR]
        if code == "site-failed":
            return ReviError(self._failed(said[0] if said else str(reason)))
        return ReviError(*(self._misconfigured(text) for text in said or [str(reason)]))

    def _problem(self, record: logging.LogRecord) -> Problem:
        own = getattr(record, "problem", None)
        if isinstance(own, Problem):
            return own
        text = self._told(record.getMessage())
        link = _LINK.match(text)
        if link:
            return self._broken_link(text, link["link"], f"{self.docs}/{link['file']}")
        first, _, rest = text.partition("\n")
        listed = _LISTED.findall(rest)
        named = _PAGE.findall(first) if "nav" not in first else []
        files = [f"{self.docs}/{file}" for file in listed or named]
        return Problem(
            code="site-warning",
            message=f"{first.rstrip(':')}: {', '.join(listed)}" if listed else first,
            fix="mend what the site's builder names: the site is built without any warning",
            places=tuple(Place(file) for file in files or [CONFIG]),
            subject=first,
        )

    def _broken_link(self, text: str, link: str, file: str) -> Problem:
        message, _, hint = text.partition(" Did you mean ")
        return Problem(
            code="site-link",
            message=message.removesuffix("."),
            fix=f"did you mean {hint}" if hint else "link to the source of a page, relative to this file",
            places=self._written(link, file) or (Place(file),),
            subject=link,
        )

    def _written(self, link: str, file: str) -> tuple[Place, ...]:
        """Where a source file links to `link`; its code does not count."""
        try:
            prose = without_code((self.root / file).read_bytes().decode("utf-8", errors="replace"))
        except OSError:
            return ()
        spots = re.finditer(rf"(?:\]\(\s*<?|\]:\s*<?){re.escape(link)}(?=[\s)>]|$)", prose, re.MULTILINE)
        ends = [spot.end() - len(link) for spot in spots]
        return tuple(Place(file, prose.count("\n", 0, at) + 1, at - prose.rfind("\n", 0, at)) for at in ends)

    def _misconfigured(self, text: str) -> Problem:
        key, spot = _KEY.match(text), _YAML_SPOT.search(text)
        line = int(spot["line"]) if spot else self._line_of(key["key"]) if key else 0
        said = f"{key['key']}: {text[key.end() :]}" if key else text
        return Problem(
            code="site-config",
            message=" ".join(self._told(said).split()),
            fix=f"mend {CONFIG}: what it names must be there and be installed",
            places=(Place(CONFIG, line, int(spot["column"]) if spot else int(line > 0)),),
            subject=self._told(text),
        )

    def _failed(self, text: str) -> Problem:
        named = _PAGE.search(text)
        file = f"{self.docs}/{named['file']}" if named else CONFIG
        return Problem(
            code="site-failed",
            message=" ".join(self._told(text).split()),
            fix="mend what it names; nothing of the site can be trusted until then",
            places=(Place(file),),
            subject=self._told(text),
        )

    def _told(self, text: str) -> str:
        """Without the folders of the machine."""
        return text.replace(f"{self.root.resolve()}/", "").replace(f"{self.root}/", "")

    def _line_of(self, key: str) -> int:
        try:
            text = (self.root / CONFIG).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return 0
        found = re.search(rf"^{key}\s*:", text, re.MULTILINE)
        return text.count("\n", 0, found.start()) + 1 if found else 0


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _unsound(problem: Problem) -> Problem:
    return Problem(
        code="site-config",
        message=f"the site needs a sound contract: {problem.message}",
        fix=problem.fix,
        places=problem.places,
        because=problem.because,
        subject=problem.subject,
    )
