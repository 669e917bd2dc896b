"""Codes of problems with reading and writing files."""

from __future__ import annotations

FILE_CODES: dict[str, str] = {
    "ambiguous-scalar": """\
An unquoted value or key means different things in YAML 1.1 and 1.2, is an unsupported kind of number, or is followed \
by a comment that looks like a part of it.

Why: One tool reads `no` as a string and another as false; `1:20` may be 80, `012` may be 10. Of `Fixes #12`, only \
`Fixes` is the value.

Example:

    statuses:
      open: {description: no}

Fix: Quote it if it is text; otherwise write `true`, `false` or a plain number such as `10` or `0.5`.
""",
    "byte-order-mark": """\
The file starts with a byte order mark.

Why: It is invisible, and tools that compare or join files keep it in the middle of the text.

Example:

    <U+FEFF>revi: 1

Fix: Save the file as UTF-8 without a byte order mark.
""",
    "doubled-marker": """\
A marker of a region is repeated.

Why: It is unclear which of the two is correct, so nothing is written.

Example:

    <!-- revi:begin statuses -->
    <!-- revi:begin statuses -->
    <!-- revi:end -->

Fix: Remove one of the two.
""",
    "duplicate-key": """\
A mapping contains the same key twice.

Why: YAML readers silently keep one of the two values, and they do not agree which.

Example:

    statuses:
      open: {description: Not started.}
      open: {description: Started.}

Fix: Remove or rename one of the two.
""",
    "file-too-large": """\
The file is larger than 4 MiB, or has more values or lines than a file of its kind may have.

Why: No hand-written file is that large, and reading it would only take time and memory.

Example:

    revi.yml: larger than 4 MiB

Fix: Split the file, or remove what was pasted by mistake.
""",
    "malformed-marker": """\
A marker of a region cannot be parsed.

Why: A marker that revi-docs cannot parse would have no effect.

Example:

    <!-- revi:begin limit elaboration -->
    <!-- revi:end -->

Fix: Write arguments as `key=value`; put a value with spaces in double quotes.
""",
    "merge-conflict": """\
The file contains git's markers of a merge conflict.

Why: The file has two contents at once, and no reader can tell which of them is meant.

Example:

    <<<<<<< HEAD
    hard: 600
    =======
    hard: 900
    >>>>>>> topic

Fix: Keep one side, or both, and remove the markers. Then run `revi-docs sync`.
""",
    "nested-region": """\
A region starts inside another region.

Why: `sync` replaces the content of a region, so the inner markers would be lost.

Example:

    <!-- revi:begin statuses -->
    <!-- revi:begin budgets -->
    <!-- revi:end -->

Fix: End the first region before the second one starts.
""",
    "not-utf-8": """\
The file is not encoded in UTF-8.

Why: Non-ASCII characters are garbled, or the file cannot be read at all.

Example:

    project: {name: Gr<0xF6><0xDF>e}

Fix: Save the file as UTF-8.
""",
    "reversed-region": """\
An end marker has no begin marker before it.

Why: It is unclear what belongs to the region, so nothing is written.

Example:

    <!-- revi:end -->
    <!-- revi:begin statuses -->

Fix: Put the begin marker before the end marker.
""",
    "tab": """\
A line contains a tab where YAML allows only spaces.

Why: The width of a tab depends on the editor, so YAML does not allow tabs as indentation.

Example:

    statuses:
    \topen: {}

Fix: Indent with spaces.
""",
    "too-deep": """\
Lists or mappings are nested deeper than 32 levels.

Why: Nothing in the contract is that deep; a closing bracket is missing, or something was pasted by mistake.

Example:

    x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Fix: Close the bracket, or flatten the structure.
""",
    "unclosed-region": """\
A region has no end marker.

Why: Everything to the end of the file would belong to it, so nothing is written.

Example:

    <!-- revi:begin statuses -->
    | Status | Description |

Fix: Write `<!-- revi:end -->` at the end of the region.
""",
    "unknown-marker": """\
A comment looks like a region marker but is misspelled, or is not a comment in this language.

Why: It is probably a typo, and the intended region would never be updated.

Example:

    <!-- revi:start statuses -->

Fix: Write `revi:begin NAME` or `revi:end`, in a comment of the language of the file.
""",
    "unreadable-file": """\
The file does not exist or cannot be read.

Why: Without it there is nothing to check or to render.

Example:

    revi.yml: no revi.yml here or in any parent folder

Fix: Make the file readable, create a contract with `revi-docs init`, or pass the repository with `-C`.
""",
    "unwritable-file": """\
A file cannot be written or removed.

Why: The update stopped halfway: some outputs are new and others are old, but no file is truncated.

Example:

    The folder belongs to another user.

Fix: Check the permissions and that no folder has this name, then run `revi-docs sync` again.
""",
    "yaml-alias": """\
The file uses a YAML anchor or alias, which is not supported.

Why: A problem in the value could not be located in one place, and a few lines of aliases can expand to gigabytes.

Example:

    statuses:
      open: &same {description: Not started.}
      waiting: *same

Fix: Remove the anchor, and write out the value in place of each alias.
""",
    "yaml-syntax": """\
The file is not valid YAML.

Why: Nothing after this line can be read, so nothing is checked.

Example:

    statuses: {open: {}, done: {}

Fix: Correct the line. Quote text that contains `: ` or ` #` or starts with one of ``[{*&!|>%@` ``.
""",
    "yaml-tag": """\
A value has a YAML tag, which is not supported.

Why: Tags change the type of a value, and some YAML readers run code for them.

Example:

    project: {name: !!str Demo}

Fix: Remove the tag.
""",
}
"""Code → the problem, why it matters, an example and the fix, in Markdown."""
