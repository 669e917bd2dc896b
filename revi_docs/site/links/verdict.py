"""What linkchecker's answer means: good, not to be counted, or a problem with its own code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from revi_docs.site.links.linkchecker import Answer

_STATUS = re.compile(r"'?(?P<number>\d{3})'?(?: (?P<words>.*))?")
_TIMEOUTS = ("ReadTimeout", "ConnectTimeout", "Timeout", "timeout", "TimeoutError")
_WHY = (
    ("NameResolutionError", "its host name is not known"),
    ("Hostname not found", "its host name is not known"),
    ("CERTIFICATE_VERIFY_FAILED", "its certificate is not accepted"),
    ("SSLError", "its certificate is not accepted"),
    ("NewConnectionError", "its host accepts no connection"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code` is "" for an address that is not wrong; `good` says that it is known to be right."""

    code: str = ""
    message: str = ""
    fix: str = ""
    good: bool = False


def judge(answer: Answer, timeout: int) -> Verdict:
    """The verdict on one answer. Redirections that end well are good; a host that asks for patience
    (429) or forbids robots is neither good nor wrong."""
    address, result = answer.address, answer.result
    status = _STATUS.match(result)
    if answer.valid:
        return Verdict(good=status is not None and status["number"].startswith("2"))
    if status:
        return _refused(address, status["number"], (status["words"] or "").strip())
    kind = result.partition(":")[0]
    if kind in _TIMEOUTS or "timed out" in result:
        message = f"{address} does not answer within {timeout} seconds"
        return Verdict("outside-timeout", message, "try again later, or link to a page that answers")
    if kind == "TooManyRedirects":
        message = f"{address} redirects in a loop"
        return Verdict("outside-redirect-loop", message, "link to the page itself, not to a redirection")
    why = next((words for sign, words in _WHY if sign in result), result)
    message = f"{address} cannot be reached: {why}"
    return Verdict("outside-unreachable", message, "correct the address or take the link away")


def _refused(address: str, number: str, words: str) -> Verdict:
    said = f"{number} {words}".strip()
    if number in ("404", "410"):
        message = f"{address} does not exist (the server says {said})"
        return Verdict("outside-missing", message, "correct the address, or link to a page that exists")
    message = f"{address} fails (the server says {said})"
    fix = "open it in a browser: correct the address, or try again later where the server is at fault"
    return Verdict("outside-error", message, fix)
