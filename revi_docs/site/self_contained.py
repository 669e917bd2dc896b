"""Whether all that the configuration of a site names lies in the repository: a digest covers it then."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.site.notices import CONFIG

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_INHERITED = re.compile(r"\bINHERIT[\"']?\s*:\s*[\"']?(?P<path>[^\s\"',}#]+)")


def is_self_contained(root: Path, config: MkDocsConfig) -> bool:
    """True where the configuration asks no environment variable and names nothing outside of `root`.

    Every text in it that leads to a file or folder counts as a name of that. Where one cannot be told,
    the answer is False.
    """
    from mkdocs.exceptions import MkDocsException
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    try:
        if not _is_own_file(root, root / CONFIG, ()):
            return False
        with (root / CONFIG).open("rb") as stream:
            settings = yaml_load(stream, get_yaml_loader(config=config))
    except (MkDocsException, OSError, ValueError):
        return False
    return not any(_leads_outside(root, text) for text in (config.docs_dir, *_texts(settings)))


def _is_own_file(root: Path, file: Path, seen: tuple[Path, ...]) -> bool:
    """Whether a configuration file and those that it inherits from are inside and ask no environment."""
    path = file.resolve()
    text = path.read_text(encoding="utf-8", errors="replace")
    inherited = [path.parent / match["path"] for match in _INHERITED.finditer(text)]
    return (
        path.is_relative_to(root.resolve())
        and path not in seen
        and "!ENV" not in text
        and text.count("INHERIT") == len(inherited)
        and all(_is_own_file(root, one, (*seen, path)) for one in inherited)
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (*_texts(key), *_texts(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
    else:  # a folder that mkdocs spells out later, as `!relative $docs_dir/..`
        yield str(getattr(value, "suffix", "")).lstrip("/")


def _leads_outside(root: Path, text: str) -> bool:
    try:
        there = os.path.realpath(root / text)
        return os.path.exists(there) and not Path(there).is_relative_to(root.resolve())  # noqa: PTH110
    except (OSError, ValueError):  # no text that could be a path
        return False
