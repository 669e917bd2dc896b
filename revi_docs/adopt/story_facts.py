"""Collect what stories state: their folders and ids, statuses, files, sections and records, as the team writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from revi_docs.adopt.agent_files import field_place, single_field
from revi_docs.adopt.extracted_facts import FactCollector, skipped
from revi_docs.adopt.story_search import StorySet
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import NAME_PATTERN
from revi_docs.contract.regex_safety import pattern_problem
from revi_docs.problems.problem import Place
from revi_docs.records.ledger import DEFAULT_FILE
from revi_docs.records.ledger_files import ENTRY_FOLDER
from revi_docs.stories.document import parse_document
from revi_docs.stories.record_file import parse_record_file
from revi_docs.stories.story_layout import STORY_ARTIFACT

# The form of `{timestamp}` in the names of artifacts: `20260131-1530`.
_TIMESTAMP = re.compile(r"(?<![0-9])[0-9]{8}-[0-9]{4}(?![0-9])")
_TIMESTAMP_FORMAT = "YYYYMMDD-HHMM"
_SEPARATORS = re.compile(r"[\s_-]+")
# A prefix, a number and sometimes a letter, as in `REVI-016a`.
_ID_PARTS = re.compile(r"(.*[-_])[0-9]+([a-z]?)")
_RECORD_SUFFIXES = (".yaml", ".yml", ".json")
_LEDGER = (DEFAULT_FILE, f"{ENTRY_FOLDER}/")


def collect_stories(
    story_set: StorySet, paths: Iterable[str], texts: Mapping[str, str], contract: Contract, collector: FactCollector
) -> None:
    """Collect the facts of all stories, unless the contract says where stories are: then it decides.

    `paths` are all files of the repository, `texts` path → text of those that were read.
    """
    if not story_set.stories or contract.project.stories:
        return
    first = story_set.stories[min(story_set.stories, key=_number)]
    place = Place(first.path, 1)
    collector.add(("project", "stories"), story_set.layout, place)
    pattern = _id_pattern(story_set.stories)
    if pattern:
        collector.add(("project", "story_id"), pattern, place)
    _collect_statuses(story_set, contract, collector)
    _collect_artifacts(story_set, sorted(paths), texts, collector)


def _id_pattern(stories: Iterable[str]) -> str:
    """A regular expression of the ids with the prefixes that exist, in the letter case that they have; "" for none."""
    matches = [_ID_PARTS.fullmatch(story) for story in stories]
    # A pattern that one id does not match would make that story invalid.
    if not all(matches):
        return ""
    prefixes = sorted({re.escape(match[1]).replace(r"\-", "-") for match in matches if match})
    start = prefixes[0] if len(prefixes) == 1 else f"({'|'.join(prefixes)})"
    pattern = f"{start}[0-9]+{'[a-z]?' if any(match[2] for match in matches if match) else ''}"
    return pattern if pattern_problem(pattern) is None else ""


def _collect_statuses(story_set: StorySet, contract: Contract, collector: FactCollector) -> None:
    """Collect the statuses, those of the newest stories first: what a new story starts in is among them."""
    names_by_key = {_key(name): name for name in (*contract.statuses, *_collected_statuses(collector))}
    has_workflow = bool(contract.transitions) or any(fact.path[0] == "transitions" for fact in collector.facts)
    spellings: dict[str, dict[str, Place]] = {}
    for story in sorted(story_set.stories, key=_number, reverse=True):
        source = story_set.stories[story]
        if source.front_matter and source.front_matter.error:
            line, column, error = source.front_matter.error
            message = f"the status is not read: the front matter is not valid YAML: {error}"
            fix = "correct the line; a value with ': ' or ' #' needs quotes"
            collector.add_warning(message, fix, Place(source.path, line, column))
            continue
        status = single_field(source, "status")
        if status is None or not isinstance(status.value, str) or not status.value.strip():
            continue
        text, place = status.value.strip(), field_place(source, status)
        name = names_by_key.get(_key(text)) or _name(text)
        if _key(text) not in names_by_key and (has_workflow or not name):
            _report_unknown(text, place, collector)
            continue
        # The newest stories come first, so the name has their spelling.
        names_by_key[_key(text)] = name
        spellings.setdefault(name, {}).setdefault(text, place)
    for name, places in spellings.items():
        collector.add(("statuses", name), None, next(iter(places.values())))
        aliases = tuple(text for text in places if text.casefold() != name.casefold())
        if aliases and not (name in contract.statuses and contract.statuses[name].aliases):
            collector.add(("statuses", name, "aliases"), aliases, places[aliases[0]])


def _number(story: str) -> tuple[int, str]:
    """The number of a story: trackers count up, whatever the prefix."""
    numbers = re.findall("[0-9]+", story)
    return int(numbers[-1]) if numbers else 0, story


def _collected_statuses(collector: FactCollector) -> Iterator[str]:
    return (str(fact.path[1]) for fact in collector.facts if fact.path[0] == "statuses" and len(fact.path) == 2)


def _report_unknown(status: str, place: Place, collector: FactCollector) -> None:
    subject = f"story status: {status}"
    if all(problem.subject != subject for problem in collector.problems):
        message = f"'{status}' is the status of a story, but no status of the workflow"
        fix = "add it to the workflow, or correct the story"
        collector.problems.append(skipped(message, fix, subject, place))


def _key(text: str) -> str:
    return _SEPARATORS.sub("-", text).casefold()


def _name(text: str) -> str:
    """The name of a status in the contract: as it is written, if that is a name; "" if it cannot be one."""
    name = text if re.fullmatch(NAME_PATTERN, text) else _SEPARATORS.sub("-", text).lower()
    return name if re.fullmatch(NAME_PATTERN, name) else ""


def _collect_artifacts(
    story_set: StorySet, paths: list[str], texts: Mapping[str, str], collector: FactCollector
) -> None:
    """Collect the kinds of files in the folders of stories; a file without a kind of its own is left out."""
    collected: set[str] = set()
    for file, members in _files_by_name(story_set, paths).items():
        kind = STORY_ARTIFACT if file == story_set.file else _kind(file)
        if not kind or kind in collected:
            continue
        collected.add(kind)
        place = Place(members[0], 1)
        collector.add(("artifacts", kind, "file"), file, place)
        if "{timestamp}" in file:
            collector.add(("project", "timestamp"), _TIMESTAMP_FORMAT, place)
        if all(path in texts for path in members):
            _collect_content(kind, file, [texts[path] for path in members], collector, place)


def _files_by_name(story_set: StorySet, paths: list[str]) -> dict[str, list[str]]:
    """Name of a file with `{id}` and `{timestamp}` → the files with it; the story file first."""
    files = {story_set.file: [source.path for source in story_set.stories.values()]}
    for story in story_set.stories:
        folder = f"{story_set.folder_of(story)}/"
        for path in (path for path in paths if path.startswith(folder)):
            name = _TIMESTAMP.sub("{timestamp}", path.removeprefix(folder).replace(story, "{id}"))
            if name != story_set.file and not name.startswith(_LEDGER) and name.count("{timestamp}") <= 1:
                files.setdefault(name, []).append(path)
    return files


def _collect_content(kind: str, file: str, texts: list[str], collector: FactCollector, place: Place) -> None:
    """Collect the sections of Markdown files, or the fields of records, that all files of a kind have."""
    sections = _common_sections(texts) if file.endswith(".md") else ()
    if sections:
        collector.add(("artifacts", kind, "sections"), sections, place)
    if file.endswith(_RECORD_SUFFIXES):
        for name, type_name in _common_fields(texts).items():
            collector.add(("records", kind, "fields", name), type_name, place)


def _kind(file: str) -> str:
    """The name of an artifact by its file: `PROOF-{id}-{timestamp}.md` is `proof`; "" for none."""
    stem = file.rpartition("/")[2].rpartition(".")[0].replace("{id}", "").replace("{timestamp}", "")
    name = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
    return name if re.fullmatch(NAME_PATTERN, name) else ""


def _common_sections(texts: Iterable[str]) -> tuple[str, ...]:
    """The headings that every file has, with content below each, in the order of the first file."""
    common: tuple[str, ...] | None = None
    for text in texts:
        document = parse_document(text, "")
        names = {section.name for section in document.sections if not document.is_empty_section(section)}
        first = tuple(dict.fromkeys(section.name for section in document.sections)) if common is None else common
        common = tuple(name for name in first if name in names)
    return common or ()


def _common_fields(texts: Iterable[str]) -> dict[str, str]:
    """Field → type, of the fields whose values have one type; a field that some files lack is optional."""
    records = [parse_record_file(text.encode(), "").fields for text in texts]
    names = dict.fromkeys(name for record in records for name in record)
    types: dict[str, str] = {}
    for name in names:
        values = [record.get(name) for record in records]
        kinds = {_type(value) for value in values if value is not None}
        if len(kinds) == 1 and "" not in kinds and re.fullmatch(NAME_PATTERN, str(name)):
            types[str(name)] = kinds.pop() + ("?" if None in values else "")
    return types


def _type(value: Any) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "list", dict: "object"}
    return names.get(type(value), "")
