"""Conversion of MkDocs log messages and errors into problems."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from revi_docs.files.markdown.markdown_blocks import without_code
from revi_docs.files.read_file import read_text
from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file
from revi_docs.site.mkdocs.config_reader import config_place
from revi_docs.site.mkdocs.warning_fixes import warning_fix

# The forms of the messages are those of MkDocs 1.6.
_LINK = re.compile(r"^Doc file '(?P<file>.+?)' contains an? (?:[a-z ]*)link (?:to )?'(?P<link>.*?)'[ ,]")
# A colon ends the name of a page only before a space, because a file name may contain one.
_PAGE = re.compile(r"(?:'|: )(?P<file>(?:[^':\n]|:(?! ))+\.md)(?:'|$)")
_LIST_ITEM = re.compile(r"^  - (?P<file>.+)$", re.MULTILINE)
_KEY = re.compile(r"^Config value '(?P<key>\w+)': ?")
_YAML_POSITION = re.compile(r"line (?P<line>\d+), column (?P<column>\d+)")

_WARNING_FIX = "resolve the warning; the site must build without warnings"
_NAV_FIX = "add it to 'nav' in {file}, or to 'not_in_nav'"


class _RecordHandler(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@dataclass(slots=True)
class MkdocsLog:
    """The warnings and errors of one build of the site of the repository `root`.

    `docs` is the folder of the pages relative to `root`, set when the configuration is loaded.
    """

    root: Path
    docs: str = "docs"
    records: list[logging.LogRecord] = field(default_factory=list)

    @property
    def config_file(self) -> str:
        """The name of the MkDocs configuration."""
        return find_config_file(self.root)

    @contextmanager
    def capture(self) -> Iterator[None]:
        """Record what MkDocs logs, and keep it from other handlers."""
        logger = logging.getLogger("mkdocs")
        handler = _RecordHandler(self.records)
        previous = (logger.propagate, logger.level, logger.handlers[:])
        logger.propagate, logger.handlers = False, [handler]
        logger.setLevel(logging.WARNING)
        try:
            yield
        finally:
            logger.propagate, logger.handlers = previous[0], previous[2]
            logger.setLevel(previous[1])

    def problems(self) -> tuple[Problem, ...]:
        """A problem for each recorded message."""
        return sorted_problems(self._problem(record) for record in self.records)

    def build_error(self, code: str, reason: Exception) -> ReviError:
        """The error of a failed build: the problems of the contract, the logged errors, or the exception.

        `code` is `site-config` before the build starts and `site-failed` after that.
        """
        chain = exception_chain(reason)
        contract_error = next((error for error in chain if isinstance(error, ReviError)), None)
        if contract_error is not None:
            return ReviError(*(_contract_problem(problem) for problem in contract_error.problems))
        error_messages = [record.getMessage() for record in self.records if record.levelno >= logging.ERROR]
        if code == "site-failed":
            return ReviError(self._failure_problem(error_messages[0] if error_messages else str(reason)))
        return ReviError(*(self._config_problem(text) for text in error_messages or [str(reason)]))

    def _problem(self, record: logging.LogRecord) -> Problem:
        # The plugin logs its problems as warnings, with the problem attached.
        attached_problem = getattr(record, "problem", None)
        if isinstance(attached_problem, Problem):
            return attached_problem
        text = self._strip_root(record.getMessage())
        link = _LINK.match(text)
        if link:
            return self._broken_link(text, link["link"], f"{self.docs}/{link['file']}")
        first, _, details = text.partition("\n")
        list_items = _LIST_ITEM.findall(details)
        # A message about `nav` belongs to mkdocs.yml, even if it names a page.
        page_names = _PAGE.findall(first) if "nav" not in first else []
        files = [f"{self.docs}/{file}" for file in list_items or page_names]
        warning = warning_fix(first, self.config_file)
        nav_fix = _NAV_FIX.format(file=self.config_file) if list_items and "not included" in first else ""
        return Problem(
            code="site-warning",
            message=f"{first.rstrip(':')}: {', '.join(list_items)}" if list_items else first,
            fix=nav_fix or (warning.fix if warning else _WARNING_FIX),
            places=tuple(Place(file) for file in files) or (config_place(self.root, warning.about if warning else ""),),
            subject=first,
        )

    def _broken_link(self, text: str, link: str, file: str) -> Problem:
        message, _, hint = text.partition(" Did you mean ")
        # A page that a plugin generates has no source.
        page = Place(file if (self.root / file).is_file() else self.config_file)
        return Problem(
            code="site-link",
            message=message.removesuffix("."),
            fix=f"did you mean {hint}" if hint else "link to the source file of a page, relative to this file",
            places=self._link_places(link, file) or (page,),
            subject=link,
        )

    def _link_places(self, link: str, file: str) -> tuple[Place, ...]:
        """The places where a source file links to `link`, except in code."""
        try:
            prose = without_code(read_text(self.root, file, "replace"))
        except OSError:
            # A page that a plugin generates has no file; the caller then names the page without a line.
            return ()
        matches = re.finditer(rf"(?:\]\(\s*<?|\]:\s*<?){re.escape(link)}(?=[\s)>]|$)", prose, re.MULTILINE)
        offsets = [match.end() - len(link) for match in matches]
        return tuple(
            Place(file, prose.count("\n", 0, offset) + 1, offset - prose.rfind("\n", 0, offset)) for offset in offsets
        )

    def _config_problem(self, text: str) -> Problem:
        key, position = _KEY.match(text), _YAML_POSITION.search(text)
        line = int(position["line"]) if position else self._config_line(key["key"]) if key else 0
        message = f"{key['key']}: {text[key.end() :]}" if key else text
        return Problem(
            code="site-config",
            message=" ".join(self._strip_root(message).split()),
            fix=f"correct {self.config_file}; the files it names must exist and the plugins must be installed",
            places=(Place(self.config_file, line, int(position["column"]) if position else int(line > 0)),),
            subject=self._strip_root(text),
        )

    def _failure_problem(self, text: str) -> Problem:
        page_match = _PAGE.search(text)
        file = f"{self.docs}/{page_match['file']}" if page_match else self.config_file
        return Problem(
            code="site-failed",
            message=" ".join(self._strip_root(text).split()),
            fix="correct the file that the message names, then build again",
            places=(Place(file),),
            subject=self._strip_root(text),
        )

    def _strip_root(self, text: str) -> str:
        """Make paths in a message relative to the repository."""
        return text.replace(f"{self.root.resolve()}/", "").replace(f"{self.root}/", "")

    def _config_line(self, key: str) -> int:
        try:
            text = read_text(self.root, self.config_file, "replace")
        except OSError:
            # Reported elsewhere. Line 0 names the file alone.
            return 0
        match = re.search(rf"^{key}\s*:", text, re.MULTILINE)
        return text.count("\n", 0, match.start()) + 1 if match else 0


def exception_chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and what led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _contract_problem(problem: Problem) -> Problem:
    return Problem(
        code="site-config",
        message=f"the site needs a valid contract: {problem.message}",
        fix=problem.fix,
        places=problem.places,
        cause=problem.cause,
        subject=problem.subject,
    )
