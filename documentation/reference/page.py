"""A page of the reference: a package, what it offers, and all that is said of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from documentation.reference.docstring import Docstring, docstring
from documentation.reference.examples import Example, slug
from documentation.surface import Entry, Kind, Member, Package, Signature

_WIDTH = 110


def file_name(package: str) -> str:
    """The file of a package's page: ``sms_voice.senders.md``."""
    return f"{package.removeprefix('cdk_messaging.')}.md"


def package_page(package: Package, examples: Mapping[str, Example]) -> str:
    """The page of a package.

    :param examples: passages of the guides by where the name that they show is made.
    """
    said = docstring(package.doc)
    parts = [f"# {package.name}", said.summary, said.body]
    rows = [_row(entry, anchor) for entry, anchor in zip(package.entries, _anchors(package), strict=True)]
    parts.append("\n".join(["| name | what it is |", "|---|---|", *rows]))
    for entry in package.entries:
        parts += _entry(entry, examples.get(entry.home))
    return "\n\n".join(part for part in parts if part) + "\n"


def _anchors(package: Package) -> list[str]:
    """Of the headings, in their order: two that differ in case only are told apart by a number."""
    plain = [slug(entry.name) for entry in package.entries]
    counts = [plain[:index].count(anchor) for index, anchor in enumerate(plain)]
    return [f"{anchor}-{count}" if count else anchor for anchor, count in zip(plain, counts, strict=True)]


def _row(entry: Entry, anchor: str) -> str:
    summary = docstring(entry.doc).summary.replace("|", "\\|")
    return f"| [`{entry.name}`](#{anchor}) | {summary} |"


def _entry(entry: Entry, example: Example | None) -> Iterator[str]:
    said = docstring(entry.doc)
    yield f"## {entry.name}"
    yield _block(_head(entry))
    yield from (said.summary, said.body)
    yield _parameters(said)
    yield _outcome(said)
    if said.source:
        yield f"Source: {said.source}"
    if example is not None:
        yield f"Example: [{example.title}]({example.link})"
    if entry.members:
        yield _members(entry)


def _head(entry: Entry) -> str:
    """What the code would begin with."""
    if entry.kind == "constant":
        return entry.name if entry.annotation is None else f"{entry.name}: {entry.annotation}"
    word = "class" if entry.kind == "class" else "def"
    if entry.signature is None:
        bases = f"({', '.join(entry.bases)})" if entry.bases else ""
        return f"{word} {entry.name}{bases}"
    return _signature(f"{word} {entry.name}", entry.signature)


def _signature(name: str, signature: Signature) -> str:
    """On one line, or with a line for each argument."""
    returns = "" if signature.returns is None else f" -> {signature.returns}"
    arguments = list(_arguments(signature))
    line = f"{name}({', '.join(arguments)}){returns}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"{name}(", *(f"    {argument}," for argument in arguments), f"){returns}"])


def _arguments(signature: Signature) -> Iterator[str]:
    starred = False
    for parameter in signature.parameters:
        if parameter.kind is Kind.KEYWORD and not starred:
            yield "*"
        starred = starred or parameter.kind in {Kind.KEYWORD, Kind.ANY_POSITIONAL}
        stars = {Kind.ANY_POSITIONAL: "*", Kind.ANY_KEYWORD: "**"}.get(parameter.kind, "")
        annotation = "" if parameter.annotation is None else f": {parameter.annotation}"
        default = "" if parameter.default is None else f" = {parameter.default}"
        yield f"{stars}{parameter.name}{annotation}{default}"


def _parameters(said: Docstring) -> str:
    return "\n".join(f"- `{name}`: {text}" for name, text in said.parameters.items())


def _outcome(said: Docstring) -> str:
    lines = [f"Returns: {said.returns}"] if said.returns else []
    lines += [f"Raises `{name}` {text}" for name, text in said.raises]
    return "\n\n".join(lines)


def _members(entry: Entry) -> str:
    if all(member.kind == "member" for member in entry.members):
        return "\n".join(_enumerated(member) for member in entry.members)
    return "\n".join(["**Members**", "", *map(_member, entry.members)])


def _enumerated(member: Member) -> str:
    said = docstring(member.doc).summary
    return f"- `{member.name}`: {said}" if said else f"- `{member.name}`"


def _member(member: Member) -> str:
    """A bullet, with all that is said below it."""
    said = docstring(member.doc)
    head = f"- `{_member_head(member)}`"
    lines = [f"{head}: {said.summary}" if said.summary else head]
    rest = [said.body, _parameters(said), _outcome(said), f"Source: {said.source}" if said.source else ""]
    lines += [f"\n{textwrap.indent(part, '  ')}" for part in rest if part]
    return "\n".join(lines)


def _member_head(member: Member) -> str:
    if member.signature is None:
        return member.name if member.annotation is None else f"{member.name}: {member.annotation}"
    mark = {"class method": "@classmethod ", "static method": "@staticmethod "}.get(member.kind, "")
    returns = "" if member.signature.returns is None else f" -> {member.signature.returns}"
    return f"{mark}{member.name}({', '.join(_arguments(member.signature))}){returns}"


def _block(code: str) -> str:
    return f"```text\n{code}\n```"
