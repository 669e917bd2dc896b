"""One answer for front matter: every reader in the project, and python-frontmatter where it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frontmatter
import pytest
import yaml
from frontmatter.default_handlers import YAMLHandler
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.markdown.front_matter import parse_front_matter, single_field
from revi_docs.files.markdown.front_matter_block import FrontMatterError, front_matter_end, other_format
from revi_docs.files.markdown.front_matter_edits import with_field
from revi_docs.files.markdown.markdown_blocks import without_front_matter
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_fields import story_status
from revi_docs.runtime.edit_guard.edits import FileEdit
from revi_docs.runtime.edit_guard.owned_front_matter import check_owned_fields
from revi_docs.stories.document import parse_document

DUPLICATE, UNCLOSED = "doubled-field", "unclosed-front-matter"

# Text → the status, None without one, or the code of the problem. Line-based readers missed or misread them.
SAMPLES: dict[str, tuple[str, str | None]] = {
    "an anchor": ("---\nstatus: &it open\n---\n", "open"),
    "a folded block": ("---\nstatus: >-\n  open\n---\n", "open"),
    "quotes over two lines": ('---\nstatus: "in\n  work"\n---\n', "in work"),
    "an escape in quotes": ('---\nstatus: "\\x6fpen"\n---\n', "open"),
    "a quoted key": ('---\n"status": open\n---\n', "open"),
    "a space before the colon": ("---\nstatus : open\n---\n", "open"),
    "a tab after the colon": ("---\nstatus:\topen # so far\n---\n", "open"),
    "a key with a question mark": ("---\n? status\n: open\n---\n", "open"),
    "indented keys": ("---\n  title: a\n  status: open\n---\n", "open"),
    "on the next line": ("---\nstatus:\n  open\n---\n", "open"),
    "an alias": ("---\nbefore: &it open\nstatus: *it\n---\n", "open"),
    "a byte order mark and Windows line ends": ("\ufeff---\r\nstatus: open\r\n---\r\nBody\r\n", "open"),
    "closed by dots": ("---\nstatus: open\n...\nstatus: body\n---\n", "open"),
    "spaces after the delimiters": ("--- \nstatus: open\n---\t\n", "open"),
    "dashes in a value": ("---\ntitle: a --- b\nnote: |\n  ---\n  status: note\nstatus: open\n---\n", "open"),
    "dashes in quotes": ("---\ntitle: '---'\nstatus: open\n---\n", "open"),
    "a field of a mapping": ("---\nbefore:\n  status: closed\nstatus: open\n---\n", "open"),
    "invalid YAML beside it": ("---\ndescription: Use when: done\nstatus: open\n---\n", "open"),
    "deep nesting beside it": (f"---\ndeep: {'[' * 40}{']' * 40}\nstatus: open\n---\n", "open"),
    "twice": ("---\nstatus: open\ntitle: a\nstatus: closed\n---\n", DUPLICATE),
    "never closed": ("---\nstatus: open\n\n# Title\n", UNCLOSED),
    "an empty block": ("---\n---\nstatus: body\n", None),
    "only a comment": ("---\n# status: open\n---\n", None),
    "TOML": ('+++\nstatus = "open"\n+++\n', None),
    "not on the first line": ("\n---\nstatus: open\n---\n", None),
    "four dashes": ("----\nstatus: open\n----\n", None),
}


def read_single(text: str) -> str | None:
    try:
        field = single_field(text, "status")
    except FrontMatterError as error:
        return error.code
    return str(field.value) if field else None


def read_story_document(text: str) -> str | None:
    document = parse_document(text, "AB-1.md")
    reasons = {"occurs twice": DUPLICATE, "no closing line": UNCLOSED}
    for problem in document.problems:
        for reason, code in reasons.items():
            if reason in problem.message:
                return code
    return str(document.fields["status"].value) if "status" in document.fields else None


@pytest.mark.parametrize(("text", "expected"), SAMPLES.values(), ids=SAMPLES)
def test_every_reader_has_the_same_answer(text: str, expected: str | None, tmp_path: Path) -> None:
    story = StoryPaths(repository=Repository(str(tmp_path), {"project": {}}), id="AB-1", folder=str(tmp_path))
    (tmp_path / "AB-1.md").write_text(text, encoding="utf-8", newline="")
    try:
        status: str | None = story_status(story) or None
    except CommandError as error:
        status = error.code

    assert read_single(text) == expected
    assert read_story_document(text) == expected
    assert status == expected


@pytest.mark.parametrize(("text", "expected"), SAMPLES.values(), ids=SAMPLES)
def test_the_edit_guard_reads_the_same_field(text: str, expected: str | None, tmp_path: Path) -> None:
    """Removing the front matter is denied if and only if it has the owned field."""
    repository = Repository(str(tmp_path), {"project": {"name": "done"}, "owns": {"*.md": {"status": "project.name"}}})
    normalized = text.replace("\r\n", "\n")
    reason = check_owned_fields(repository, "AB-1.md", FileEdit(path="AB-1.md", old_text=normalized, new_text="Body\n"))

    assert reason.startswith("the field 'status' of AB-1.md is owned by") == (expected not in (None, UNCLOSED))


@pytest.mark.parametrize(("text", "expected"), SAMPLES.values(), ids=SAMPLES)
def test_an_edit_changes_what_is_read(text: str, expected: str | None) -> None:
    if expected in (None, DUPLICATE, UNCLOSED) or "status: >-" in text:
        return
    edited = with_field(text, "status", "closed")

    assert read_single(edited) == "closed"
    assert edited[front_matter_end(edited) :] == text[front_matter_end(text) :]
    assert with_field(edited, "status", "closed") == edited


@pytest.mark.parametrize("text", [text for text, _ in SAMPLES.values()], ids=SAMPLES)
def test_the_body_starts_after_the_front_matter(text: str) -> None:
    end = front_matter_end(text)
    body = without_front_matter(text)

    assert (body[:end].strip(), body[end:]) == ("", text[end:])


class Strings(YAMLHandler):
    """python-frontmatter with scalars as written, as our reader returns them."""

    def load(self, fm: str, **kwargs: Any) -> Any:
        return super().load(fm, **kwargs, Loader=yaml.BaseLoader)


def plain(text: str) -> dict[str, object]:
    """The fields according to python-frontmatter; a mapping, which we do not read, as None."""
    fields, _ = frontmatter.parse(text, handler=Strings())
    return {name: None if holds_mapping(value) else value for name, value in fields.items()}


def holds_mapping(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value)
    )


def ours(text: str) -> dict[str, object]:
    front = parse_front_matter(text)
    assert front is not None
    return {field.name: list(field.value) if isinstance(field.value, tuple) else field.value for field in front.fields}


def test_both_readers_agree_on_the_corpora(shared: Path) -> None:
    compared = 0
    for path in sorted((shared / "corpora").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        front = parse_front_matter(text) if text.startswith("---") else None
        if front is None:
            continue
        compared += 1
        if front.error is not None:
            with pytest.raises(yaml.YAMLError):
                frontmatter.parse(text, handler=Strings())
        else:
            assert ours(text) == plain(text), path
            assert frontmatter.parse(text)[1] == text[front_matter_end(text) :].strip(), path
    assert compared > 300


NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\x85"), max_size=20
)
VALUES = TEXTS | st.lists(TEXTS, max_size=3) | st.dictionaries(NAMES, TEXTS, min_size=1, max_size=2)


@given(
    fields=st.dictionaries(NAMES, VALUES, min_size=1, max_size=5),
    flow=st.sampled_from([None, False]),
    body=st.sampled_from(["", "Body.\n", "\n# Title\n\n---\n\nMore.\n", "status: open\n...\n"]),
)
def test_both_readers_agree_on_generated_front_matter(fields: dict[str, Any], flow: bool | None, body: str) -> None:
    block = yaml.safe_dump(fields, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    text = f"---\n{block}---\n{body}"
    if flow is None and parse_front_matter(text).error:  # type: ignore[union-attr]  # the text has a block
        return  # all fields on one line, which the editor does not support

    assert ours(text) == plain(text)
    assert frontmatter.parse(text, handler=Strings())[1] == text[front_matter_end(text) :].strip()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n---\na: b\n---\n", id="blank line before"),
        pytest.param("----\na: b\n----\n", id="four dashes"),
        pytest.param("\ufeff---\na: b\n---\n", id="byte order mark"),
        pytest.param("---\na: b\n...\nBody\n", id="closed by dots"),
    ],
)
def test_where_python_frontmatter_differs(text: str) -> None:
    """Rendered outputs, the only texts that it reads, never look like this; a change here is worth a look."""
    assert (parse_front_matter(text) is not None) != bool(frontmatter.parse(text, handler=Strings())[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('+++\r\ntitle = "P"\r\n+++\r\n', "TOML ('+++')"),
        ('\ufeff{\n  "title": "P"\n}\n\n# P\n', "JSON"),
        ('{"title": "P"}\n', "JSON"),
        (';;;\n"title": "P"\n;;;\n', "JSON"),
        ('---json\n{"title": "P"}\n---\n', "in the language after '---'"),
        ("---yaml\r\ntitle: P\r\n---\r\n", "in the language after '---'"),
        ("Title: P\nAuthor: A\n    and B\n\n# P\n", "MultiMarkdown ('key: value' without '---')"),
        ("Title: P\n", "MultiMarkdown ('key: value' without '---')"),
        ("---\ntitle: P\n---\n", ""),
        ("# P\n", ""),
        ("", ""),
        ("{% include 'a.md' %}\n", ""),
        ("{{ name }}\n", ""),
        ("https://example.org/\n", ""),
        ("Note: text\ngoes on\n", ""),
        ("A title: text\n\nText.\n", ""),
    ],
)
def test_front_matter_that_is_not_yaml(text: str, expected: str) -> None:
    assert other_format(text) == expected
