"""Links to the outside: each address is asked for once, politely, and good answers are remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from revi_docs.problems.problem import Place, Problem, in_order
from revi_docs.site.links.cache import load, save
from revi_docs.site.links.linkchecker import Pace, ask, require_linkchecker
from revi_docs.site.links.report import OutsideLink
from revi_docs.site.links.verdict import Verdict, judge


@dataclass(frozen=True, slots=True)
class OutsideOptions:
    """The pace, for how many days a good answer is believed, and the time that counts as now."""

    pace: Pace = field(default_factory=Pace)
    keep_days: float = 7
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


def check_outside(
    links: Iterable[OutsideLink], cache_file: Path, options: OutsideOptions | None = None
) -> tuple[Problem, ...]:
    """Ask for every address that is not known to be good, and remember the good ones in `cache_file`.

    No cookie, password or referring page is sent; an address that carries a password is a problem and
    is not asked for. Parts after `#` are not compared. Raises ReviError where linkchecker is not
    installed or does not run.
    """
    options = options or OutsideOptions()
    require_linkchecker()
    pages: dict[str, list[OutsideLink]] = {}
    problems: list[Problem] = []
    for link in links:
        if carries_password(link.address):
            problems.append(_with_password(link))
        else:
            pages.setdefault(urldefrag(link.address).url, []).append(link)
    known = load(cache_file)
    asked = sorted(pages.keys() - known.fresh(options.now, options.keep_days))
    verdicts = _ask(asked, options.pace)
    good = [address for address, verdict in verdicts.items() if verdict.good]
    save(cache_file, known.with_answers(good, options.now, options.keep_days))
    problems += [
        _problem(verdict, address, pages[address]) for address, verdict in verdicts.items() if verdict.code
    ]
    return in_order(problems)


def carries_password(address: str) -> bool:
    """True for an address with a user name or password before its host."""
    return "@" in urlsplit(address).netloc


def _ask(addresses: list[str], pace: Pace) -> Mapping[str, Verdict]:
    if not addresses:
        return {}
    answers = {answer.address: answer for answer in ask(addresses, pace)}
    return {
        address: judge(answers[address], pace.timeout) if address in answers else _unanswered(address)
        for address in addresses
    }


def _unanswered(address: str) -> Verdict:
    message = f"{address} was not reached before the check was stopped"
    return Verdict("outside-unanswered", message, "run the check again; what was answered is remembered")


def _problem(verdict: Verdict, address: str, links: list[OutsideLink]) -> Problem:
    places = dict.fromkeys(place for link in links for place in link.places)
    pages = {page for link in links for page in link.pages}
    on = f" (on {len(pages)} pages)" if len(pages) > 1 else ""
    return Problem(
        code=verdict.code,
        message=verdict.message + on,
        fix=verdict.fix,
        places=tuple(sorted(places, key=_with_line_first)),
        subject=address,
    )


def _with_password(link: OutsideLink) -> Problem:
    shown = urlsplit(link.address)._replace(netloc="…@" + urlsplit(link.address).netloc.rpartition("@")[2])
    return Problem(
        code="outside-with-password",
        message=f"{shown.geturl()} carries a user name or password; it was not asked for",
        fix="take it out of the address, and change the password where it was a real one",
        places=link.places,
        subject=shown.geturl(),
    )


def _with_line_first(place: Place) -> tuple[bool, Place]:
    return (not place.line, place)
