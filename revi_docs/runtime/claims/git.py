"""Claims in a git remote, without a server of our own: one ref for each story that is or was claimed.

A claim and the fencing token change in one atomic push that names the expected old commits. The ref of a story that
ended is deleted; the token is that of all stories, so it keeps rising.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.claims.git_remote import CLAIMS, ClaimRemote, RemoteRefs
from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState

_MAX_CLAIM_CHARS = 65_536
"""Characters that are read of a claim. Arbitrary: one has some hundreds."""

_READ_ATTEMPTS = 5
"""How often a claim is read that changes between two requests. Arbitrary: each takes less than a second."""


class GitClaims:
    """The claims in a git remote: see `ClaimStore`. `check` lists the errors of a lock record."""

    def __init__(self, remote: ClaimRemote, check: Callable[[Any], tuple[str, ...]]) -> None:
        self._remote = remote
        self._check = check

    def read(self, story_id: str) -> ClaimState:
        ref = claim_ref(story_id)
        for attempt in range(_READ_ATTEMPTS):
            refs = self._remote.refs(fresh=attempt > 0)
            if ref in refs.claims:
                self._remote.fetch({ref: refs.claims[ref]})
            state = self._state(refs, ref)
            # Someone else's claim may just have been released.
            if state is not None and (state.record is None or attempt > 0 or self._remote.is_pushed):
                return state
        message = f"the claim of {story_id} on {self._remote.address.name} changes all the time"
        raise UnavailableError("claims-unreachable", message, "run the command again")

    def compare_and_swap(self, story_id: str, expected: ClaimState, change: ClaimChange) -> ClaimState | None:
        ref, refs = claim_ref(story_id), self._remote.refs()
        if refs.version(ref) != expected.version:
            refs = self._remote.refs(fresh=True)
        if refs.version(ref) != expected.version:
            return None
        old = refs.claims.get(ref, "")
        # A final release removes the ref, so it needs no commit.
        new = "" if change.record is None and change.is_final else self._remote.write(_message(story_id, change))
        updates = {**({ref: (old, new)} if new != old else {}), **self._remote.fence_updates(refs, change.fence)}
        reason = self._remote.push(refs, updates)
        if not reason:
            return self._new_state(refs.updated(updates), ref, change)
        current = self._remote.refs(fresh=True)
        if new and current.claims.get(ref) == new:  # the answer of a push that succeeded was lost
            return self._new_state(current, ref, change)
        # The ref is as it was, so the remote has refused the push.
        if current.version(ref) == expected.version:
            message = f"{self._remote.address.name} rejects the claim of {story_id}: {reason}"
            fix = f"allow pushes to refs/revi/* on {self._remote.address.name}, then run the command again"
            raise UnavailableError("claims-rejected", message, fix)
        return None

    def claimed(self) -> Mapping[str, Mapping[str, Any]]:
        refs = self._remote.refs()
        self._remote.fetch(refs.claims)
        states = {_story_id(ref): self._state(refs, ref) for ref in refs.claims}
        return {story_id: state.record for story_id, state in states.items() if state and state.record is not None}

    def _new_state(self, refs: RemoteRefs, ref: str, change: ClaimChange) -> ClaimState:
        handover = change.handover if change.record is None and not change.is_final else None
        return ClaimState(refs.fence, change.record, refs.version(ref), handover)

    def _state(self, refs: RemoteRefs, ref: str) -> ClaimState | None:
        """The state of a claim; None if its commit could not be fetched, because it changed meanwhile."""
        if ref not in refs.claims:
            return ClaimState(refs.fence, version=refs.version(ref))
        message = self._remote.read(refs.claims[ref])
        if message is None:
            return None
        content = self._parse(ref, message)
        record, handover = content.get("record"), content.get("handover")
        return ClaimState(refs.fence, record, refs.version(ref), handover if isinstance(handover, dict) else None)

    def _parse(self, ref: str, message: str) -> Mapping[str, Any]:
        """The claim in a commit. Raises UnavailableError for an invalid one, which may belong to a working agent."""
        try:
            content = json.loads(message[:_MAX_CLAIM_CHARS])
            errors = self._check(content["record"]) if content["record"] is not None else ()
            if isinstance(content, dict) and not errors:
                return content
        except (ValueError, KeyError, TypeError, RecursionError):
            errors = ("it is not JSON with the key 'record'",)
        name = self._remote.address.name
        fix = f"check that no agent works on the story, then run 'git push {name} :{ref}'"
        raise UnavailableError("lock-unreadable", f"{ref} on {name} is not a claim: {'; '.join(errors)}", fix)


def claim_ref(story_id: str) -> str:
    """The ref of a story. Git forbids some names, such as `a..b` and `a.lock`, so other characters are encoded."""
    return CLAIMS + re.sub(r"[^A-Za-z0-9_-]", _encode, story_id)


def _encode(match: re.Match[str]) -> str:
    return "".join(f"={byte:02X}" for byte in match[0].encode())


def _story_id(ref: str) -> str:
    encoded = ref.removeprefix(CLAIMS).encode()
    return re.sub(rb"=([0-9A-F]{2})", lambda match: bytes([int(match[1], 16)]), encoded).decode("utf-8", "replace")


def _message(story_id: str, change: ClaimChange) -> str:
    """The message of a claim's commit. Its random id makes every change a commit of its own."""
    content = {"story": story_id, "fence": change.fence, "record": change.record, "id": secrets.token_hex(8)}
    if change.record is None and change.handover is not None:
        content["handover"] = change.handover
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
