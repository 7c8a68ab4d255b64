"""The public surface as a list: a symbol and what it is, one on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from documentation.surface import Kind, Package, Parameter, Signature, without_repetition

HEAD = """\
# What users of the library may rely on: each public name, argument and member. Made by `make docs`; do not edit.
# What is removed, renamed or newly required stays here until CHANGELOG.md names it under "Unreleased".
"""
_SEPARATOR = ": "


def listing(packages: Iterable[Package]) -> dict[str, str]:
    """What each symbol is: ``{"cdk_messaging.sms_voice.Pool(keywords)": "argument by keyword, optional"}``."""
    return dict(sorted(line for package in without_repetition(packages) for line in _package(package)))


def rendered(symbols: Mapping[str, str]) -> str:
    """The list as a file."""
    lines = [f"{symbol}{_SEPARATOR}{meaning}" for symbol, meaning in sorted(symbols.items())]
    return "\n".join([HEAD, *lines, ""])


def parsed(text: str) -> dict[str, str]:
    """The list in a file."""
    lines = [line.partition(_SEPARATOR) for line in text.splitlines() if line and not line.startswith("#")]
    return {symbol: meaning for symbol, _, meaning in lines}


def _package(package: Package) -> Iterator[tuple[str, str]]:
    for entry in package.entries:
        symbol = f"{package.name}.{entry.name}"
        yield symbol, entry.kind
        yield from _arguments(symbol, entry.signature)
        for member in entry.members:
            yield f"{symbol}.{member.name}", member.kind
            yield from _arguments(f"{symbol}.{member.name}", member.signature)


def _arguments(symbol: str, signature: Signature | None) -> Iterator[tuple[str, str]]:
    for parameter in () if signature is None else signature.parameters:
        yield f"{symbol}({parameter.name})", _meaning(parameter)


def _meaning(parameter: Parameter) -> str:
    if parameter.kind is Kind.ANY_POSITIONAL:
        return "any number of arguments"
    if parameter.kind is Kind.ANY_KEYWORD:
        return "any arguments by keyword"
    how = f"argument {parameter.position}" if parameter.kind is Kind.POSITIONAL else "argument by keyword"
    return f"{how}, {'required' if parameter.required else 'optional'}"
