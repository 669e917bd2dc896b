"""Check that a rendered file has valid syntax: JSON, YAML, TOML, Python or front matter."""

from __future__ import annotations

import ast
import json


def syntax_error(path: str, content: bytes) -> str | None:
    """The syntax error of a file, for a sentence that starts with its path, or None."""
    text = content.decode("utf-8")
    if path.endswith(".json"):
        return _json_error(text)
    if path.endswith((".yml", ".yaml")):
        return _yaml_error(text)
    if path.endswith(".toml"):
        return _toml_error(text)
    if path.endswith(".py"):
        return _python_error(text)
    if path.endswith(".md") and text.startswith("---\n"):
        return _front_matter_error(text)
    return None


def _json_error(text: str) -> str | None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return f"is not valid JSON: {error.msg} on line {error.lineno}"
    return None


def _toml_error(text: str) -> str | None:
    # Imported late, like the other parsers: an output has one syntax, and most have none that is checked.
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return f"is not valid TOML: {error}"
    return None


def _python_error(text: str) -> str | None:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError) as error:
        return f"is not valid Python: {getattr(error, 'msg', error)} on line {getattr(error, 'lineno', 1)}"
    return None


def _yaml_error(text: str) -> str | None:
    import yaml

    try:
        yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2024-02-31 is a ValueError
        return f"is not valid YAML: {_describe_error(error)}"
    return None


def _front_matter_error(text: str) -> str | None:
    import frontmatter
    import yaml

    try:
        fields, _ = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError) as error:
        return f"has front matter that is not valid YAML: {_describe_error(error)}"
    return None if fields else "has front matter without fields or without a closing line"


def _describe_error(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{getattr(error, 'problem', error)}" + (f" on line {mark.line + 1}" if mark else "")
