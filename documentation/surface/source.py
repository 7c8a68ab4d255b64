"""Reads from the source what an imported object no longer tells: defaults, types and notes as they are written."""

from __future__ import annotations

import ast
import functools
import inspect
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from documentation.surface.model import Kind, Parameter, Signature

Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_own(module: str, root: str) -> bool:
    """Whether a module belongs to the package ``root``."""
    return module == root or module.startswith(f"{root}.")


def home(value: Any, name: str) -> str:
    """Where a public name is made.

    :param name: stands for what has no place of its own, a constant.
    """
    return f"{value.__module__}.{value.__qualname__}" if inspect.isclass(value) or inspect.isfunction(value) else name


class Source:
    """A parsed file."""

    def __init__(self, path: Path) -> None:
        self._body = ast.parse(path.read_text("utf-8")).body

    @classmethod
    def of(cls, module: ModuleType) -> Source:
        """The source of a module."""
        return _parsed(Path(str(module.__file__)))

    @classmethod
    def of_object(cls, value: Any) -> Source:
        """The source that a class or function is defined in."""
        return cls.of(sys.modules[value.__module__])

    def made(self) -> set[str]:
        """The names that the module itself defines."""
        named = {node.name for node in self._body if isinstance(node, ast.ClassDef | Function)}
        return named | {name for node in self._body for name in _assigned(node)}

    def function(self, name: str) -> Function:
        """The definition of a function."""
        return [node for node in self._body if isinstance(node, Function) and node.name == name][-1]

    def class_(self, name: str) -> ast.ClassDef:
        """The definition of a class."""
        return [node for node in self._body if isinstance(node, ast.ClassDef) and node.name == name][-1]

    def constant(self, name: str) -> tuple[str | None, str]:
        """Type and documentation of a constant."""
        return annotated(self._body, name)


@functools.cache
def _parsed(path: Path) -> Source:
    return Source(path)


def annotated(body: Sequence[ast.stmt], name: str) -> tuple[str | None, str]:
    """The type that an assignment declares, and the text behind it."""
    for node, following in zip(body, [*body[1:], None], strict=True):
        if name in _assigned(node):
            annotation = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else None
            return annotation, _text(following)
    return None, ""


def default_of(body: Sequence[ast.stmt], name: str) -> str | None:
    """What a field of a data class is set to, as it is written."""
    for node in body:
        if name in _assigned(node) and isinstance(node, ast.AnnAssign) and node.value is not None:
            return ast.unparse(node.value)
    return None


def signature_of(function: Function, *, bound: bool = False) -> Signature:
    """What a function takes.

    :param bound: whether its first argument is ``self`` or ``cls``.
    """
    return Signature(
        parameters=tuple(_parameters(function.args, bound=bound)),
        returns=None if function.returns is None else ast.unparse(function.returns),
    )


def _parameters(arguments: ast.arguments, *, bound: bool) -> Iterator[Parameter]:
    positional = [*arguments.posonlyargs, *arguments.args]
    padded = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    pairs = list(zip(positional, padded, strict=True))[1 if bound else 0 :]
    for position, (argument, default) in enumerate(pairs, start=1):
        yield _parameter(argument, Kind.POSITIONAL, default, position)
    if arguments.vararg is not None:
        yield _parameter(arguments.vararg, Kind.ANY_POSITIONAL, None)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _parameter(argument, Kind.KEYWORD, default)
    if arguments.kwarg is not None:
        yield _parameter(arguments.kwarg, Kind.ANY_KEYWORD, None)


def _parameter(argument: ast.arg, kind: Kind, default: ast.expr | None, position: int = 0) -> Parameter:
    return Parameter(
        name=argument.arg,
        kind=kind,
        position=position,
        annotation=None if argument.annotation is None else ast.unparse(argument.annotation),
        default=None if default is None else ast.unparse(default),
    )


def targets(node: ast.AST) -> list[ast.expr]:
    """What an assignment sets; nothing for anything else."""
    match node:
        case ast.Assign():
            return node.targets
        case ast.AnnAssign():
            return [node.target]
    return []


def _assigned(node: ast.stmt) -> set[str]:
    return {target.id for target in targets(node) if isinstance(target, ast.Name)}


def _text(node: ast.stmt | None) -> str:
    """A text that stands alone: the note on what is before it."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return inspect.cleandoc(node.value.value)
    return ""
