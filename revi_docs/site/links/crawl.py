"""The crawl of a deployed site: linkchecker follows every link as a reader would."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urldefrag

from revi_docs.problems.problem import Place, Problem, ReviError, in_order
from revi_docs.site.links.linkchecker import Answer, Pace, follow
from revi_docs.site.links.outside import carries_password
from revi_docs.site.links.verdict import judge

_NO_ANCHOR = "Anchor `"


def crawl(url: str, pace: Pace | None = None, anchors: bool = True) -> tuple[Problem, ...]:
    """Every link inside the site at `url` that does not work, with the address of a page it stands on.

    linkchecker names the first page that it meets a link on, not all of them. With `anchors` the part
    after `#` is compared too, which reads each page once for each anchor and takes several times as
    long. Raises ReviError where linkchecker is not installed or gives no full answer, and for an address
    that is none or carries a password.
    """
    _refuse(url)
    pace = pace or Pace(per_second=10, limit=3600)
    answers = follow(url, pace, anchors)
    return in_order((*_dead(answers, pace), *_without_anchor(answers)))


def _dead(answers: Iterable[Answer], pace: Pace) -> Iterable[Problem]:
    """One problem for each address that fails, whatever parts of it are linked to."""
    parents: dict[str, dict[str, None]] = {}
    first: dict[str, Answer] = {}
    for answer in answers:
        if not answer.valid:
            address = urldefrag(answer.final or answer.address).url
            first.setdefault(address, answer)
            parents.setdefault(address, {})[_page(answer)] = None
    for address, answer in first.items():
        verdict = judge(answer, pace.timeout)
        said = verdict.message.replace(answer.address, address, 1)
        yield Problem(
            code="deployed-link-dead",
            message=said + _on(len(parents[address])),
            fix="correct the link, or deploy what is missing",
            places=tuple(Place(parent) for parent in sorted(parents[address])),
            subject=address,
        )


def _without_anchor(answers: Iterable[Answer]) -> Iterable[Problem]:
    parents: dict[str, dict[str, None]] = {}
    for answer in answers:
        if answer.valid and _NO_ANCHOR in answer.warnings:
            parents.setdefault(answer.final, {})[_page(answer)] = None
    for address, on in parents.items():
        yield Problem(
            code="deployed-without-anchor",
            message=f"{address} has no such anchor{_on(len(on))}",
            fix="correct the anchor, or deploy the page that has it",
            places=tuple(Place(parent) for parent in sorted(on)),
            subject=address,
        )


def _page(answer: Answer) -> str:
    """The page that a link stands on; the address itself where the crawl began with it."""
    return urldefrag(answer.parent or answer.final or answer.address).url


def _on(pages: int) -> str:
    return f" (on {pages} pages)" if pages > 1 else ""


def _refuse(url: str) -> None:
    if not url.startswith(("http://", "https://")) or carries_password(url) or len(url.split()) != 1:
        problem = Problem(
            code="bad-url",
            message="the address to crawl must begin with http:// or https:// and carry no password",
            fix="give the address of the deployed site, such as https://example.org/docs/",
        )
        raise ReviError(problem)
