"""Whatever happens to whatever a check depends on: a warm check is never clean when the whole one is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revi_docs.drift import result_cache
from revi_docs.files.digest import digest
from revi_docs.files.generated_marker import MARKER
from revi_docs.problems.revi_error import ReviError
from tests.support.caches import copy_cache
from tests.support.former_checksums import with_checksum
from tests.support.sample_repo import CONTRACT, TEMPLATES, copy_synced, run_docs, sync_repository, write, write_sample
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace

OWNS = 'owns:\n  ".claude/agents/**/*.md": {model: "agents.{name}.model"}\nprose: ["prose/**/*.md"]\n'
PAGE = "# Page\n\n<!-- revi:begin limit -->\n<!-- revi:end -->\n\nMine.\n"
AGENT = "---\nname: helper\ndescription: Helps.\nmodel: sonnet\n---\nMine.\n"
PROSE_PAGE = "# Said\n\nThe phase `make` has 600 tokens.\n"
CONTENTS = {
    "a region that is stale": PAGE,
    "an agent taken twice": AGENT,
    "an unknown marker": "<!-- revi:nonsense -->\n",
    "a wrong name": "The status `workin` is none.\n",
    "nothing": "Nothing.\n",
}
"""What a new file may hold; where it counts, the check has something to say of all but the last."""

FOLDERS = (".", "docs", "pages", "pages/deep", "prose", ".claude/agents", "ignored", "nested", "env", "new/deep")
NAMES = ("page.md", "new.md", "helper.md", "link.md", "plain", "x", ".gitignore", "begin.md")
MARKS = ("nested/.git", "env/pyvenv.cfg", ".gitignore", "pages/.gitignore")
"""What keeps a folder, or some of its files, out of the check."""

Event = Callable[[Path], object]


def create_repo(root: Path) -> Path:
    """A repository with each kind of input, and with what is no input because something keeps it out."""
    templates = {**TEMPLATES, "regions/limit.md.j2": "At most {{ budgets.phases.make.hard }}.\n"}
    write_sample(root, CONTRACT + OWNS, templates)
    write(root, ".gitignore", "/ignored/\n")
    write(root, "pages/.gitignore", "hidden.md\n")
    for path in ("pages/page.md", "pages/deep/page.md"):
        write(root, path, PAGE)
    write(root, ".claude/agents/helper.md", AGENT)
    write(root, "prose/said.md", PROSE_PAGE)
    sync_repository(root)
    for folder in ("ignored", "nested", "env"):
        write(root, f"{folder}/page.md", PAGE)
    write(root, "nested/.git", "gitdir: elsewhere\n")
    write(root, "env/pyvenv.cfg", "home = /usr/bin\n")
    write(root, "pages/hidden.md", PAGE)
    write(root, "pages/plain", "Nothing.\n")
    write(root, "elsewhere.txt", PAGE)
    (root / "pages/link.md").symlink_to("../elsewhere.txt")
    return root


def is_cached(root: Path) -> bool:
    return result_cache.load_result(str(root), "check") is not None


def is_clean(root: Path) -> bool:
    workspace = open_workspace(root)
    try:
        return workspace.check() == () and not workspace.source_problems
    except ReviError:
        return False


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository, in step, with its clean check remembered."""
    root = create_repo(tmp_path_factory.mktemp("inputs") / "model")
    assert is_clean(root)
    inputs = open_workspace(root).check_inputs
    result_cache.save_result(str(root), "check", "clean\n", digest(str(root), *inputs), inputs)
    assert is_cached(root)
    return root


@pytest.fixture
def copy(model: Path, tmp_path: Path) -> Path:
    target = copy_synced(model, tmp_path / "copy")
    copy_cache(model, target)
    return target


def test_the_command_remembers_the_same(tmp_path: Path) -> None:
    root = create_repo(tmp_path / "filled")
    output = "clean: 5 outputs, 2 regions, 1 field\n"
    assert [run_docs(root, "check").stdout for _ in range(2)] == [output, output]
    assert is_cached(root)
    assert run_docs(root, "check", "pages/page.md", "revi.yml").stdout == "clean: 2 files\n"
    write(root, "pages/page.md", PAGE)
    assert not is_cached(root)
    assert run_docs(root, "check", "revi.yml").returncode == 1


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Something that happens to one file, one link or one folder."""
    kind = draw(st.sampled_from(sorted(EVENTS)))
    number, fraction = draw(st.integers(0, 10_000)), draw(st.floats(0, 1, exclude_max=True))
    other = f"{draw(st.sampled_from(FOLDERS))}/{draw(st.sampled_from(NAMES))}".removeprefix("./")
    content = CONTENTS[draw(st.sampled_from(sorted(CONTENTS)))]

    def apply_event(root: Path) -> None:
        files = sorted(path for path in root.rglob("*") if not path.is_dir())
        EVENTS[kind](root, files[number % len(files)], root / other, fraction, content)

    return apply_event


def put_file(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    write(root, other.relative_to(root).as_posix(), content)


def flip(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    match_positions = file.read_bytes()
    place = int(fraction * len(match_positions))
    file.write_bytes(match_positions[:place] + bytes([match_positions[place] ^ 1]) + match_positions[place + 1 :])


def cut(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    match_positions = file.read_bytes()
    file.write_bytes(match_positions[: int(fraction * len(match_positions))])


def remove(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    file.unlink()


def unmark(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    (root / MARKS[int(fraction * len(MARKS))]).unlink()


def mark(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    name = (".git", "pyvenv.cfg", ".gitignore")[int(fraction * 3)]
    other.with_name(name).write_text("*\n" if name == ".gitignore" else "", encoding="utf-8")


def rename(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    other.parent.mkdir(parents=True, exist_ok=True)
    file.rename(other)


def copy_file(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    other.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, other, follow_symlinks=False)


def link_file(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    file.symlink_to(file.rename(root / "moved"))


def rewrite(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    """A file, or a link, becomes a file with another content."""
    file.unlink()
    file.write_text(content, encoding="utf-8")


def replace_with_folder(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    """A file, or a link, becomes a folder with a page."""
    file.unlink()
    write(file, "page.md", content)


def create_orphan(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    path = other.relative_to(root).as_posix()
    write(root, path, with_checksum(path, f"<!-- {MARKER} -->\n").encode())


def link_folder(root: Path, file: Path, other: Path, fraction: float, content: str) -> None:
    """A folder moves away, and a link leads there."""
    assert file.parent != root
    file.parent.symlink_to(file.parent.rename(root / "moved"))


EVENTS = {
    function.__name__: function
    for function in (
        put_file,
        flip,
        cut,
        remove,
        unmark,
        mark,
        rename,
        copy_file,
        link_file,
        rewrite,
        replace_with_folder,
        create_orphan,
    )
} | {"folder_linked": link_folder}


@settings(max_examples=rounds(60, 300), suppress_health_check=[HealthCheck.too_slow])
@given(applied_events=st.lists(events(), min_size=1, max_size=3))
def test_it_is_never_clean_when_the_whole_check_is_not(model: Path, applied_events: list[Event]) -> None:
    root = model.parent / "copy"
    shutil.rmtree(root, ignore_errors=True)
    copy_synced(model, root)
    copy_cache(model, root)
    for apply_event in applied_events:
        try:
            apply_event(root)
        except (OSError, IndexError, AssertionError):
            continue  # there is no such thing any more, or nothing in it
    if is_cached(root):
        assert is_clean(root)


@pytest.mark.parametrize(
    "apply_event",
    [
        pytest.param(lambda root: write(root, "pages/new.md", PAGE), id="a page in a folder of pages"),
        pytest.param(lambda root: write(root, "new/deep/new.md", PAGE), id="a page in a folder of its own"),
        pytest.param(lambda root: write(root, ".gitignore", "\n"), id="what git ignored is a page"),
        pytest.param(lambda root: (root / "pages/.gitignore").unlink(), id="nothing ignores it"),
        pytest.param(lambda root: (root / "nested/.git").unlink(), id="no longer another's repository"),
        pytest.param(lambda root: (root / "env/pyvenv.cfg").unlink(), id="no longer an environment"),
        pytest.param(lambda root: write(root, ".claude/.git", ""), id="another's repository now"),
        pytest.param(lambda root: write(root, ".claude/pyvenv.cfg", ""), id="an environment now"),
        pytest.param(lambda root: rewrite(root, root / "pages/link.md", root, 0, PAGE), id="a link is a page"),
        pytest.param(
            lambda root: replace_with_folder(root, root / "pages/plain", root, 0, PAGE), id="a file is a folder"
        ),
        pytest.param(
            lambda root: link_folder(root, root / ".claude/agents/helper.md", root, 0, ""), id="a folder is a link"
        ),
        pytest.param(
            lambda root: link_file(root, root / ".claude/agents/helper.md", root, 0, ""), id="an agent is a link"
        ),
        pytest.param(lambda root: write(root, "prose/new.md", CONTENTS["a wrong name"]), id="a page of prose"),
    ],
)
def test_what_keeps_a_file_in_or_out_is_an_input(copy: Path, apply_event: Event) -> None:
    apply_event(copy)
    assert not is_clean(copy)
    assert not is_cached(copy)
