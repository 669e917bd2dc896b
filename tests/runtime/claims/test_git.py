"""Claims in a git remote: what goes wrong, and what of a repository must never run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.runtime.base.repository import StoryPaths, open_repository
from revi_docs.runtime.claims.git import claim_ref
from revi_docs.runtime.claims.git_remote import parse_refs
from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState
from revi_docs.runtime.claims.stores import URL_VARIABLE
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.locks.phase_locks import acquire, release
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.claim_stores import add_remote, open_with_store
from tests.support.lock_requests import ME, YOU

STORY = "REVI-016"


@pytest.fixture
def remote(repository: Path) -> Path:
    create_story(open_repository(str(repository)).story_paths(STORY), NewStory("A story"))
    return add_remote(repository)


@pytest.fixture
def locked_story(repository: Path, remote: Path) -> StoryPaths:
    assert remote.exists()
    return reopened(repository)


def reopened(repository: Path) -> StoryPaths:
    """The story as the next command sees it, which remembers nothing of the one before."""
    return open_with_store(repository, "git").story_paths(STORY)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout


def add_hook(remote: Path, name: str, script: str) -> None:
    hook = remote / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(0o755)


def test_a_claim_is_one_ref_and_the_token_another(remote: Path, locked_story: StoryPaths) -> None:
    acquire(locked_story, ME)
    assert git(remote, "for-each-ref", "--format=%(refname)").split() == [
        f"refs/revi/claims/{STORY}",
        "refs/revi/fence/1",
    ]
    content = json.loads(git(remote, "log", "-1", "--format=%B", f"refs/revi/claims/{STORY}"))
    assert (content["story"], content["record"]["owner"]) == (STORY, "me")


def test_the_author_is_the_user(repository: Path, remote: Path) -> None:
    git(repository, "config", "user.name", "Ada Lovelace")
    git(repository, "config", "user.email", "ada@example.org")
    acquire(reopened(repository), ME)
    author = git(remote, "log", "-1", "--format=%an <%ae>", f"refs/revi/claims/{STORY}")
    assert author == "Ada Lovelace <ada@example.org>\n"


def test_two_pushes_for_a_phase(repository: Path, remote: Path) -> None:
    add_hook(remote, "post-receive", f"echo push >> {remote}/pushes")
    story = reopened(repository)
    acquire(story, ME)
    current_owner(story)
    release(reopened(repository), "me", "PASS")
    assert (remote / "pushes").read_text() == "push\npush\n"


def test_without_a_connection_nothing_is_granted(repository: Path, remote: Path) -> None:
    remote.rename(remote.with_suffix(".gone"))
    with pytest.raises(UnavailableError) as rejected:
        acquire(reopened(repository), ME)
    assert rejected.value.code == "claims-unreachable"
    assert "git ls-remote origin" in rejected.value.fix
    assert str(remote) not in rejected.value.message
    remote.with_suffix(".gone").rename(remote)
    assert acquire(reopened(repository), ME).owner.fence == 1, "nothing was queued"


def test_a_connection_that_ends_during_a_push(repository: Path, remote: Path) -> None:
    """The remote dies before it changes a ref: nothing is granted, and the next attempt is a new one."""
    add_hook(remote, "pre-receive", "kill -9 $PPID")
    with pytest.raises(UnavailableError) as rejected:
        acquire(reopened(repository), ME)
    assert rejected.value.code == "claims-rejected"
    (remote / "hooks" / "pre-receive").unlink()
    assert acquire(reopened(repository), YOU).owner.fence == 1


def test_an_answer_that_is_lost(repository: Path, remote: Path) -> None:
    """The remote dies after it changed the refs: the claim is that of the caller."""
    add_hook(remote, "post-receive", "kill -9 $PPID")
    lock = acquire(reopened(repository), ME)
    assert (lock.owner.owner_id, lock.owner.fence) == ("me", 1)
    with pytest.raises(CommandError, match="is locked by me"):
        acquire(reopened(repository), YOU)


def test_a_remote_that_allows_no_claims(repository: Path, remote: Path) -> None:
    add_hook(remote, "pre-receive", "echo branches only >&2; exit 1")
    with pytest.raises(UnavailableError) as rejected:
        acquire(reopened(repository), ME)
    assert rejected.value.code == "claims-rejected"
    assert "pre-receive hook declined" in rejected.value.message


def test_a_remote_that_was_rewritten(repository: Path, remote: Path) -> None:
    git(repository, "-c", "user.name=a", "-c", "user.email=a", "commit", "-q", "--allow-empty", "-m", "first")
    acquire(reopened(repository), ME)
    release(reopened(repository), "me", "PASS")
    git(remote, "update-ref", "-d", "refs/revi/fence/1")
    with pytest.raises(UnavailableError) as rejected:
        acquire(reopened(repository), YOU)
    assert rejected.value.code == "claims-rewritten"
    subprocess.run(rejected.value.fix.split("'")[1], shell=True, cwd=repository, check=True, capture_output=True)
    assert acquire(reopened(repository), YOU).owner.fence == 2


def test_a_story_that_ended_loses_its_ref(remote: Path, locked_story: StoryPaths) -> None:
    claims = locked_story.repository.claims
    record = acquire(locked_story, ME).owner.to_record(locked_story.repository)
    final = ClaimChange(1, None, {"entries": []}, is_final=True)
    assert claims.compare_and_swap(STORY, claims.read(STORY), final) is not None
    assert git(remote, "for-each-ref", "--format=%(refname)") == "refs/revi/fence/1\n"
    assert claims.compare_and_swap(STORY, ClaimState(), ClaimChange(1, record)) is None


@pytest.mark.parametrize(
    "message",
    ["", "{", "[]", "null", '{"record": 5}', '{"record": {"owner": "x"}}', "[" * 100_000],
    ids=["empty", "half", "list", "null", "number", "incomplete", "nested"],
)
def test_what_is_no_claim_grants_nothing(repository: Path, remote: Path, message: str) -> None:
    tree = git(remote, "hash-object", "-t", "tree", "-w", "/dev/null").strip()
    text = f"tree {tree}\nauthor a <a> 0 +0000\ncommitter a <a> 0 +0000\n\n{message}"
    commit = subprocess.run(
        ["git", "-C", str(remote), "hash-object", "-t", "commit", "-w", "--stdin"],
        input=text.encode(), capture_output=True, check=True,
    ).stdout.decode().strip()  # fmt: skip
    git(remote, "update-ref", claim_ref(STORY), commit)
    with pytest.raises(UnavailableError) as rejected:
        acquire(reopened(repository), ME)
    assert rejected.value.code == "lock-unreadable"
    subprocess.run(rejected.value.fix.split("'")[1], shell=True, cwd=repository, check=True, capture_output=True)
    assert acquire(reopened(repository), ME).owner.owner_id == "me"


def test_nothing_that_the_repository_configures_runs(repository: Path, remote: Path, tmp_path: Path) -> None:
    script = tmp_path / "hostile.sh"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n")
    script.chmod(0o755)
    for key in ("core.sshCommand", "core.fsmonitor", "core.askPass", "credential.helper", "core.gitProxy"):
        git(repository, "config", key, str(script))
    git(repository, "config", "remote.origin.receivepack", str(script))
    git(repository, "config", "remote.origin.uploadpack", str(script))
    git(repository, "config", "core.hooksPath", str(tmp_path))
    for name in ("pre-push", "reference-transaction", "post-checkout"):
        (tmp_path / name).symlink_to(script)
    acquire(reopened(repository), ME)
    (claims,) = (repository / ".git" / "revi" / "claims").iterdir()
    (claims / "config").write_text(f'[core]\n\tsshCommand = {script}\n[remote "x"]\n\turl = y\n')
    (claims / "hooks").symlink_to(tmp_path)
    for url in ("ssh://git@localhost:1/x", f"ext::{script}", f"ext::sh -c {script}", f"--upload-pack={script}"):
        git(repository, "config", "remote.origin.url", url)
        with pytest.raises(UnavailableError) as rejected:
            acquire(reopened(repository), YOU)
        assert rejected.value.code in ("claims-unreachable", "claims-unconfigured")
    assert not (tmp_path / "ran").exists()
    assert remote.exists()


def test_the_ssh_command_of_the_user_runs(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "ssh.sh"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n")
    script.chmod(0o755)
    add_remote(repository)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(script))
    monkeypatch.setenv(URL_VARIABLE, "ssh://git@example.org/a.git")
    with pytest.raises(UnavailableError):
        reopened(repository).repository.claims.read(STORY)
    assert (tmp_path / "ran").exists()


def test_a_password_in_an_address_is_not_printed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_remote(repository)
    monkeypatch.setenv(URL_VARIABLE, "http://ada:secret@127.0.0.1:1/a.git")
    with pytest.raises(UnavailableError) as rejected:
        reopened(repository).repository.claims.read(STORY)
    assert "secret" not in f"{rejected.value.message} {rejected.value.fix}"


@pytest.mark.parametrize(
    ("story_id", "ref"),
    [
        ("REVI-016", "refs/revi/claims/REVI-016"),
        ("a.b", "refs/revi/claims/a=2Eb"),
        ("a.lock", "refs/revi/claims/a=2Elock"),
        ("é", "refs/revi/claims/=C3=A9"),
    ],
)
def test_every_id_is_a_ref(story_id: str, ref: str) -> None:
    assert claim_ref(story_id) == ref
    subprocess.run(["git", "check-ref-format", ref], check=True)


def test_refs_of_others_are_ignored() -> None:
    names = ("refs/revi/claims/A", "refs/revi/fence/7", "refs/revi/fence/x", "refs/revi/fence/1e9", "refs/heads/main")
    refs = parse_refs("".join(f"{number}\t{name}\n" for number, name in enumerate(names)))
    assert refs.claims == {"refs/revi/claims/A": "0"}
    assert refs.fences == {7: "1"}


def test_it_works_in_a_work_tree(repository: Path, remote: Path, tmp_path: Path) -> None:
    git(repository, "add", ".")
    git(repository, "-c", "user.name=a", "-c", "user.email=a", "commit", "-q", "-m", "first")
    git(repository, "worktree", "add", "-q", str(tmp_path / "tree"))
    acquire(reopened(repository), ME)
    with pytest.raises(CommandError, match="is locked by me"):
        acquire(reopened(tmp_path / "tree"), YOU)
    assert remote.exists()
    assert (tmp_path / "tree" / ".git").is_file()
