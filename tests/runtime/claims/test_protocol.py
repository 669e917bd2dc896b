"""Claims: one suite for every store, for the protocol itself and for the phase locks on top of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.repository import Repository, StoryPaths, open_repository
from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState, ClaimStore
from revi_docs.runtime.claims.stores import URL_VARIABLE
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.locks.phase_locks import BreakRequest, LockRequest, acquire, break_lock, release, renew
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.claim_stores import add_remote, new_database, with_store
from tests.support.lock_history import Event, faults
from tests.support.memory_claims import MemoryClaims
from tests.support.soak import rounds


def git_claims(repository: Repository) -> ClaimStore:
    """The claims in a new bare repository, which is a remote of the repository."""
    add_remote(Path(repository.root))
    return with_store(repository, "git").claims


STORES: dict[str, Callable[[Repository], ClaimStore]] = {
    "files": lambda repository: repository.claims,
    "memory": lambda _: MemoryClaims(),
    "git": git_claims,
    "postgres": lambda repository: with_store(repository, "postgres").claims,
}
STORY = "REVI-016"


@pytest.fixture(params=list(STORES))
def locked_repository(request: pytest.FixtureRequest, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    if request.param == "postgres":
        monkeypatch.setenv(URL_VARIABLE, new_database())
    opened = open_repository(str(repository))
    return opened.with_claims(STORES[request.param](opened))


@pytest.fixture
def claims(locked_repository: Repository) -> ClaimStore:
    return locked_repository.claims


@pytest.fixture
def story(locked_repository: Repository) -> StoryPaths:
    story = locked_repository.story_paths(STORY)
    create_story(story, NewStory("A story"))
    return story


def record(owner: str, fence: int) -> dict[str, Any]:
    time = format_time(now_ms(), UTC)
    return {
        "phase": "code_review", "command": "dev-code-review", "startedAt": time, "pid": 1, "host": "here",
        "fence": fence, "owner": owner, "heartbeatAt": time,
    }  # fmt: skip


def read(claims: ClaimStore) -> ClaimState:
    """The state without its age, which depends on the clock of the store."""
    return claims.read(STORY)._replace(unchanged_ms=None)


def swap(claims: ClaimStore, expected: ClaimState, owner: str, fence: int) -> ClaimState:
    state = claims.compare_and_swap(STORY, expected, ClaimChange(fence, record(owner, fence) if owner else None))
    assert state is not None
    return state._replace(unchanged_ms=None)


def test_nothing_is_claimed_at_first(claims: ClaimStore) -> None:
    assert claims.read(STORY) == ClaimState()


def test_a_swap_is_stored(claims: ClaimStore) -> None:
    claim = record("a", 1)
    state = claims.compare_and_swap(STORY, claims.read(STORY), ClaimChange(1, claim))
    assert state is not None
    assert (state.fence, state.record) == (1, claim)
    assert read(claims) == state._replace(unchanged_ms=None)


def test_an_outdated_state_is_not_replaced(claims: ClaimStore) -> None:
    first = claims.read(STORY)
    state = swap(claims, first, "a", 1)
    assert claims.compare_and_swap(STORY, first, ClaimChange(2, record("b", 2))) is None
    assert read(claims) == state


def test_each_change_has_a_version_of_its_own(claims: ClaimStore) -> None:
    states = [claims.read(STORY)]
    for owner, fence in (("a", 1), ("", 1), ("b", 2), ("", 2)):
        states.append(swap(claims, states[-1], owner, fence))
    assert len({state.version for state in states}) == len(states)


def test_the_fence_survives_a_release(claims: ClaimStore) -> None:
    state = swap(claims, swap(claims, claims.read(STORY), "a", 7), "", 7)
    assert (state.fence, state.record) == (7, None)
    assert read(claims) == state


@pytest.mark.usefixtures("story")
def test_stories_do_not_share_a_claim(claims: ClaimStore) -> None:
    swap(claims, claims.read(STORY), "a", 1)
    assert claims.read("REVI-017").record is None
    assert claims.claimed() == {STORY: claims.read(STORY).record}


def test_the_last_owner_leaves_something_for_the_next(claims: ClaimStore) -> None:
    claim = swap(claims, claims.read(STORY), "a", 1)
    assert claim.handover is None
    free = claims.compare_and_swap(STORY, claim, ClaimChange(1, None, {"entries": ["x"]}))
    assert free is not None
    assert claims.read(STORY).handover == {"entries": ["x"]}
    assert claims.claimed() == {}
    assert swap(claims, free, "b", 2).handover is None
    assert claims.read(STORY).handover is None


def test_a_story_that_ended_is_forgotten_but_not_its_token(claims: ClaimStore) -> None:
    claim = swap(claims, claims.read(STORY), "a", 3)
    assert claims.compare_and_swap(STORY, claim, ClaimChange(3, None, {"entries": []}, is_final=True)) is not None
    state = claims.read(STORY)
    assert (state.fence, state.record) == (3, None)


def test_one_of_many_wins_each_round(claims: ClaimStore) -> None:
    """Eight threads take and free the claim; the history has no two owners at a time and no fence twice."""
    history: list[Event] = []
    start = threading.Barrier(8)

    def work(name: str) -> None:
        start.wait()
        for _ in range(rounds(8, 40)):
            state = claims.read(STORY)
            if state.record is None:
                fence = state.fence + 1
                with suppress(CommandError):  # the others kept the store busy for too long
                    claim = claims.compare_and_swap(STORY, state, ClaimChange(fence, record(name, fence)))
                    if claim is not None:
                        history.append(Event("taken", name, fence))
                        history.append(Event("freed", name, fence))
                        assert claims.compare_and_swap(STORY, claim, ClaimChange(fence, None)) is not None

    threads = [threading.Thread(target=work, args=(f"worker-{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert history
    assert list(faults(history)) == []


def request(owner: str) -> LockRequest:
    return LockRequest(current_identity(owner), "code_review", "dev-code-review", 0)


def test_a_lock_from_acquire_to_release(story: StoryPaths) -> None:
    assert current_owner(story) is None
    owner = acquire(story, request("a")).owner
    assert (owner.owner_id, owner.fence) == ("a", 1)
    assert acquire(story, request("a")).renewed
    with pytest.raises(CommandError) as rejected:
        acquire(story, request("b"))
    assert rejected.value.code == "lock-held"
    assert renew(story, "a").heartbeat_ms >= owner.heartbeat_ms
    assert release(story, "a", "PASS").fence == 1
    assert current_owner(story) is None
    with pytest.raises(CommandError) as rejected:
        renew(story, "a")
    assert rejected.value.code == "lock-not-held"
    assert acquire(story, request("b")).owner.fence == 2


def test_a_broken_lock_is_free(story: StoryPaths) -> None:
    acquire(story, request("a"))
    break_lock(story, BreakRequest(1, "Ada", "its machine is gone"))
    assert current_owner(story) is None
    assert acquire(story, request("b")).owner.fence == 2


def test_a_change_on_another_machine_is_noticed(repository: Path) -> None:
    """Between reading and swapping, another machine takes the claim: the swap fails, and nothing is lost."""
    store = MemoryClaims()
    opened = open_repository(str(repository))
    story = opened.with_claims(store).story_paths(STORY)

    def interfere(story_id: str) -> None:
        store.before_swap = lambda _: None
        swap(store, store.read(story_id), "elsewhere", 41)

    store.before_swap = interfere
    with pytest.raises(CommandError) as rejected:
        acquire(story, request("a"))
    assert rejected.value.code == "lock-held"
    owner = current_owner(story)
    assert owner is not None
    assert (owner.owner_id, owner.fence) == ("elsewhere", 41)

    def release_elsewhere(story_id: str) -> None:
        store.before_swap = lambda _: None
        swap(store, store.read(story_id), "", 41)

    store.before_swap = release_elsewhere
    with pytest.raises(CommandError) as rejected:
        release(story, "elsewhere", "PASS")
    assert rejected.value.code == "story-busy"
