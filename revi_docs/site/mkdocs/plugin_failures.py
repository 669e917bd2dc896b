"""Exceptions that a plugin, a hook or an extension of the user raises during a build."""

from __future__ import annotations

import inspect
import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.files.read_file import read_text
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_OWN_PACKAGE = Path(__file__).resolve().parents[2]


def plugin_failure(root: Path, config: MkDocsConfig | None, error: BaseException) -> ReviError | None:
    """The error to report for an exception of a user's plugin, hook or extension; None if it is ours.

    `config` is None while the configuration is loaded. An exception is ours if the last call that the
    traceback shows is in this package.
    """
    frames = traceback.extract_tb(error.__traceback__)
    innermost = Path(frames[-1].filename).resolve() if frames else _OWN_PACKAGE
    if innermost.is_relative_to(_OWN_PACKAGE):
        return None
    reason = " ".join(traceback.format_exception_only(error)[-1].split())
    own_frame = next((frame for frame in reversed(frames) if _relative(frame.filename, root)), None)
    if own_frame:
        name = _relative(own_frame.filename, root)
        place = Place(name, own_frame.lineno or 0, 1)
        culprit, fix = name, f"correct {name}, or remove it from {find_config_file(root)}"
    else:
        name = _plugin_name(config, frames) or _module_name(innermost)
        place = _config_place(root, name)
        culprit, fix = f"'{name}'", f"update or configure '{name}', or remove it from {find_config_file(root)}"
    return ReviError(
        Problem(
            code="site-failed",
            message=f"{culprit} stopped the build: {reason}",
            fix=fix,
            places=(place,),
            subject=reason,
        )
    )


def _plugin_name(config: MkDocsConfig | None, frames: traceback.StackSummary) -> str:
    """The name in the configuration of the plugin that was called last; "" if none was."""
    folders = {
        Path(inspect.getfile(type(plugin))).parent: name for name, plugin in (config.plugins if config else {}).items()
    }
    called = (Path(frame.filename).parent for frame in reversed(frames))
    return next((str(folders[folder]) for folder in called if folder in folders), "")


def _relative(file: str, root: Path) -> str:
    """The path of a source file relative to `root`; "" for other files and for installed packages."""
    path = Path(file).resolve()
    is_inside = path.is_relative_to(root.resolve()) and not {"site-packages", "dist-packages"} & {*path.parts}
    return path.relative_to(root.resolve()).as_posix() if is_inside else ""


def _module_name(path: Path) -> str:
    """The name of the installed package that a file belongs to, or of the file itself."""
    parts = path.parts
    package = next((parts[index + 1] for index, part in enumerate(parts[:-1]) if part.endswith("-packages")), path.name)
    return package.removesuffix(".py")


def _config_place(root: Path, name: str) -> Place:
    file = find_config_file(root)
    text = read_text(root, file, "replace")
    match = re.search(rf"(?<![\w/.-]){re.escape(name)}(?![\w/.-])", text) if name else None
    if match is None:
        return Place(file)
    return Place(file, text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start()))
