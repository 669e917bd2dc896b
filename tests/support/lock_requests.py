"""Two sessions that want the same lock."""

from __future__ import annotations

from revi_docs.runtime.locks.phase_locks import LockRequest
from revi_docs.runtime.locks.process_identity import current_identity

ME = LockRequest(current_identity("me"), "code_review", "dev-code-review", 0)
YOU = LockRequest(current_identity("you"), "code_review", "dev-code-review", 0)
