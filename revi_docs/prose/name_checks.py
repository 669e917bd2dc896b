"""Check one name on a page: is it a former name, or a typo of a current one?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.prose.occurrences import NameOccurrence, OccurrenceKind
from revi_docs.prose.prose_finding import ProseFinding
from revi_docs.prose.vocabulary import KIND_BY_SECTION, FormerName, Vocabulary

# At least two parts: a single word is too often an ordinary one.
_DISTINCT = re.compile(r"[A-Za-z0-9]+[-_ ].*[A-Za-z0-9]")
_COMMAND = re.compile(r"/(?P<name>[A-Za-z][A-Za-z0-9_-]*)(?P<rest>(?: [^/].*)?)")


def check_name(occurrence: NameOccurrence, vocabulary: Vocabulary) -> Iterator[ProseFinding]:
    """Yield at most one finding for a name."""
    former = _find_former_name(occurrence, vocabulary)
    if former:
        text, former_name = former
        prefix = "/" if text.startswith("/") else ""
        kind = SINGULAR_BY_SECTION.get(former_name.section, "name").replace("_", " ")
        yield ProseFinding(
            code="former-name",
            start=occurrence.start,
            text=text,
            message=f"'{text}' is a former name of the {kind} '{former_name.current_name}'",
            fix=f"write '{prefix}{former_name.current_name}'",
            causes=(former_name.path,),
        )
        return
    typo = _find_typo(occurrence, vocabulary)
    if typo:
        text, section, name = typo
        prefix = "/" if text.startswith("/") else ""
        yield ProseFinding(
            code="near-miss",
            start=occurrence.start,
            text=text,
            message=f"no {KIND_BY_SECTION[section]} '{text}'; did you mean '{prefix}{name}'?",
            fix=f"write '{prefix}{name}'",
            causes=((section, name),),
        )


def _find_former_name(occurrence: NameOccurrence, vocabulary: Vocabulary) -> tuple[str, FormerName] | None:
    """Find the former name that a text is, or that a command with arguments starts with."""
    for text in _word_prefixes(occurrence.text):
        name = text.removeprefix("/")
        is_command = text != name
        former_names = vocabulary.former_names.get(name, ())
        if is_command:
            former_names = tuple(former for former in former_names if former.section == "commands")
        if text != occurrence.text and not (is_command or _DISTINCT.fullmatch(name)):
            continue
        refers_to_item = _refers_to_item(occurrence, name)
        same_section = [former for former in former_names if former.section == occurrence.section]
        if same_section and (refers_to_item or occurrence.kind is not OccurrenceKind.CELL):
            return text, same_section[0]
        # A name that is in use again is no longer a former name.
        if former_names and refers_to_item and name not in vocabulary.current_names:
            return text, former_names[0]
    return None


def _word_prefixes(text: str) -> Iterator[str]:
    """Yield the text and its prefixes of whole words, longest first."""
    words = text.split(" ")
    for end in range(len(words), 0, -1):
        yield " ".join(words[:end])


def _refers_to_item(occurrence: NameOccurrence, name: str) -> bool:
    """Whether a name refers to an item; outside code, an ordinary word does not."""
    return occurrence.kind is OccurrenceKind.CODE or bool(occurrence.section) or bool(re.search("[-_]", name))


def _find_typo(occurrence: NameOccurrence, vocabulary: Vocabulary) -> tuple[str, str, str] | None:
    """Return (text, section, correct name) if a text is a typo."""
    # Headings are free text, and fragments are made of headings.
    if occurrence.kind in {OccurrenceKind.HEADING, OccurrenceKind.FRAGMENT}:
        return None
    text, section = occurrence.text, occurrence.section
    command = _COMMAND.fullmatch(text)
    name = command["name"] if command else text
    if command and re.search("[-_]", name) and "commands" not in vocabulary.sections_of(name):
        correction = vocabulary.find_correction(name, "commands")
        text = f"/{name}"
    elif {name, text} & vocabulary.allowed_words or name in vocabulary.former_names:
        return None
    elif command:
        correction = vocabulary.find_correction(name)
        text, correction = f"/{name}", correction if correction and correction[0] == "commands" else None
    else:
        correction = vocabulary.find_correction(text, section)
    if correction is None or (occurrence.kind is OccurrenceKind.CELL and not _looks_like_name(text, section)):
        return None
    return text, *correction


def _looks_like_name(text: str, section: str) -> bool:
    """Whether a cell without backticks, in a column of other texts, is written like a name."""
    return "_" in text or (bool(section) and "-" in text)
