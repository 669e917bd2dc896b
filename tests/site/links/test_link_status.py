"""The meaning of each answer of linkchecker."""

from __future__ import annotations

import pytest

from revi_docs.site.links.link_status import classify_result
from revi_docs.site.links.linkchecker import LinkcheckerResult

URL = "https://a.example/"
UNREACHABLE = f"{URL} is unreachable: "


def answered(text: str, *, valid: bool) -> LinkcheckerResult:
    return LinkcheckerResult(URL, "", text, "", valid, URL)


@pytest.mark.parametrize(
    ("answer", "code", "message"),
    [
        ("404 Not Found", "external-missing", f"{URL} does not exist (HTTP 404 Not Found)"),
        ("410", "external-missing", f"{URL} does not exist (HTTP 410)"),
        ("500 Oops", "external-error", f"{URL} fails (HTTP 500 Oops)"),
        ("ReadTimeout: read timed out", "external-timeout", f"{URL} does not answer within 9 seconds"),
        ("TooManyRedirects: 30", "external-redirect-loop", f"{URL} redirects in a loop"),
        (
            "ConnectionError: NameResolutionError(x)",
            "external-unreachable",
            f"{UNREACHABLE}host name not found",
        ),
        ("SSLError: bad", "external-unreachable", f"{UNREACHABLE}certificate not valid"),
        ("something else", "external-unreachable", f"{UNREACHABLE}something else"),
    ],
)
def test_a_problem(answer: str, code: str, message: str) -> None:
    status = classify_result(answered(answer, valid=False), 9)
    assert (status.code, status.message, status.is_reachable) == (code, message, False)
    assert status.fix


@pytest.mark.parametrize(("answer", "reachable"), [("200 OK", True), ("429 Too Many", False), ("robots.txt", False)])
def test_only_a_success_is_certain(answer: str, reachable: bool) -> None:
    status = classify_result(answered(answer, valid=True), 9)
    assert (status.code, status.is_reachable) == ("", reachable)
