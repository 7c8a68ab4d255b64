"""Reads environment files."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from stacks.environment.model import Environment
from stacks.environment.problems import InvalidEnvironment, describe, problems
from stacks.environment.rules import broken_rules


def load_environment(path: Path) -> Environment:
    """Read and check one file.

    :param path: the file; its name without ``.toml`` is the environment's name.
    :raises InvalidEnvironment: with all that is wrong in the file.
    """
    source = _shown(path)
    content = _read(path, source)
    if "name" in content:
        raise problems(source, [f"name = {content['name']!r}: is no key; the file's name is the environment's name"])
    try:
        environment = Environment.model_validate({"name": path.stem, **content})
    except ValidationError as error:
        raise describe(source, error, Environment) from None
    if broken := broken_rules(environment):
        raise problems(source, broken)
    return environment


def load_environments(directory: Path) -> list[Environment]:
    """Read and check every ``*.toml`` of a directory, in the order of their names.

    :raises InvalidEnvironment: with all that is wrong in all files, or when there is no file.
    """
    paths = sorted(directory.glob("*.toml"))
    if not paths:
        raise InvalidEnvironment(f"{_shown(directory)} holds no environment; add one, like dev.toml")
    environments: list[Environment] = []
    wrong: list[str] = []
    for path in paths:
        try:
            environments.append(load_environment(path))
        except InvalidEnvironment as problem:
            wrong.append(str(problem))
    if wrong:
        raise InvalidEnvironment("\n".join(wrong))
    return environments


def _read(path: Path, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        others = ", ".join(sorted(other.stem for other in path.parent.glob("*.toml"))) or "none"
        raise InvalidEnvironment(f"{source} does not exist; environments there: {others}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidEnvironment(f"{source} is not TOML: {error}") from None


def _shown(path: Path) -> str:
    """The path as a person would type it: relative to where they are, if it is below."""
    return str(path.relative_to(Path.cwd())) if path.is_absolute() and path.is_relative_to(Path.cwd()) else str(path)
