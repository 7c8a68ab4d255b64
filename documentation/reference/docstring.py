"""Takes a docstring apart: what it says, of which argument, what is raised; and makes Markdown of it."""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass

_FIELD = re.compile(r":(?P<what>param|raises|returns?)\s*(?P<name>[\w.]*):\s*(?P<text>.*)")
_ROLE = re.compile(r":[a-z]+:`~?(?:[^`]*\.)?([^`.]+)`")
_LITERAL = re.compile(r"``([^`]+)``")
_ADDRESS = re.compile(r"(?<![<(\"`])(https://[^\s),]+[^\s),.;:])")


@dataclass(frozen=True)
class Docstring:
    """A docstring in parts, each of them Markdown.

    :param summary: its first paragraph.
    :param body: the other paragraphs, with examples as fenced blocks.
    :param parameters: what is said of each argument.
    :param raises: exception and when.
    :param returns: what is returned, where that is said by itself.
    :param source: where AWS says so.
    """

    summary: str
    body: str
    parameters: dict[str, str]
    raises: tuple[tuple[str, str], ...]
    returns: str
    source: str


def docstring(text: str) -> Docstring:
    """Read a docstring."""
    prose: list[str] = []
    fields: list[list[str]] = []
    in_field = False
    for line in text.splitlines():
        if _FIELD.match(line):
            fields.append([line])
            in_field = True
        elif in_field and line.startswith(" "):
            fields[-1].append(line.strip())
        else:
            in_field = False
            prose.append(line)
    matches = [match for field in fields if (match := _FIELD.match(" ".join(field))) is not None]
    said = [(match["what"], match["name"], markdown(match["text"])) for match in matches]
    content, source = _apart("\n".join(prose))
    summary, _, body = _fenced(content).strip().partition("\n\n")
    return Docstring(
        summary=" ".join(summary.split()),
        body=body.strip(),
        parameters={name: _default_in_words(said_of) for what, name, said_of in said if what == "param"},
        raises=tuple((name, said_of) for what, name, said_of in said if what == "raises"),
        returns=" ".join(said_of for what, _, said_of in said if what.startswith("return")),
        source=source,
    )


def markdown(text: str) -> str:
    """A passage with its code and its addresses as Markdown has them."""
    text = _ROLE.sub(r"`\1`", text)
    text = _LITERAL.sub(r"`\1`", text)
    return _ADDRESS.sub(r"<\1>", text)


def _apart(prose: str) -> tuple[str, str]:
    """The text, and the source that it names in a paragraph of its own."""
    paragraphs = re.split(r"\n\s*\n", prose)
    sources = [each.strip() for each in paragraphs if each.lstrip().startswith("Source:")]
    others = [each for each in paragraphs if not each.lstrip().startswith("Source:")]
    return "\n\n".join(others), markdown(" ".join(" ".join(sources).split()).removeprefix("Source:").strip())


def _fenced(text: str) -> str:
    """Paragraphs as Markdown; an indented block after ``::`` as a fenced one."""
    parts: list[str] = []
    block = False
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        if block and paragraph.startswith("    "):
            parts[-1] = _with_block(parts[-1], textwrap.dedent(paragraph).rstrip())
            continue
        block = paragraph.rstrip().endswith("::")
        parts.append(markdown(_without_mark(paragraph.strip()) if block else paragraph.strip()))
    return "\n\n".join(parts)


def _without_mark(paragraph: str) -> str:
    """The paragraph before a block: it ends with one colon."""
    return paragraph.removesuffix("::").rstrip() + ":"


def _with_block(before: str, code: str) -> str:
    if before.endswith("\n```"):  # the block goes on after an empty line
        return f"{before.removesuffix('```')}\n{code}\n```"
    return f"{before}\n\n```{_language(code)}\n{code}\n```"


def _language(code: str) -> str:
    """JSON with or without comments, or Python."""
    if not code.startswith(("{", "[")):
        return "python"
    try:
        json.loads(code)
    except ValueError:
        return "jsonc"
    return "json"


def _default_in_words(text: str) -> str:
    return text.replace("Default: - ", "Default: ")
