"""Judges one name of a page: is it a former name, or a slip?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.contract.names import SINGULAR
from revi_docs.drift.prose.namings import Naming, Spot
from revi_docs.drift.prose.vocabulary import KINDS, Former, Vocabulary
from revi_docs.drift.prose.wrong import Wrong

_DISTINCT = re.compile(r"[A-Za-z0-9]+[-_ ].*[A-Za-z0-9]")
_COMMAND = re.compile(r"/(?P<name>[A-Za-z][A-Za-z0-9_-]*)(?P<rest>(?: [^/].*)?)")


def judge_name(naming: Naming, vocabulary: Vocabulary) -> Iterator[Wrong]:
    """At most one finding about a name."""
    former = _former(naming, vocabulary)
    if former:
        text, was = former
        slash = "/" if text.startswith("/") else ""
        kind = SINGULAR.get(was.section, "name").replace("_", " ")
        yield Wrong(
            code="former-name",
            start=naming.start,
            text=text,
            message=f"'{text}' is a former name of the {kind} '{was.present}'",
            mend=f"write '{slash}{was.present}'",
            because=(was.path,),
        )
        return
    missed = _missed(naming, vocabulary)
    if missed:
        text, section, name = missed
        slash = "/" if text.startswith("/") else ""
        yield Wrong(
            code="near-miss",
            start=naming.start,
            text=text,
            message=f"nothing is called '{text}', and there is the {KINDS[section]} '{slash}{name}'",
            mend=f"write '{slash}{name}'",
            because=((section, name),),
        )


def _former(naming: Naming, vocabulary: Vocabulary) -> tuple[str, Former] | None:
    """The former name that a text is or, of a command with its arguments, begins with."""
    for text in _candidates(naming.text):
        name = text.removeprefix("/")
        found = vocabulary.former.get(name, ())
        if text != name:
            found = tuple(one for one in found if one.section == "commands")
        if " " in naming.text and text != naming.text and not (_DISTINCT.fullmatch(name) or text != name):
            continue
        fitting = [one for one in found if one.section == naming.section]
        if fitting and not (naming.spot is Spot.CELL and not _speaks(naming, name)):
            return text, fitting[0]
        if found and name not in vocabulary.present and _speaks(naming, name):
            return text, found[0]
    return None


def _candidates(text: str) -> Iterator[str]:
    """The text, and its beginnings by whole words, the longest first."""
    words = text.split(" ")
    for end in range(len(words), 0, -1):
        yield " ".join(words[:end])


def _speaks(naming: Naming, name: str) -> bool:
    """Whether a name means an item where it stands: outside of code, an ordinary word does not."""
    return naming.spot is Spot.CODE or bool(naming.section) or bool(re.search("[-_]", name))


def _missed(naming: Naming, vocabulary: Vocabulary) -> tuple[str, str, str] | None:
    """(text, section, name) where a text is a slip."""
    if naming.spot in {Spot.HEADING, Spot.FRAGMENT}:
        return None
    text, section = naming.text, naming.section
    command = _COMMAND.fullmatch(text)
    name = command["name"] if command else text
    if command and re.search("[-_]", name) and "commands" not in vocabulary.section_of(name):
        slip = vocabulary.slip_of(name, "commands")
        text = f"/{name}"
    elif name in vocabulary.known or name in vocabulary.former or text in vocabulary.known:
        return None
    elif command:
        slip = vocabulary.slip_of(name)
        text, slip = f"/{name}", slip if slip and slip[0] == "commands" else None
    else:
        slip = vocabulary.slip_of(text, section)
    if slip is None or (naming.spot is Spot.CELL and not _is_meant(text, section)):
        return None
    return text, *slip


def _is_meant(text: str, section: str) -> bool:
    """Whether the text of a cell, without ticks and not among other names, is written like a name."""
    return "_" in text or (bool(section) and "-" in text)
