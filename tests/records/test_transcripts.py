"""Transcripts of Claude Code: exact totals, the traps of the format, and what cannot be read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.records.jsonl import read_lines
from revi_docs.records.transcripts import count_files, count_sessions, session_of, transcript_paths
from revi_docs.records.usage import Usage, UsageCount
from tests.support.soak import rounds

DATA = Path(__file__).with_name("transcripts")
SESSION = "0a1b2c3d-0000-4000-8000-000000000001"
OURS = Usage(input=38, output=1_205, cache_creation=8_417, cache_read=67_740)
"""What `transcripts/` comes to, added up by hand: msg_01 to msg_07, each once."""

TABLE = [
    ("1a5ad58dfc80920f", Usage(2_578, 40_359, 276_819, 16_207_141)),
    ("94a168d2da574b00", Usage(1_576, 1_586, 25_842, 427_286)),
    ("33647812942287ce", Usage(54, 212, 17_696, 88_231)),
    ("f9b0078b5df596d2", Usage(3, 13, 13_835, 11_515)),
]


def reply(name: str, request: str | None, output: int, *, side: bool = False, **used: Any) -> dict[str, Any]:
    """A line of a reply."""
    usage: dict[str, Any] = {"input_tokens": 1, "output_tokens": output, "cache_creation_input_tokens": 0}
    usage |= {"cache_read_input_tokens": 0, **used}
    message = {"id": name, "usage": {key: value for key, value in usage.items() if value != "gone"}}
    return {"requestId": request, "isSidechain": side, "message": message}


def write_lines(file: Path, *lines: dict[str, Any] | str) -> Path:
    text = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text("".join(f"{line}\n" for line in text))
    return file


def counted(file: Path) -> UsageCount:
    return count_sessions([str(file)])


@pytest.mark.parametrize(("session", "usage"), TABLE, ids=[name for name, _ in TABLE])
def test_the_totals_of_real_sessions(shared: Path, session: str, usage: Usage) -> None:
    count = count_sessions([str(shared / "transcripts" / f"{session}.jsonl")])
    assert (count.usage, count.malformed) == (usage, 0)
    # The versions that wrote these files recorded the end of no reply.
    assert count.gaps == (f"replies whose end was not recorded: {count.replies:,}",)


def test_all_real_sessions_together(shared: Path) -> None:
    count = count_sessions(sorted(map(str, (shared / "transcripts").glob("*.jsonl"))))
    assert (count.usage, count.files) == (Usage(4_211, 42_170, 334_192, 16_734_173), 6)


def test_a_real_session_without_its_agents(shared: Path) -> None:
    count = count_files([str(shared / "transcripts/1a5ad58dfc80920f.jsonl")])
    assert (count.usage, count.files) == (Usage(2_481, 40_320, 260_451, 15_740_561), 1)


def test_the_session_in_the_repository() -> None:
    count = counted(DATA / f"{SESSION}.jsonl")
    assert count == UsageCount(OURS, replies=7, malformed=0, files=3, gaps=())


def every_line(paths: list[str]) -> Usage:
    """Naive: each line that states a usage counts."""
    used = [line.value["message"]["usage"] for path in paths for line in read_lines(path) if usage_in(line.value)]
    names = ("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
    return Usage(*(sum(usage.get(name) or 0 for usage in used) for name in names))


def first_line(paths: list[str]) -> Usage:
    """Naive, too: the first line of each reply counts."""
    count: dict[tuple[str, str], dict[str, int]] = {}
    for path in paths:
        for line in read_lines(path):
            if usage_in(line.value):
                message = line.value["message"]
                count.setdefault((message["id"], line.value["requestId"]), message["usage"])
    names = ("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
    return Usage(*(sum(counts.get(name) or 0 for counts in count.values()) for name in names))


def usage_in(value: dict[str, Any]) -> bool:
    message = value.get("message")
    return isinstance(message, dict) and isinstance(message.get("usage"), dict)


def test_naive_counting_differs_here() -> None:
    files = list(transcript_paths(str(DATA / f"{SESSION}.jsonl")))
    assert every_line(files) == Usage(input=74, output=2_463, cache_creation=25_050, cache_read=201_840)
    assert first_line(files) == Usage(input=43, output=1_316, cache_creation=8_450, cache_read=92_740)
    assert len({every_line(files), first_line(files), OURS}) == 3


def test_naive_counting_differs_on_real_sessions(shared: Path) -> None:
    sessions = sorted((shared / "transcripts").glob("*.jsonl"))
    files = [file for session in sessions for file in transcript_paths(str(session))]
    right = count_files(files).usage
    assert every_line(files).cache_read > 1.5 * right.cache_read
    assert first_line(files).output < 0.6 * right.output


@pytest.mark.parametrize(
    ("lines", "output"),
    [
        pytest.param([reply("m", "r", 1), reply("m", "r", 9), reply("m", "r", 4)], 9, id="the larger counts"),
        pytest.param([reply("m", "r", 1), reply("m", "s", 2)], 3, id="other requests are other replies"),
        pytest.param([reply("m", "r", 1), reply("m", "s", 9, side=True)], 1, id="a side chain repeats"),
        pytest.param([reply("m", "s", 9, side=True), reply("m", "r", 1)], 1, id="a side chain repeats before"),
        pytest.param([reply("m", "s", 9, side=True), reply("n", "r", 1)], 10, id="a side chain of its own"),
        pytest.param([reply("m", "s", 9, side=True), reply("m", "t", 5, side=True)], 14, id="two of side chains"),
        pytest.param([reply("m", None, 1), reply("m", None, 9)], 9, id="no request"),
    ],
)
def test_which_line_of_a_reply_counts(tmp_path: Path, lines: list[dict[str, Any]], output: int) -> None:
    count = counted(write_lines(tmp_path / "s.jsonl", *lines))
    assert (count.usage.output, count.complete) == (output, True)


def test_the_same_reply_with_and_without_a_request(tmp_path: Path) -> None:
    lines = [reply("m", "r", 5), reply("m", None, 9), reply("n", None, 1)]
    assert counted(write_lines(tmp_path / "s.jsonl", *lines)).usage.output == 10


@pytest.mark.parametrize(
    ("first", "second", "output"),
    [
        pytest.param(reply("m", "r", 5), reply("m", "r", 5), 5, id="a copy"),
        pytest.param(reply("m", None, 5), reply("m", None, 5), 5, id="a copy without a request"),
        pytest.param(reply("m", "r", 5), reply("m", None, 5), 5, id="a copy that lost the request"),
        pytest.param(reply("m", None, 5), reply("m", None, 7), 12, id="a gateway used the id again"),
        pytest.param(reply("m", "r", 5), reply("m", "s", 7), 12, id="two requests"),
    ],
)
def test_replies_of_two_sessions(tmp_path: Path, first: Any, second: Any, output: int) -> None:
    sessions = [write_lines(tmp_path / "s.jsonl", first), write_lines(tmp_path / "t.jsonl", second)]
    assert count_sessions(map(str, sessions)).usage.output == output


def test_subagents_at_any_depth(tmp_path: Path) -> None:
    session = write_lines(tmp_path / "s.jsonl", reply("m", "r", 1))
    for number, folder in enumerate(("subagents", "subagents/workflows/w", "subagents/a/subagents/b")):
        (tmp_path / "s" / folder).mkdir(parents=True)
        write_lines(tmp_path / "s" / folder / f"agent-{number}.jsonl", reply(f"n{number}", "r", 10))
    count = counted(session)
    assert (count.usage.output, count.files) == (31, 4)
    assert session_of(str(tmp_path / "s/subagents/a/subagents/b/agent-2.jsonl")) == "s"


def test_subagents_of_older_versions_are_beside_their_session(tmp_path: Path) -> None:
    session = write_lines(tmp_path / "s.jsonl", reply("m", "r", 1))
    write_lines(tmp_path / "agent-1.jsonl", {"type": "user", "sessionId": "s"}, reply("n", "r", 10))
    write_lines(tmp_path / "agent-2.jsonl", {"type": "user", "sessionId": "other"}, reply("o", "r", 100))
    (tmp_path / "agent-3.jsonl").write_text("", encoding="utf-8")
    count = counted(session)
    assert (count.usage.output, count.files) == (11, 2)
    assert [session_of(str(tmp_path / f"agent-{number}.jsonl")) for number in (1, 3)] == ["s", "agent-3"]


@pytest.mark.parametrize(
    ("others", "gaps"),
    [
        ([{"id": "n", "model": "claude-x"}], ("replies without token counts: 1",)),
        ([{"id": "n", "model": "claude-x", "usage": None}] * 2, ("replies without token counts: 1",)),
        ([{"id": "m", "model": "claude-x"}], ()),
        ([{"id": "n", "model": "<synthetic>"}], ()),
    ],
)
def test_a_reply_without_token_counts_is_a_gap(tmp_path: Path, others: list[dict[str, Any]], gaps: tuple[str]) -> None:
    lines = [{"type": "assistant", "message": message} for message in others]
    count = counted(write_lines(tmp_path / "s.jsonl", reply("m", "r", 1), *lines))
    assert (count.usage.output, count.gaps) == (1, gaps)


@pytest.mark.parametrize(
    ("reasons", "gaps"),
    [
        ([None], ("replies whose end was not recorded: 1",)),
        ([None, "end_turn"], ()),
        (["tool_use", None], ()),
        ([None, None], ("replies whose end was not recorded: 1",)),
    ],
)
def test_a_reply_that_did_not_end_is_a_lower_bound(
    tmp_path: Path, reasons: list[str | None], gaps: tuple[str, ...]
) -> None:
    lines = [reply("m", "r", 1 + number) for number in range(len(reasons))]
    for line, reason in zip(lines, reasons, strict=True):
        line["message"]["stop_reason"] = reason
    count = counted(write_lines(tmp_path / "s.jsonl", *lines))
    assert (count.usage.output, count.gaps) == (len(reasons), gaps)


def test_the_first_bytes_of_a_file(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "s.jsonl", reply("m", "r", 1))
    size = file.stat().st_size
    with file.open("a") as stream:
        stream.write(json.dumps(reply("n", "r", 10)) + "\n")
    assert count_files([str(file)], {str(file): size}).usage.output == 1
    assert count_files([str(file)], {str(file): size + 1}).usage.output == 11


def test_the_whole_line_counts_not_the_largest_of_each_kind(tmp_path: Path) -> None:
    small_reply = reply("m", "r", 9, cache_read_input_tokens=1)
    large = reply("m", "r", 1, cache_read_input_tokens=100)
    assert counted(write_lines(tmp_path / "s.jsonl", small_reply, large)).usage == Usage(1, 1, 0, 100)


@pytest.mark.parametrize(
    ("line", "usage", "gap"),
    [
        pytest.param('{"a": ', Usage(1, 5), "unreadable lines: 1", id="no JSON"),
        pytest.param("[1]", Usage(1, 5), "unreadable lines: 1", id="no object"),
        pytest.param(reply("n", "r", -1), Usage(1, 5), "replies without token counts: 1", id="less than none"),
        pytest.param(
            reply("n", "r", 3, input_tokens="gone"), Usage(1, 5), "replies without token counts: 1", id="no input"
        ),
        pytest.param(
            reply("n", "r", 3, cache_read_input_tokens="gone"),
            Usage(2, 8),
            "replies without all kinds of tokens: 1",
            id="a kind is absent",
        ),
        pytest.param(
            reply("", "r", 3), Usage(2, 8), "replies without an id, which may be counted twice: 1", id="no id"
        ),
    ],
)
def test_incomplete_count_has_a_reason(tmp_path: Path, line: Any, usage: Usage, gap: str) -> None:
    count = counted(write_lines(tmp_path / "s.jsonl", reply("m", "r", 5), line))
    assert (count.usage, count.gaps, count.complete) == (usage, (gap,), False)


def test_a_truncated_file(tmp_path: Path) -> None:
    """Cut at every byte: never an error, never more than the whole, and complete only between lines."""
    text = (DATA / f"{SESSION}.jsonl").read_bytes()
    total_usage = count_files([str(DATA / f"{SESSION}.jsonl")]).usage
    file = tmp_path / "s.jsonl"
    for end in range(0, len(text), 7):
        file.write_bytes(text[:end])
        count = counted(file)
        assert count.complete == (end == 0 or text[end - 1 : end] == b"\n" or text[end : end + 1] == b"\n")
        assert count.usage.output <= total_usage.output + 900  # msg_02 of the side chain counts until it is repeated


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        count_sessions([str(tmp_path / "none.jsonl")])


_REPLIES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 9), st.booleans()), max_size=12
)


@given(_REPLIES, st.randoms())
def test_neither_order_nor_repetition_nor_files_matter(replies: Any, random: Any) -> None:
    import tempfile

    lines = [reply(name, request, output, side=side) for name, request, output, side in replies]
    more = [*lines, *random.sample(lines, len(lines) // 2)]
    random.shuffle(more)
    cut = random.randint(0, len(more))
    with tempfile.TemporaryDirectory() as folder:
        path = write_lines(Path(folder) / "s.jsonl", *lines)
        agents = Path(folder) / "t/subagents"
        agents.mkdir(parents=True)
        write_lines(Path(folder) / "t.jsonl", *more[:cut])
        write_lines(agents / "agent-1.jsonl", *more[cut:])
        assert counted(path).usage == counted(Path(folder) / "t.jsonl").usage


_PEAK = """
import resource, sys
from revi_docs.records.transcripts import count_sessions
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = count_sessions([sys.argv[1]])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(found.replies, *found.usage, peak // 1024)
"""


@pytest.mark.slow
def test_a_file_of_200_megabytes_in_bounded_memory(root: Path, tmp_path: Path) -> None:
    """Replies of four lines, each of a kilobyte; one line of 20 MB is skipped and counted."""
    count = rounds(25_000, 50_000)
    file, content = tmp_path / "s.jsonl", "x" * 850
    with file.open("w") as stream:
        for number in range(count):
            for output in (1, 1, 2, number % 100):
                line = reply(f"msg_{number:024}", f"req_{number:024}", output)
                line["message"]["content"] = content
                stream.write(json.dumps(line) + "\n")
        stream.write('{"a": "' + "y" * 20_000_000 + '"}\n')
    assert file.stat().st_size > 4_000 * count
    result = subprocess.run(
        [sys.executable, "-c", _PEAK, str(file)], cwd=root, capture_output=True, text=True, check=True
    )
    replies, input_tokens, output, creation, read, megabytes = map(int, result.stdout.split())
    expected_output = sum(max(2, number % 100) for number in range(count))
    assert (replies, input_tokens, output, creation, read) == (count, count, expected_output, 0, 0)
    assert megabytes < 80


def test_agents_of_other_folders_are_left_out(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "all")
    (tmp_path / "all" / SESSION / "notes.jsonl").write_text(json.dumps(reply("z", "z", 9)) + "\n")
    (tmp_path / "all" / SESSION / "subagents/agent-x.txt").write_text(json.dumps(reply("z", "z", 9)) + "\n")
    assert counted(tmp_path / "all" / f"{SESSION}.jsonl").usage == OURS
    # In the folder of the subagents every transcript counts, whatever its name.
    (tmp_path / "all" / SESSION / "subagents/w1").mkdir()
    (tmp_path / "all" / SESSION / "subagents/w1/step.jsonl").write_text(json.dumps(reply("z", "z", 9)) + "\n")
    assert counted(tmp_path / "all" / f"{SESSION}.jsonl").usage == OURS.plus(Usage(input=1, output=9))
