"""A finding on a page."""

from __future__ import annotations

from revi_docs.prose.prose_finding import ProseFinding


def test_it_ends_after_its_text() -> None:
    finding = ProseFinding("former-name", 4, "done", "m", "f", (("statuses", "over"),))
    assert "the done status"[finding.start : finding.end] == "done"
