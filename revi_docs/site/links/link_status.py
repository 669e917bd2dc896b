"""What linkchecker's answer means: good, not to be counted, or a problem with its own code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from revi_docs.site.links.linkchecker import LinkcheckerResult

_STATUS = re.compile(r"'?(?P<number>\d{3})'?(?: (?P<words>.*))?")
_TIMEOUTS = ("ReadTimeout", "ConnectTimeout", "Timeout", "timeout", "TimeoutError")
_REASONS = (
    ("NameResolutionError", "its host name is not known"),
    ("Hostname not found", "its host name is not known"),
    ("CERTIFICATE_VERIFY_FAILED", "its certificate is not accepted"),
    ("SSLError", "its certificate is not accepted"),
    ("NewConnectionError", "its host accepts no connection"),
)


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """`code` is "" for an address that is not wrong; `good` says that it is known to be right."""

    code: str = ""
    message: str = ""
    fix: str = ""
    is_reachable: bool = False


def classify_result(result: LinkcheckerResult, timeout: int) -> LinkStatus:
    """The verdict on one answer. Redirections that end well are good; a host that asks for patience
    (429) or forbids robots is neither good nor wrong."""
    address, result_text = result.address, result.result
    http_status = _STATUS.match(result_text)
    if result.valid:
        return LinkStatus(is_reachable=http_status is not None and http_status["number"].startswith("2"))
    if http_status:
        return _http_error(address, http_status["number"], (http_status["words"] or "").strip())
    error_type = result_text.partition(":")[0]
    if error_type in _TIMEOUTS or "timed out" in result_text:
        message = f"{address} does not answer within {timeout} seconds"
        return LinkStatus("outside-timeout", message, "try again later, or link to a page that answers")
    if error_type == "TooManyRedirects":
        message = f"{address} redirects in a loop"
        return LinkStatus("outside-redirect-loop", message, "link to the page itself, not to a redirection")
    reason = next((text for marker, text in _REASONS if marker in result_text), result_text)
    message = f"{address} cannot be reached: {reason}"
    return LinkStatus("outside-unreachable", message, "correct the address or take the link away")


def _http_error(address: str, status_code: str, reason_phrase: str) -> LinkStatus:
    status_text = f"{status_code} {reason_phrase}".strip()
    if status_code in ("404", "410"):
        message = f"{address} does not exist (the server says {status_text})"
        return LinkStatus("outside-missing", message, "correct the address, or link to a page that exists")
    message = f"{address} fails (the server says {status_text})"
    fix = "open it in a browser: correct the address, or try again later where the server is at fault"
    return LinkStatus("outside-error", message, fix)
