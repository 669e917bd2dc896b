"""SARIF 2.1.0 for code scanning. Equal findings produce equal bytes on every machine.

The log therefore contains no version, time or absolute path. Everything outside ASCII is escaped, so the
encoding of the output stream does not matter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from revi_docs.problems.printable import printable
from revi_docs.problems.problem import Problem
from revi_docs.report.finding import URL, Finding, FindingPlace, findings, path_in
from revi_docs.report.render_options import DEFAULT_OPTIONS, RenderOptions

# Where OASIS publishes the schema.
_SCHEMA_URI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The conventional name for the root of the source tree.
_ROOT_ID = "%SRCROOT%"
# SARIF reads `{0}` in a message as a placeholder; doubled braces are text.
_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")
_DEFAULT_PLACE: FindingPlace = {"file": "revi.yml", "line": None, "column": None, "endColumn": None}
"""The location of findings without a place: GitHub rejects a log if a single result has no location."""


def render_sarif(problems: Sequence[Problem], options: RenderOptions = DEFAULT_OPTIONS) -> str:
    """One run with a result per problem and a rule per code."""
    all_findings = findings(problems, options.folder)
    default: FindingPlace = {**_DEFAULT_PLACE, "file": path_in(options.folder, _DEFAULT_PLACE["file"])}
    codes = sorted({finding["code"] for finding in all_findings})
    rules = [_rule_object(code, options.rules.get(code, "")) for code in codes]
    run = {
        "tool": {"driver": {"name": "revi-docs", "rules": rules}},
        "originalUriBaseIds": {_ROOT_ID: {"description": {"text": "The root of the repository."}}},
        # Columns count characters, not UTF-16 code units.
        "columnKind": "unicodeCodePoints",
        "results": [_result_object(finding, codes.index(finding["code"]), default) for finding in all_findings],
    }
    return json.dumps({"$schema": _SCHEMA_URI, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule_object(code: str, text: str) -> dict[str, Any]:
    """The rule of a code: first paragraph, text before the example, and full text of the code."""
    if not text:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": " ".join(text.split("\n\n", 1)[0].split())},
        "fullDescription": {"text": text.partition("\n\nExample:")[0].strip()},
        "help": {"text": text, "markdown": text},
    }


def _result_object(finding: Finding, index: int, default: FindingPlace) -> dict[str, Any]:
    main_place = next(iter((*finding["places"], *finding["cause"])), default)
    related = _unique_locations(_related_locations(finding))
    return {
        "ruleId": finding["code"],
        "ruleIndex": index,
        "level": finding["severity"],
        "message": {"text": _escape_placeholders(printable(f"{finding['message']}\nfix: {finding['fix']}"))},
        "locations": [{"physicalLocation": _physical_location(main_place)}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"revi/v1": finding["fingerprint"]},
    }


def _escape_placeholders(text: str) -> str:
    """Double the braces of text that looks like the placeholder `{0}`.

    SARIF requires all braces to be doubled, but viewers then display them doubled; only placeholders matter.
    """
    return _PLACEHOLDER.sub(r"{{\1}}", text)


def _related_locations(finding: Finding) -> Iterator[dict[str, Any]]:
    for label, places in (("also here", finding["places"][1:]), ("cause", finding["cause"])):
        for place in places:
            yield {"physicalLocation": _physical_location(place), "message": {"text": label}}


def _unique_locations(locations: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Remove duplicates: SARIF requires related locations to be unique."""
    return list({json.dumps(location): location for location in locations}.values())


def _physical_location(place: FindingPlace) -> dict[str, Any]:
    keys = {"startLine": place["line"], "startColumn": place["column"], "endColumn": place["endColumn"]}
    region = {key: value for key, value in keys.items() if value}
    return {"artifactLocation": _artifact_location(place["file"]), **({"region": region} if region else {})}


def _artifact_location(file: str) -> dict[str, str]:
    """A path relative to the root, or the URL of a page of the deployed site."""
    if URL.match(file):
        return {"uri": quote(file, safe="/:?#[]@!$&'()*+,;=%~", errors="surrogatepass")}
    return {"uri": quote(file, errors="surrogatepass"), "uriBaseId": _ROOT_ID}
