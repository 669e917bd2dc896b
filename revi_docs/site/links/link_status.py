"""Classification of linkchecker's results: reachable, ignored, or a problem with a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from revi_docs.site.links.guarded_linkchecker import REFUSAL
from revi_docs.site.links.linkchecker import LinkcheckerResult

_STATUS = re.compile(r"'?(?P<number>\d{3})'?(?: (?P<reason>.*))?")
# Names of exceptions in the text of a result; linkchecker has no codes for them.
_TIMEOUTS = ("ReadTimeout", "ConnectTimeout", "Timeout", "timeout", "TimeoutError")
_REASONS = (
    ("NameResolutionError", "host name not found"),
    ("Hostname not found", "host name not found"),
    ("CERTIFICATE_VERIFY_FAILED", "certificate not valid"),
    ("SSLError", "certificate not valid"),
    ("NewConnectionError", "connection refused"),
)


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """`code` is "" if there is no problem; only URLs that are certainly reachable are cached."""

    code: str = ""
    message: str = ""
    fix: str = ""
    is_reachable: bool = False
    is_warning: bool = False


def classify_result(result: LinkcheckerResult, timeout: int) -> LinkStatus:
    """Classify one result; `timeout` in seconds is for the message.

    linkchecker calls a URL valid that answers 429 (too many requests) or that robots.txt excludes.
    It is neither a problem nor known to be reachable.
    """
    url, result_text = result.url, result.result
    http_status = _STATUS.match(result_text)
    if result.valid:
        return LinkStatus(is_reachable=http_status is not None and http_status["number"].startswith("2"))
    if http_status:
        return _http_error(url, http_status["number"], (http_status["reason"] or "").strip())
    if REFUSAL in result_text:
        return private_address(url)
    error_type = result_text.partition(":")[0]
    if error_type in _TIMEOUTS or "timed out" in result_text:
        message = f"{url} does not answer within {timeout} seconds"
        return LinkStatus("external-timeout", message, "try again later, or link to a page that answers")
    if error_type == "TooManyRedirects":
        message = f"{url} redirects in a loop"
        return LinkStatus("external-redirect-loop", message, "link to the final page instead of the redirect")
    reason = next((text for marker, text in _REASONS if marker in result_text), result_text)
    message = f"{url} is unreachable: {reason}"
    return LinkStatus("external-unreachable", message, "correct the URL or remove the link")


def private_address(url: str) -> LinkStatus:
    """The status of a URL that is not requested, because it is private."""
    message = f"{url} leads to this machine or to a private network; it was not requested"
    host = urlsplit(url).hostname or "HOST"
    fix = f"write it as code, or run 'revi-docs links --external --allow {host}'"
    return LinkStatus("external-private", message, fix)


def unsupported_url(url: str) -> LinkStatus:
    """The status of a public IPv6 URL: linkchecker does not support these. It can be reachable."""
    message = f"{url} was not checked, because linkchecker does not support IPv6 addresses"
    return LinkStatus("external-not-checked", message, "link to a host name", is_warning=True)


def _http_error(url: str, status_code: str, reason_phrase: str) -> LinkStatus:
    status_text = f"{status_code} {reason_phrase}".strip()
    if status_code in ("404", "410"):
        message = f"{url} does not exist (HTTP {status_text})"
        return LinkStatus("external-missing", message, "correct the URL, or link to a page that exists")
    message = f"{url} fails (HTTP {status_text})"
    fix = "open it in a browser; correct the URL, or try again later if the server has a problem"
    return LinkStatus("external-error", message, fix)
