"""Exceptions that a plugin, a hook, an extension or a template of the user raises during a build."""

from __future__ import annotations

import inspect
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs import find_config_file
from revi_docs.site.mkdocs.config_reader import config_place

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_OWN_PACKAGE = Path(__file__).resolve().parents[2]


def plugin_failure(root: Path, config: MkDocsConfig | None, error: BaseException) -> ReviError | None:
    """The error to report for an exception of a user's plugin, hook, extension or template; None if it is ours.

    `config` is None while the configuration is loaded. An exception is ours if the last call that the
    traceback shows is in this package.
    """
    frames = traceback.extract_tb(error.__traceback__)
    innermost = Path(frames[-1].filename).resolve() if frames else _OWN_PACKAGE
    if innermost.is_relative_to(_OWN_PACKAGE):
        return None
    reason = " ".join(traceback.format_exception_only(error)[-1].split())
    own_place = own_file_place(root, error)
    if own_place:
        name = own_place.file
        return _failure(name, reason, own_place, f"correct {name}, or remove it from {find_config_file(root)}")
    name = _extension_name(config, frames) or _plugin_name(config, frames) or _module_name(innermost)
    config_entry = config_place(root, name)
    place = _rendered_page(root, error) or config_entry
    config_file = find_config_file(root)
    fix = f"update or configure '{name}', or remove it from {config_file}"
    if place != config_entry:
        fix = f"correct {place.file}, or remove '{name}' from {config_file}"
    elif not config_entry.line:
        fix = f"remove plugins, hooks and extensions from {config_file} one at a time until the build succeeds"
    return _failure(f"'{name}'", reason, place, fix)


def template_failure(root: Path, error: BaseException) -> ReviError | None:
    """The error to report for an exception of a template of the repository; None for a template of the theme."""
    place = own_file_place(root, error)
    reason = " ".join(str(error).split())
    return _failure(place.file, reason, place, f"correct {place.file}, then build again") if place else None


def own_file_place(root: Path, error: BaseException) -> Place | None:
    """The line of a file of the repository that raised an exception, or that cannot be parsed; None without one."""
    for file, line in _error_lines(error):
        path = _relative(file, root)
        if path:
            return Place(path, line, 1)
    return None


def _error_lines(error: BaseException) -> Iterator[tuple[str, int]]:
    """Yield file and line of a syntax error, of Python or of a template, then of each call, the last one first."""
    yield str(getattr(error, "filename", None) or ""), getattr(error, "lineno", None) or 0
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        yield frame.filename, frame.lineno or 0


def _failure(culprit: str, reason: str, place: Place, fix: str) -> ReviError:
    message = f"{culprit} stopped the build: {reason}"
    return ReviError(Problem(code="site-failed", message=message, fix=fix, places=(place,), subject=reason))


def _extension_name(config: MkDocsConfig | None, frames: traceback.StackSummary) -> str:
    """The name in the configuration of the Markdown extension that was called last; "" if none was."""
    names = {_dotted(name): name for name in (config.markdown_extensions if config else ())}
    # The innermost call first: extensions call each other, and the last one that was called has failed.
    for frame in reversed(frames):
        *_, module = re.split(r"[/\\](?:site|dist)-packages[/\\]", frame.filename.removesuffix(".py"))
        name = names.get(re.sub(r"[/\\]", ".", module).removesuffix(".__init__"))
        if name:
            return name
    return ""


def _dotted(name: str) -> str:
    """The module of a Markdown extension: `toc` is short for `markdown.extensions.toc`."""
    return name if "." in name else f"markdown.extensions.{name}"


def _rendered_page(root: Path, error: BaseException) -> Place | None:
    """The source of the page that MkDocs was rendering when the exception was raised."""
    from mkdocs.structure.pages import Page

    for frame, _ in traceback.walk_tb(error.__traceback__):
        page = frame.f_locals.get("self")
        source = _relative(page.file.abs_src_path or "", root) if isinstance(page, Page) else ""
        if source:
            return Place(source)
    return None


def _plugin_name(config: MkDocsConfig | None, frames: traceback.StackSummary) -> str:
    """The name in the configuration of the plugin that was called last; "" if none was."""
    folders = {
        path.parent: str(name)
        for name, plugin in (config.plugins if config else {}).items()
        if not (path := _plugin_file(plugin)).is_relative_to(_OWN_PACKAGE)
    }
    called = (Path(frame.filename).resolve().parent for frame in reversed(frames))
    return next((folders[folder] for folder in called if folder in folders), "")


def _plugin_file(plugin: object) -> Path:
    """The file of a plugin; a hook is a module."""
    return Path(inspect.getfile(plugin if isinstance(plugin, ModuleType) else type(plugin))).resolve()


def _relative(file: str, root: Path) -> str:
    """The path of a source file relative to `root`; "" for other files and for installed packages."""
    if not file or file.startswith("<"):  # such as `<frozen importlib>`
        return ""
    path = Path(file).resolve()
    is_inside = path.is_relative_to(root.resolve()) and not {"site-packages", "dist-packages"} & {*path.parts}
    return path.relative_to(root.resolve()).as_posix() if is_inside and path.is_file() else ""


def _module_name(path: Path) -> str:
    """The name of the installed package that a file belongs to, or of the file itself."""
    parts = path.parts
    package = next((parts[index + 1] for index, part in enumerate(parts[:-1]) if part.endswith("-packages")), path.name)
    return package.removesuffix(".py")
