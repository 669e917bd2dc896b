"""The exact problems of outputs and templates that cannot be rendered, with the template's line."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.outputs.codes import OUTPUT_CODES
from revi_docs.problems.revi_error import ReviError
from tests.outputs.template_case import ALL, HEAD, STATUSES, Case, repository
from tests.support.sample_repo import render_problems, write
from tests.support.workspaces import open_workspace

CORRECT_NAME = "  fix: correct the name, or test it first: {% if … is defined %}\n"
CORRECT_MARKER = "  fix: correct the marker; write arguments as key=value\n"
FIX_LINE = "  fix: fix the template at this line\n"
FIX_VALUES = "  fix: print values in front matter, YAML and JSON with the filter 'quoted' or 'data'\n"
WRITE_MARKER = "  fix: put {{ marker }} into a comment of the template, once: <!-- {{ marker }} -->\n"
RELATIVE = "  fix: write a path inside the repository, with forward slashes and without '..'\n"
INTO_GIT = "leads into a git directory"
RESERVED = "is reserved for sources or for the built site"
ELSEWHERE = "  fix: choose a path outside revi.yml, mkdocs.yml, templates/, site/ and .revi/\n"
CAUSE = "  cause: revi.yml:6:3\n"


def path_case(entry: str, message: str, fix: str, each: str = "") -> Case:
    shown_path = entry.replace("\\\\", "\\").replace('\\"', '"')
    return Case(
        f"revi.yml:6:3: bad-output-path: the path '{shown_path}' {message}\n{fix}",
        template=HEAD + ALL,
        outputs=f'  "{entry}": {{template: a.j2{each}}}\n',
    )


CASES = {
    "a name that is not there": Case(
        f"templates/a.j2:3:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=f"{HEAD}\n{{{{ nowhere }}}}\n",
    ),
    "a key that an item does not have": Case(
        f"templates/a.j2:2:1: undefined-name: statuses.open has no 'descripton'; did you mean 'description'?\n{CORRECT_NAME}",
        template=HEAD + "{{ statuses.open.descripton }}\n",
    ),
    "an item that is not there": Case(
        "templates/a.j2:2:1: undefined-name: statuses has no 'opened'; did you mean 'open'?\n" + CORRECT_NAME,
        template=HEAD + "{{ statuses['opened'].description }}\n",
    ),
    "a name in a part": Case(
        f"templates/parts/b.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{% include 'parts/b.j2' %}\n",
        others={"parts/b.j2": "one\n{{ nowhere }}\n"},
    ),
    "a name in a macro": Case(
        f"templates/parts/b.j2:3:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{% from 'parts/b.j2' import row %}\n{{ row('x') }}\n",
        others={"parts/b.j2": "{% macro row(name) %}\n{{ name }}\n{{ nowhere }}\n{% endmacro %}\n"},
    ),
    "a name in a loop": Case(
        f"templates/a.j2:4:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{% for name in statuses %}\n{{ name }}\n{{ nowhere }}\n{% endfor %}\n",
    ),
    "a name in a template that is extended": Case(
        f"templates/frame.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template="{% extends 'frame.j2' %}{% block inside %}x{% endblock %}\n",
        others={"frame.j2": HEAD + "{{ nowhere }}{% block inside %}{% endblock %}\n"},
    ),
    "a name that only a condition reads": Case(
        f"templates/a.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{% if nowhere %}x{% endif %}\n",
    ),
    "a tag that never ends": Case(
        "templates/a.j2:2:1: template-syntax: the tag 'for' is never closed\n  fix: add {% endfor %}\n",
        template=HEAD + "{% for name in statuses %}\n",
    ),
    "a filter that is not there": Case(
        "templates/a.j2:2:1: template-syntax: there is no filter 'cod'; did you mean 'code'?\n"
        "  fix: correct the name of the filter\n",
        template=HEAD + "{{ 'x' | cod }}\n",
    ),
    "a mistake in a part": Case(
        "templates/parts/b.j2:2:1: template-syntax: '}' is not expected here\n" + FIX_LINE,
        template=HEAD + "{% include 'parts/b.j2' %}\n",
        others={"parts/b.j2": "one\n{{ x }\n"},
    ),
    "a template that is not there": Case(
        "revi.yml:6:22: unknown-template: there is no template 'b.j2'\n"
        "  fix: create templates/b.j2, or correct the name\n",
        template=HEAD,
        outputs='  "a.md": {template: b.j2}\n',
    ),
    "a part that is not there": Case(
        "templates/a.j2:3:1: unknown-template: there is no template 'parts/b.j2'\n"
        "  fix: create templates/parts/b.j2, or correct the name\n",
        template=HEAD + "\n{% include 'parts/b.j2' %}\n",
    ),
    "a part of a part that is not there": Case(
        "templates/parts/b.j2:2:1: unknown-template: there is no template 'c.j2'\n"
        "  fix: create templates/c.j2, or correct the name\n",
        template=HEAD + "{% include 'parts/b.j2' %}\n",
        others={"parts/b.j2": "\n{% include 'c.j2' %}\n"},
    ),
    "a part outside the folder": Case(
        "templates/a.j2:2:1: unknown-template: there is no template '../revi.yml'\n  fix: name a file in templates/\n",
        template=HEAD + "{% include '../revi.yml' %}\n",
    ),
    "a part of the system": Case(
        "templates/a.j2:2:1: unknown-template: there is no template '/etc/passwd'\n  fix: name a file in templates/\n",
        template=HEAD + "{% include '/etc/passwd' %}\n",
    ),
    "a template outside the folder": Case(
        "revi.yml:6:22: unknown-template: there is no template '../revi.yml'\n  fix: name a file in templates/\n",
        template=HEAD,
        outputs='  "a.md": {template: ../revi.yml}\n',
    ),
    "a path upwards": path_case("../a.md", "leads out of its folder with '..'", RELATIVE),
    "a path upwards on the way": path_case("a/../../b.md", "leads out of its folder with '..'", RELATIVE),
    "a path from the root": path_case("/a.md", "is not relative to the repository", RELATIVE),
    "a path of another system": path_case("a\\\\b.md", "contains '\\', which not every system can store", RELATIVE),
    "a path with a drive": path_case("C:/a.md", "is not relative to the repository", RELATIVE),
    "a path with a sign": path_case("a?.md", "contains '?', which not every system can store", RELATIVE),
    "a path to a folder": path_case("a/", "contains an empty name or '.'", RELATIVE),
    "a path that ends in a space": path_case(
        "a /b.md", "contains a name with a space or dot at its end, which some systems cannot store", RELATIVE
    ),
    "a path that ends in a dot": path_case(
        "b.", "contains a name with a space or dot at its end, which some systems cannot store", RELATIVE
    ),
    "a path over the contract": path_case("revi.yml", RESERVED, ELSEWHERE),
    "a path over a template": path_case("templates/a.j2", RESERVED, ELSEWHERE),
    "a path over the contract on a disk that takes capitals for small letters": path_case(
        "Revi.yml", RESERVED, ELSEWHERE
    ),
    "a path into git at any depth": path_case("sub/.git/config", INTO_GIT, RELATIVE),
    "a path into git in capitals": path_case("sub/.GIT/config", INTO_GIT, RELATIVE),
    "a path over a file of git": path_case("sub/.git", INTO_GIT, RELATIVE),
    "a path into the built site": path_case("site/x.txt", RESERVED, ELSEWHERE),
    "a path over the settings of the site": path_case("mkdocs.yml", RESERVED, ELSEWHERE),
    "a path below the settings of the site": path_case("mkdocs.yml/x", RESERVED, ELSEWHERE),
    "a path below the contract": path_case("revi.yml/x", RESERVED, ELSEWHERE),
    "a path that an item's name makes": Case(
        f"revi.yml:4:3: bad-output-path: the path '.git/config' {INTO_GIT}\n{RELATIVE}",
        template=HEAD + ALL,
        contract="revi: 1\nstatuses: {git: {}}\n",
        outputs='  ".{status}/config": {template: a.j2, each: statuses}\n',
    ),
    "a path into git": path_case(".git/hooks/pre-commit", INTO_GIT, RELATIVE),
    "a placeholder without items": path_case(
        "{status}.md", "has the unknown placeholder '{status}'", "  fix: remove it, or add 'each'\n"
    ),
    "another placeholder": path_case(
        "{statuses}.md",
        "has the unknown placeholder '{statuses}'",
        "  fix: use '{status}'\n",
        each=", each: statuses",
    ),
    "no placeholder": path_case(
        "a.md", "is the same for all statuses", "  fix: put '{status}' into the path\n", each=", each: statuses"
    ),
    "one path twice": Case(
        "revi.yml:7:3: duplicate-output: two outputs write 'open.md': '{status}.md' and 'open.md'\n"
        "  also: revi.yml:6:3\n  fix: give one of them another path\n",
        template=HEAD + ALL,
        outputs='  "{status}.md": {template: a.j2, each: statuses}\n  "open.md": {template: a.j2}\n',
    ),
    "one path twice but for capitals": Case(
        "revi.yml:7:3: duplicate-output: two outputs write 'A.md': 'a.md' and 'A.md'\n"
        "  also: revi.yml:6:3\n  fix: give one of them another path\n",
        template=HEAD + ALL,
        outputs='  "a.md": {template: a.j2}\n  "A.md": {template: a.j2}\n',
    ),
    "two ways to write one letter": Case(
        "revi.yml:7:3: duplicate-output: two outputs write 'u\u0308.md': '\u00fc.md' and 'u\u0308.md'\n"
        "  also: revi.yml:6:3\n  fix: give one of them another path\n",
        template=HEAD + ALL,
        outputs='  "\u00fc.md": {template: a.j2}\n  "u\u0308.md": {template: a.j2}\n',
    ),
    "two statuses with one path": Case(
        "revi.yml:2:22: duplicate-output: 'open' and 'OPEN' have the same path 'OPEN.md'\n"
        "  also: revi.yml:2:12\n  fix: rename one of them\n",
        contract="revi: 1\nstatuses: {open: {}, OPEN: {}}\n",
        template=HEAD + ALL,
        outputs='  "{status}.md": {template: a.j2, each: statuses}\n',
    ),
    "a path below another": Case(
        "revi.yml:7:3: duplicate-output: 'a.md/b.md' is inside 'a.md', which is a file of another output\n"
        "  also: revi.yml:6:3\n  fix: give one of them another path\n",
        template=HEAD + ALL,
        outputs='  "a.md": {template: a.j2}\n  "a.md/b.md": {template: a.j2}\n',
    ),
    "nothing comes out": Case(
        f"templates/a.j2:1:1: empty-render: 'a.md' renders to nothing\n{CAUSE}"
        "  fix: write content in the template, or remove the output or region that uses it\n",
        template="{% if false %}\nx\n{% endif %}\n\n",
    ),
    "no marker": Case(
        f"templates/a.j2:1:1: no-marker: 'a.md' contains no marker\n{CAUSE}{WRITE_MARKER}", template="# A\n"
    ),
    "two markers": Case(
        f"templates/a.j2:1:1: no-marker: 'a.md' contains the marker 2 times\n{CAUSE}{WRITE_MARKER}",
        template=HEAD + HEAD,
    ),
    "a marker that the template lets through": Case(
        f"templates/a.j2:1:1: no-marker: 'a.md' contains the marker 2 times\n{CAUSE}{WRITE_MARKER}",
        template=HEAD + "{{ statuses.open.description | safe }}\n" + ALL,
        contract=STATUSES.replace("No one has started.", '"revi:generated"'),
    ),
    "front matter that is not YAML": Case(
        "templates/a.j2:1:1: invalid-output: 'a.md' has front matter that is not valid YAML: mapping values are not "
        f"allowed in this context on line 3\n{CAUSE}{FIX_VALUES}",
        template="---\na: 1\nb: c: d\n---\n" + HEAD,
    ),
    "front matter that never ends": Case(
        f"templates/a.j2:1:1: invalid-output: 'a.md' has front matter without fields or without a closing line\n{CAUSE}{FIX_VALUES}",
        template="---\na: {{ marker | quoted }}\n",
    ),
    "a meaning that breaks front matter": Case(
        "templates/a.j2:1:1: invalid-output: 'a.md' has front matter that is not valid YAML: mapping values are not "
        f"allowed in this context on line 2\n{CAUSE}{FIX_VALUES}",
        template="---\nabout: {{ statuses.open.description }}\n---\n" + HEAD,
        contract=STATUSES.replace("No one has started.", '"Open: no one has started."'),
    ),
    "front matter with a date that is none": Case(
        "templates/a.j2:1:1: invalid-output: 'a.md' has front matter that is not valid YAML: day is out of range for month\n"
        f"{CAUSE}{FIX_VALUES}",
        template="---\nfrom: 2024-02-31\n---\n" + HEAD,
    ),
    "JSON that is none": Case(
        "templates/a.j2:1:1: invalid-output: 'a.json' is not valid JSON: Expecting property name enclosed in double "
        f"quotes on line 3\n{CAUSE}{FIX_VALUES}",
        template='{\n"_revi": {{ marker | quoted }},\n}\n',
        outputs='  "a.json": {template: a.j2}\n',
    ),
    "YAML that is none": Case(
        "templates/a.j2:1:1: invalid-output: 'a.yml' is not valid YAML: mapping values are not allowed in this context "
        f"on line 2\n{CAUSE}{FIX_VALUES}",
        template="# {{ marker }}\na: b: c\n",
        outputs='  "a.yml": {template: a.j2}\n',
    ),
    "a division by zero": Case(
        f"templates/a.j2:2:1: template-error: division by zero\n{FIX_LINE}", template=HEAD + "{{ 1 / 0 }}\n"
    ),
    "two things that cannot be added": Case(
        "templates/a.j2:2:1: template-error: '+' cannot be used with a number and a string\n"
        "  fix: join strings with '~'; convert a string to a number with the filter 'int'\n",
        template=HEAD + "{{ 1 + 'x' }}\n",
    ),
    "a template that includes itself": Case(
        "templates/a.j2:2:1: template-error: the templates include each other in a cycle\n"
        "  fix: remove the include or import that leads back to this template\n",
        template=HEAD + "{% include 'a.j2' %}\n",
    ),
    "a loop without end": Case(
        "templates/a.j2:2:1: template-error: a range has at most 100000 numbers\n  fix: loop over fewer numbers\n",
        template=HEAD + "{% for number in range(10 ** 9) %}x{% endfor %}\n",
    ),
    "half a character": Case(
        "templates/a.j2:3:1: template-error: '\\ud800' is not a valid character\n  fix: remove it\n",
        template=HEAD + '\n{{ "\\ud800" }}\n',
    ),
    "half a character as a name": Case(
        f"templates/a.j2:2:1: undefined-name: statuses has no '\\ud800'\n{CORRECT_NAME}",
        template=HEAD + '{{ statuses["\\ud800"].description }}\n',
    ),
    "half a character as a template": Case(
        "templates/a.j2:2:1: unknown-template: there is no template '\\ud800'\n"
        "  fix: create templates/\\ud800, or correct the name\n",
        template=HEAD + '{% include "\\ud800" %}\n',
    ),
    "a name too long for any file": Case(
        f"revi.yml:6:22: unknown-template: there is no template '{'n' * 300}'\n"
        f"  fix: create templates/{'n' * 300}, or correct the name\n",
        outputs=f'  "a.md": {{template: {"n" * 300}}}\n',
    ),
    "a cycle of nothing": Case(
        "templates/a.j2:2:1: template-error: at least one item has to be provided\n" + FIX_LINE,
        template=HEAD + "{{ cycler() }}\n",
    ),
    "an output without end": Case(
        "templates/a.j2:1:1: template-error: 'a.md' exceeds 4 MiB\n" + FIX_LINE,
        template=HEAD + "{% for number in range(100000) %}" + "x" * 50 + "{% endfor %}\n",
    ),
    "a text without end": Case(
        "templates/a.j2:2:1: template-error: the result of '*' is too big\n" + FIX_LINE,
        template=HEAD + "{{ 'a' * 10**11 }}\n",
    ),
    "a list without end": Case(
        "templates/a.j2:2:1: template-error: the result of '*' is too big\n" + FIX_LINE,
        template=HEAD + "{{ 10**11 * [1] }}\n",
    ),
    "a number without end": Case(
        "templates/a.j2:2:1: template-error: the result of '**' is too big\n" + FIX_LINE,
        template=HEAD + "{{ 10 ** (10 ** 10) }}\n",
    ),
    "a width without end": Case(
        "templates/a.j2:2:1: template-error: a width in a format must not exceed 999999\n" + FIX_LINE,
        template=HEAD + "{{ '%1000000000d' | format(1) }}\n",
    ),
    "a width without end, by a sign": Case(
        "templates/a.j2:2:1: template-error: a width in a format must not exceed 999999\n" + FIX_LINE,
        template=HEAD + "{{ '%1000000000d' % 1 }}\n",
    ),
    "a width without end, by a method": Case(
        "templates/a.j2:2:1: template-error: a width in a format must not exceed 999999\n" + FIX_LINE,
        template=HEAD + "{{ '{:1000000000d}'.format(1) }}\n",
    ),
    "a width without end, by a value": Case(
        "templates/a.j2:2:1: template-error: a number in this call must not exceed 999999\n" + FIX_LINE,
        template=HEAD + "{{ '%*d' | format(1000000000, 1) }}\n",
    ),
    "a width without end, by a value of a method": Case(
        "templates/a.j2:2:1: template-error: a number in this call must not exceed 999999\n" + FIX_LINE,
        template=HEAD + "{{ '{:{w}}'.format_map({'w': 1000000000}) }}\n",
    ),
    "a filler without end": Case(
        "templates/a.j2:2:1: template-error: a number in this call must not exceed 999999\n" + FIX_LINE,
        template=HEAD + "{{ 'x'.ljust(10**11) }}\n",
    ),
    "a filter without end": Case(
        "templates/a.j2:2:1: template-error: a number in this call must not exceed 999999\n" + FIX_LINE,
        template=HEAD + "{{ 'x' | center(10**11) }}\n",
    ),
    "a choice by chance": Case(
        "templates/a.j2:2:1: template-syntax: there is no filter 'random'\n  fix: correct the name of the filter\n",
        template=HEAD + "{{ [1, 2] | random }}\n",
    ),
    "a text by chance": Case(
        f"templates/a.j2:2:1: undefined-name: 'lipsum' is undefined\n{CORRECT_NAME}", template=HEAD + "{{ lipsum() }}\n"
    ),
    "a look behind the scenes": Case(
        "templates/a.j2:2:1: template-error: templates cannot read '__class__' of a string\n  fix: remove it\n",
        template=HEAD + "{{ ''.__class__ }}\n",
    ),
    "a look behind the contract": Case(
        "templates/a.j2:2:1: template-error: templates cannot read '_value' of an item of the contract\n"
        "  fix: remove it\n",
        template=HEAD + "{{ statuses.open._value }}\n",
    ),
    "a template that is not UTF-8": Case(
        "templates/a.j2:1:1: template-error: the template is not UTF-8\n"
        "  fix: save it as UTF-8 and make the file readable\n",
        others={"a.j2": b"<!-- {{ marker }} -->\ncaf\xe9\n"},
    ),
    "a part that is not UTF-8": Case(
        "templates/parts/b.j2:1:1: template-error: the template is not UTF-8\n"
        "  fix: save it as UTF-8 and make the file readable\n",
        template=HEAD + "{% include 'parts/b.j2' %}\n",
        others={"parts/b.j2": b"\xff\xfe"},
    ),
    "an item that nobody shows": Case(
        "revi.yml:4:3: unrendered-item: no output shows statuses.closed\n"
        "  fix: show it in a template, or remove it from the contract\n",
        template=HEAD + "{{ statuses.open.description }}\n",
    ),
    "an item that is read and not shown": Case(
        "revi.yml:4:3: unrendered-item: no output shows statuses.closed\n"
        "  fix: show it in a template, or remove it from the contract\n",
        template=HEAD + "{{ statuses.open.description }}{% if statuses.closed.terminal %}.{% endif %}\n",
    ),
    "items within items that nobody shows": Case(
        "".join(
            f"revi.yml:{line}: unrendered-item: no output shows {name}\n"
            "  fix: show it in a template, or remove it from the contract\n"
            for line, name in (
                ("2:22", "workers.statuses.GONE"),
                ("3:35", "budgets.levels.strict"),
                ("4:17", "rerun.modes.again"),
                ("5:27", "trace.events.begun"),
                ("6:29", "commands.go.arguments.target"),
                ("6:46", "commands.go.flags.--force"),
            )
        ),
        template=HEAD + "{{ commands.go.id }}\n",
        contract="revi: 1\nworkers: {statuses: {GONE: {}}}\nbudgets: {level: strict, levels: {strict: "
        "{over_warning: warn, over_hard: fail}}}\nrerun: {modes: {again: {action: skip}}}\n"
        "trace: {file: t, events: {begun: {}}}\ncommands: {go: {arguments: [target], flags: {--force: {}}}}\n",
    ),
    "a template that nobody uses": Case(
        "templates/parts/old.j2: unused-template: no output uses the template 'parts/old.j2'\n"
        "  fix: use it in outputs, in a region or in another template, or delete it\n",
        template=HEAD + ALL,
        # The other two are components of GitLab CI, which prescribes this folder, too.
        others={"parts/old.j2": "x\n", "check.yml": "spec: {}\n", "check/template.yml": "spec: {}\n"},
    ),
    "a region with a marker in it": Case(
        "page.md:1:1: invalid-region: the region renders text that contains a region marker or hides the end marker\n"
        "  also: templates/regions/a.md.j2:1:1\n"
        "  fix: fix the template, or put the markers on lines of their own\n",
        template=HEAD + ALL,
        others={"regions/a.md.j2": "<!-- revi:end -->\n"},
        page="<!-- revi:begin a -->\n<!-- revi:end -->\n",
    ),
    "an argument that no template reads": Case(
        "page.md:2:1: unused-argument: 'regions/a.md.j2' does not read the argument 'phaze'\n"
        "  also: templates/regions/a.md.j2:1:1\n"
        "  fix: remove it from the marker, or read it in the template\n",
        template=HEAD + ALL,
        others={"regions/a.md.j2": "x\n"},
        page="\n<!-- revi:begin a phaze=elaboration -->\n<!-- revi:end -->\n",
    ),
    "an argument that is not given": Case(
        "page.md:1:1: wrong-argument: the marker has no 'phase'; did you mean 'phaze'?\n" + CORRECT_MARKER,
        template=HEAD + ALL,
        others={"regions/a.md.j2": "{{ arguments.phase }}\n"},
        page="<!-- revi:begin a phaze=elaboration -->\n<!-- revi:end -->\n",
    ),
    "a region without a template": Case(
        "page.md:1:1: unknown-template: there is no template 'regions/b.md.j2'\n"
        "  fix: create templates/regions/b.md.j2, or correct the name\n",
        template=HEAD + ALL,
        page="<!-- revi:begin b -->\n<!-- revi:end -->\n",
    ),
    "a value by a way that leads nowhere": Case(
        "page.md:1:1: wrong-argument: statuses has no 'opened'; did you mean 'open'?\n" + CORRECT_MARKER,
        template=HEAD + ALL,
        others={"regions/a.md.j2": "{{ value_at(arguments.of) }}\n"},
        page="<!-- revi:begin a of=statuses.opened.description -->\n<!-- revi:end -->\n",
    ),
    **{
        name: Case(
            f"page.md:1:1: wrong-argument: {message}{hint}\n{CORRECT_MARKER}",
            template=HEAD + ALL,
            contract=STATUSES + "transitions:\n  - {from: open, to: closed, by: manual}\n",
            page=f"<!-- revi:begin {marker} -->\n<!-- revi:end -->\n",
        )
        for name, marker, message, hint in (
            ("a value without a way", "value", "the marker has no 'of'", ""),
            (
                "a value in a form that there is not",
                "value of=statuses.open.description as=txt",
                "as=txt is not a valid value",
                "; did you mean 'text'?",
            ),
            ("a value that is many", "value of=project", "'project' is not a single value; name one of its keys", ""),
            ("a value that is the whole", 'value of=""', "'' is not a single value; name one of its keys", ""),
            (
                "a value that is not stated",
                "value of=project.summary",
                "the contract has no value 'project.summary'",
                "",
            ),
            (
                "a value that is absent",
                "value of=statuses.open.deprecated",
                "the contract has no value 'statuses.open.deprecated'",
                "",
            ),
            ("a list of items", "value of=transitions", "'transitions' is not a single value or a list of values", ""),
            (
                "a text to count",
                "count of=statuses.open.description",
                "'statuses.open.description' cannot be counted: it is not a mapping or a list",
                "",
            ),
            (
                "transitions from nowhere",
                "transitions from=opened",
                "from=opened is not a valid value",
                "; did you mean 'open'?",
            ),
            ("agents of no group", "agents group=crew", "group=crew is not a valid value", ""),
        )
    },
    "an argument that a shipped template does not read": Case(
        "page.md:1:1: unused-argument: 'regions/statuses.md.j2' does not read the argument 'stage'\n"
        "  also: <revi-docs>/templates/regions/statuses.md.j2:1:1\n"
        "  fix: remove it from the marker, or read it in the template\n",
        template=HEAD + ALL,
        page="<!-- revi:begin statuses stage=x -->\n<!-- revi:end -->\n",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_problems_of_templates(tmp_path: Path, case: Case) -> None:
    assert render_problems(open_workspace(repository(tmp_path, case)).rendered_outputs.problems) == case.expected


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES.values()} | {"linked-templates"} == OUTPUT_CODES.keys()


def test_an_invalid_template_is_one_problem_for_all_its_outputs(tmp_path: Path) -> None:
    case = Case(
        f"templates/a.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}",
        template=HEAD + "{{ nowhere }}\n",
        outputs='  "{status}.md": {template: a.j2, each: statuses}\n',
    )
    assert render_problems(open_workspace(repository(tmp_path, case)).rendered_outputs.problems) == case.expected


def test_an_invalid_template_does_not_hide_the_next(tmp_path: Path) -> None:
    case = Case(
        "revi.yml:8:3: bad-output-path: the path '../c.md' leads out of its folder with '..'\n"
        f"{RELATIVE}"
        f"templates/a.j2:2:1: undefined-name: 'nowhere' is undefined\n{CORRECT_NAME}"
        f"templates/b.j2:1:1: no-marker: 'b.md' contains no marker\n"
        f"  cause: revi.yml:7:3\n{WRITE_MARKER}",
        template=HEAD + "{{ nowhere }}\n",
        others={"b.j2": "# B\n"},
        outputs='  "a.md": {template: a.j2}\n  "b.md": {template: b.j2}\n  "../c.md": {template: b.j2}\n',
    )
    assert render_problems(open_workspace(repository(tmp_path, case)).rendered_outputs.problems) == case.expected


def test_an_invalid_contract_is_reported_before_any_template(tmp_path: Path) -> None:
    case = Case("", template="{{ nowhere }}", contract=STATUSES + "nonsense: 1\n")
    with pytest.raises(ReviError) as error:
        _ = open_workspace(repository(tmp_path, case)).rendered_outputs
    assert [problem.code for problem in error.value.problems] == ["unknown-key"]


def test_a_problem_of_a_shipped_template_names_no_file_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", 'revi: 1\noutputs:\n  "a.md": {template: claude/agent.md.j2}\n')
    (problem,) = open_workspace(tmp_path).rendered_outputs.problems
    assert problem.code == "undefined-name"
    assert problem.first_place is not None
    assert problem.first_place.file == "<revi-docs>/templates/parts/agent_body.md.j2"
