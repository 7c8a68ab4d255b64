"""The reference: what a page says of a name, and that the committed pages are those of the code."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from documentation.pages import REFERENCE, ROOT, stale
from documentation.reference import pages
from documentation.reference.docstring import docstring
from documentation.reference.examples import guide_examples, names_used
from documentation.reference.page import package_page
from documentation.surface import Package
from tests.documentation.conftest import Read
from tests.support.markdown import code_blocks

DOCSTRING = """\
Numbers that are used together.

Use ``grant`` of :class:`~library.Pool`::

    from a import b

    b()

:param size: how many, at least 1. Default: - as many as
    there are
:raises InvalidArgument: if it is empty

Source: https://docs.example.com/pool
"""
POOL = f'''
class Pool:
    """{textwrap.indent(DOCSTRING, "    ").strip()}
    """

    def __init__(self, name: str, *, size: int | None = None) -> None: ...

    @property
    def arn(self) -> str:
        """Its ARN."""
        return ""

    @classmethod
    def from_name(cls, name: str) -> Pool:
        """Import one.

        :raises InvalidArgument: if there is none
        """
        return cls(name)
'''
PAGE = """\
## Pool

```text
class Pool(name: str, *, size: int | None = None)
```

Numbers that are used together.

Use `grant` of `Pool`:

```python
from a import b

b()
```

- `size`: how many, at least 1. Default: as many as there are

Raises `InvalidArgument` if it is empty

Source: <https://docs.example.com/pool>

**Members**

- `arn: str`: Its ARN.
- `@classmethod from_name(name: str) -> Pool`: Import one.

  Raises `InvalidArgument` if there is none
"""


def test_the_pages_are_those_of_the_code(library: list[Package]) -> None:
    made = {REFERENCE / name: text for name, text in pages(library, ROOT).items()}
    committed = {path: path.read_text("utf-8") for path in REFERENCE.glob("*.md")}
    differing = sorted(path.name for path in {*made, *committed} if made.get(path) != committed.get(path))
    assert differing == [], "`make docs` writes the reference anew"


def test_a_page_of_a_package_that_is_gone_is_removed(library: list[Package]) -> None:
    made = {REFERENCE / name: text for name, text in pages(library[1:], ROOT).items()}
    (gone,) = stale(made)
    assert gone.stem == library[0].name.removeprefix("cdk_messaging.")


def test_every_public_name_is_on_the_page_of_its_package(library: list[Package]) -> None:
    for package in library:
        page = package_page(package, {})
        headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
        assert headings == [entry.name for entry in package.entries]


def test_an_argument_that_is_explained_is_one_that_exists(library: list[Package]) -> None:
    wrong = [
        f"{package.name}.{entry.name}: {name}"
        for package in library
        for entry in package.entries
        for name in docstring(entry.doc).parameters
        if name not in {each.name for each in entry.members}
        and (entry.signature is None or name not in {each.name for each in entry.signature.parameters})
    ]
    assert wrong == []


def test_a_page_has_signature_arguments_errors_source_and_members(read: Read) -> None:
    page = package_page(read(POOL), {})
    assert page[page.index("## Pool") :] == PAGE


def test_a_long_signature_has_a_line_for_each_argument(read: Read) -> None:
    arguments = [f"an_argument_with_a_long_name_{number}: int" for number in range(4)]
    page = package_page(read(f'def call({", ".join(arguments)}) -> int:\n    """Call."""\n'), {})
    listed = "".join(f"    {argument},\n" for argument in arguments)
    assert f"```text\ndef call(\n{listed}) -> int\n```" in page


def test_names_that_differ_in_case_only_have_links_of_their_own(read: Read) -> None:
    page = package_page(read('class Backlog:\n    """One."""\n\n\ndef backlog() -> None:\n    """Two."""\n'), {})
    assert re.findall(r"\(#(.+?)\)", page) == ["backlog", "backlog-1"]


@pytest.mark.parametrize(
    ("block", "language"),
    [('    {"a": 1}', "json"), ('    {"a": 1}  # one', "jsonc"), ("    a = 1", "python")],
)
def test_a_block_is_marked_by_its_language(block: str, language: str) -> None:
    assert f"```{language}\n" in docstring(f"Text.\n\nEvent::\n\n{block}\n").body


def test_the_example_of_a_docstring_is_run_like_those_of_the_guides(read: Read) -> None:
    (block,) = code_blocks(package_page(read(POOL), {}), "page.md", "python")
    assert block.text == "from a import b\n\nb()\n"


@pytest.mark.parametrize(
    ("code", "used"),
    [
        ("from cdk_messaging.sms_voice import Pool", {"cdk_messaging.sms_voice.pool.Pool"}),
        ("from cdk_messaging import sms_voice\nsms_voice.Pool()", {"cdk_messaging.sms_voice.pool.Pool"}),
        ("import json\njson.Pool", set()),
    ],
)
def test_the_names_that_code_uses_are_found_where_they_are_made(code: str, used: set[str]) -> None:
    assert {name for name in names_used(code) if name.endswith("Pool")} == used


def test_a_name_has_the_shortest_example_of_the_guides(tmp_path: Path) -> None:
    code = "from cdk_messaging.errors import InvalidArgument\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text(f"# Long\n\n```python\n{code}print(1)\n```\n", "utf-8")
    (tmp_path / "docs" / "guide.md").write_text(f"# Guide\n\n## What's short\n\n```python\n{code}```\n", "utf-8")
    (example,) = guide_examples(tmp_path).values()
    assert (example.title, example.link) == ("What's short", "../guide.md#whats-short")


def test_a_name_that_no_guide_shows_has_the_shortest_example_app(tmp_path: Path) -> None:
    code = "from cdk_messaging.errors import InvalidArgument\n"
    (tmp_path / "examples" / "one").mkdir(parents=True)
    for name, text in (("README.md", ""), ("examples/long.py", f"{code}print(1)\n"), ("examples/one/app.py", code)):
        (tmp_path / name).write_text(text, "utf-8")
    (example,) = guide_examples(tmp_path).values()
    assert (example.title, example.link) == ("examples/one/app.py", "../../examples/one/app.py")


def test_the_links_to_examples_lead_somewhere() -> None:
    for example in set(guide_examples(ROOT).values()):
        file, _, anchor = example.link.partition("#")
        content = (REFERENCE / file).read_text("utf-8")
        assert not anchor or f"# {example.title}\n" in content
