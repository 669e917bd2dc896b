"""A line in a literal that spans lines is text, whatever it looks like; a line beside one is code."""

from __future__ import annotations

import pytest

from revi_docs.files.markdown.regions import find_regions

H, S = "# revi:begin value of=x\n1\n# revi:end\n", "// revi:begin value of=x\n1\n// revi:end\n"
INDENTED = "".join(f"  {line}\n" for line in H.splitlines())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", f'"""Doc.\n{H}"""\n'),
        ("a.py", f"x = r'''\n{H}'''\n"),
        ("a.py", f'def f():\n    """A \\""" b\n{H}    """\n'),
        ("a.sh", f"cat <<E\n{H}E\n"),
        ("a.sh", f"cat <<-'END' > x\n{H}\tEND\n"),
        ("a.sh", f'cat << "E"\n{H}E\n'),
        ("a.ts", f"const a = `\n{S}`;\n"),
        ("a.ts", f"const a = `${{b({{c: `d`}})}}\n{S}`;\n"),
        ("a.ts", f"/*\n{S}*/\n"),
        ("a.tsx", f"/**\n{S}*/\n"),
        ("a.yml", f"a: |\n{INDENTED}b: 1\n"),
        ("a.yml", f"- >-\n{INDENTED}- b\n"),
        ("a.yml", f"a: &x |2 # text\n{INDENTED}"),
        ("a.yml", f"- a: |\n  {INDENTED.replace(chr(10), chr(10) + '  ').rstrip(' ')}  b: 1\n"),
    ],
)
def test_no_region_in_a_literal(path: str, text: str) -> None:
    assert "revi:begin" in text
    assert find_regions(path, text) == ((), ())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", f'"""Doc."""\n{H}"""End."""\n'),
        ("a.py", f'x = "\'\'\'"\n# it\'s """\n{H}'),
        ("a.py", f'x = \'"""\'\n{H}y = 1\n'),
        ("a.sh", f"cat <<E\nx\nE\n{H}"),
        ("a.sh", f"a=$((1 << b))\n{H}"),
        ("a.sh", f"cat <<< x\n# it's <<E\n{H}echo 'a'\n"),
        ("a.sh", f'echo "a ${{#b}}" it\\\'s\n{H}'),
        ("a.ts", f"const a = `x`;\n{S}const b = `y`;\n"),
        ("a.ts", f"const a = `${{\n{S}1}}`;\n"),
        ("a.ts", f"// a `\nconst b = '`', c = \"/*\";\n{S}"),
        ("a.ts", f"/* a */\n{S}/* b */\n"),
        ("a.yml", f"a: |\n  x\n{H}b: 1\n"),
        ("a.yml", f"- a: |\n    x\n{INDENTED}  b: 1\n"),
        ("a.yml", f"a: x | y\n{H}"),
        ("a.yml", f"# a: |\n{INDENTED}"),
        ("a.yml", f"a: |\n    x\n{INDENTED}b: 1\n"),
    ],
)
def test_a_region_beside_a_literal(path: str, text: str) -> None:
    regions, problems = find_regions(path, text)
    assert [(region.name, problems) for region in regions] == [("value", ())]
