"""Contracts with invalid bytes, YAML or form, and the printed problems."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from revi_docs.contract.codes import FORM_CODES
from revi_docs.contract.loader import CONTRACT_FILE, load
from revi_docs.contract.rules.lint import lint
from revi_docs.files.codes import FILE_CODES
from revi_docs.files.size_limits import MAX_FILE_BYTES
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.report.formats import render_text

INVALID = sorted((Path(__file__).parent / "invalid_contracts").glob("*.yml"))

QUOTES = "quote it if it is text; otherwise write true, false or a plain number such as 10 or 0.5"
BOM = """\
revi.yml:1:1: byte-order-mark: starts with a byte order mark
  fix: save the file as UTF-8 without a byte order mark
"""
UTF_16 = """\
revi.yml:1:1: not-utf-8: is UTF-16 or UTF-32, not UTF-8
  fix: save the file as UTF-8
"""

BYTES = {
    "byte-order-mark": (b"\xef\xbb\xbfrevi: 1\n", BOM),
    "byte-order-mark-and-more": (
        b"\xef\xbb\xbfrevi: 1\nstatuses: [no]\n",
        BOM
        + "revi.yml:2:12: ambiguous-scalar: 'no' is a boolean in YAML 1.1 and a string in YAML 1.2\n"
        + f"  fix: {QUOTES}\n",
    ),
    "utf-16": ("revi: 1\n".encode("utf-16"), UTF_16),
    "utf-16-without-mark": ("revi: 1\n".encode("utf-16-le"), UTF_16),
    "utf-32": ("revi: 1\n".encode("utf-32"), UTF_16),
    "latin-1": (
        "revi: 1\nproject: {name: Größe}\n".encode("latin-1"),
        "revi.yml:2:19: not-utf-8: byte 0xf6 is not valid UTF-8\n  fix: save the file as UTF-8\n",
    ),
    "latin-1-after-an-emoji": (
        'revi: 1\nproject: {name: "🚀 '.encode() + b'\xe9"}\n',
        "revi.yml:2:20: not-utf-8: byte 0xe9 is not valid UTF-8\n  fix: save the file as UTF-8\n",
    ),
    "nul": (
        b"revi: 1\nproject: {name: a\0b}\n",
        "revi.yml:2:18: yaml-syntax: contains the control character U+0000\n  fix: remove the character\n",
    ),
    "escape-after-an-emoji": (
        'revi: 1\nproject: {name: "🚀\x1b[31m"}\n'.encode(),
        "revi.yml:2:19: yaml-syntax: contains the control character U+001B\n  fix: remove the character\n",
    ),
    "line-separator": (
        'revi: 1\nproject: {name: "a\u2028b"}\n'.encode(),
        "revi.yml:2:19: yaml-syntax: contains the control character U+2028\n  fix: remove the character\n",
    ),
    "carriage-returns-alone": (
        b"revi: 1\rstatuses: [open]\r",
        ("revi.yml:1:8: yaml-syntax: contains the control character U+000D\n  fix: end lines with a line feed\n"),
    ),
    "windows-line-ends": (
        b"revi: 1\r\nstatuses:\r\n  open: {}\r\n  done: {colour: red}\r\n",
        (
            "revi.yml:4:10: unknown-key: statuses.done has no key 'colour'\n"
            "  fix: remove it, or rename it to 'x-colour' if it is your extension\n"
        ),
    ),
    "merge-conflict": (
        b"revi: 1\nstatuses:\n<<<<<<< HEAD\n  open: {}\n=======\n  done: {}\n>>>>>>> other\n",
        ("revi.yml:3:1: merge-conflict: unresolved merge conflict\n  fix: keep one side, then run 'revi-docs sync'\n"),
    ),
    "key-indented-too-far": (
        b"revi: 1\nstatuses:\n  open:\n    description: Not started.\n   done: {}\n",
        (
            "revi.yml:5:4: yaml-syntax: not valid YAML: this key is indented by 3 spaces, its siblings by 2\n"
            "  fix: indent all keys of one mapping by the same number of spaces\n"
        ),
    ),
    "file-too-large": (
        b"# " + b"x" * MAX_FILE_BYTES,
        ("revi.yml: file-too-large: larger than 4 MiB\n  fix: split the file, or remove what was pasted by mistake\n"),
    ),
}


def write_contract(folder: Path, content: bytes) -> Path:
    (folder / CONTRACT_FILE).write_bytes(content)
    return folder


def problems(root: Path) -> tuple[Problem, ...]:
    try:
        return lint(load(root))
    except ReviError as error:
        return error.problems


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_contract(path: Path, tmp_path: Path) -> None:
    root = write_contract(tmp_path, path.read_bytes())

    assert render_text(problems(root)) == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize(("content", "expected"), BYTES.values(), ids=BYTES)
def test_invalid_bytes(content: bytes, expected: str, tmp_path: Path) -> None:
    assert render_text(problems(write_contract(tmp_path, content))) == expected


def test_no_file(tmp_path: Path) -> None:
    assert render_text(problems(tmp_path)) == (
        "revi.yml: unreadable-file: no revi.yml here or in any parent folder\n"
        "  fix: run 'revi-docs init', or pass the repository with -C\n"
    )


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / CONTRACT_FILE).mkdir()

    assert render_text(problems(tmp_path)) == (
        "revi.yml: unreadable-file: cannot be read: Is a directory\n  fix: check that the file exists and is readable\n"
    )


VALID = {
    "windows line ends": b"revi: 1\r\nstatuses:\r\n  open: {}\r\n",
    "no line end at the end": b"revi: 1\nstatuses: [open]",
    "comments and empty lines": b"# one\n\nrevi: 1 # two\n\nstatuses: # three\n  # four\n  - open\n",
    "a document mark": b"---\nrevi: 1\n...\n",
    "quoted words": b'revi: 1\nstatuses: ["no", \'on\', "y"]\nproject: {name: "012", summary: "1:20"}\n',
    "blocks of text": b"revi: 1\nproject:\n  name: |\n    Two\n    lines\n  summary: >-\n    no\n",
    "own keys": b"revi: 1\nx-own: [1, {a: b}]\nstatuses: {open: {x-colour: red}}\n",
    "tabs inside of a line": b"revi:\t1\nproject: {name: \ta,\tsummary: b\tc }\t# d\n",
    "other scripts": 'revi: 1\nproject: {name: "Größe 🚀 工作"}\n'.encode(),
    "an empty item": b"revi: 1\nstatuses:\n  open:\n  done:\n",
}


@pytest.mark.parametrize("content", VALID.values(), ids=VALID)
def test_valid_contract(content: bytes, tmp_path: Path) -> None:
    assert problems(write_contract(tmp_path, content)) == ()


WRITING = {"unknown-ref", "unwritable-file"}  # problems with more than the content of a file
NOT_RUNNABLE = {"byte-order-mark", "not-utf-8", "file-too-large", "unreadable-file", *WRITING}
IN_REGIONS = {code for code in FILE_CODES if code.endswith(("-marker", "-region"))}  # see test_regions.py
CODES = FILE_CODES | FORM_CODES


@pytest.mark.parametrize("code", sorted(CODES.keys() - NOT_RUNNABLE - IN_REGIONS))
def test_every_example_shows_its_code(code: str, tmp_path: Path) -> None:
    example = re.search(r"^Example:\n\n(.*?)\n\nFix: ", CODES[code], re.DOTALL | re.MULTILINE)
    assert example
    root = write_contract(tmp_path, f"revi: 1\n{textwrap.dedent(example[1])}\n".encode())

    assert code in {problem.code for problem in problems(root)}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_summary_a_reason_an_example_and_a_fix(code: str) -> None:
    first, *parts = CODES[code].split("\n\n")
    labels = [part.partition(":")[0] for part in parts]

    assert first.endswith(".")
    assert [labels[0], labels[1], labels[-1]] == ["Why", "Example", "Fix"]


def test_the_cases_show_every_code() -> None:
    expected_texts = "".join(path.with_suffix(".txt").read_text("utf-8") for path in INVALID)
    expected_texts += "".join(expected for _, expected in BYTES.values())
    codes = set(re.findall(r"^revi\.yml(?::\d+:\d+)?: ([a-z0-9-]+): ", expected_texts, re.MULTILINE))

    assert CODES.keys() - WRITING - IN_REGIONS - {"unreadable-file"} <= codes
    assert list(FILE_CODES) == sorted(FILE_CODES)
    assert list(FORM_CODES) == sorted(FORM_CODES)
