"""Messages and fixes of broken links, with the name that was probably meant."""

from __future__ import annotations

import pytest

from revi_docs.site.links.issue_messages import LinkCandidates, issue_fix, issue_message
from revi_docs.site.links.link_issues import LinkIssue

CANDIDATES = LinkCandidates(
    files=frozenset({"img/logo.png", "files/data.csv", "guide/index.html"}),
    sources={"guide/index.html": "guide.md", "other/index.html": "other.md"},
    generated=frozenset({"reference/models.md"}),
    anchors={"guide/index.html": frozenset({"setup", "use"}), "index.html": frozenset()},
)


@pytest.mark.parametrize(
    ("issue", "message", "fix"),
    [
        (
            LinkIssue("missing-page", "guid.md"),
            "link to 'guid.md': the page does not exist",
            "write 'guide.md', or add the page",
        ),
        (
            LinkIssue("missing-page", "reference/models.md"),
            "link to 'reference/models.md': the page does not exist",
            "run 'revi-docs sync', which generates the page",
        ),
        (
            LinkIssue("missing-anchor", "#setpu", "guide/"),
            "link to 'guide/#setpu': the page has no such anchor",
            "write '#setup', or give the heading this id",
        ),
        (
            LinkIssue("missing-image", "logo.png"),
            "image 'logo.png' does not exist",
            "write 'img/logo.png', or add the file",
        ),
        (
            LinkIssue("bad-link", "a b", "contains a space"),
            "URL 'a b' contains a space",
            "write '%20' for each space",
        ),
        (
            LinkIssue("link-leaves-site", "/x/", "base"),
            "link to '/x/' points outside the site",
            "start the URL with '/base/', or make it relative to the page",
        ),
        (
            LinkIssue("wrong-case", "Guide.md", "guide.md"),
            "link to 'Guide.md' differs from 'guide.md' only in case",
            "write 'guide.md'; paths on web servers are case-sensitive",
        ),
    ],
)
def test_message_and_fix(issue: LinkIssue, message: str, fix: str) -> None:
    assert (issue_message(issue, 1), issue_fix(issue, CANDIDATES)) == (message, fix)
    assert issue_message(issue, 3) == f"{message} (on 3 pages)"
