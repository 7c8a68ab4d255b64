"""Checks that a command of the documentation could run: that its target, command, module or option exists."""

from __future__ import annotations

import functools
import importlib.util
import shlex
import subprocess
import sys
from collections.abc import Iterator

import boto3
from botocore import xform_name

from tests.support.app import ROOT

EVERYWHERE = {".", "apt", "cd", "curl", "export", "git", "npm", "open", "pip"}
"""Commands of the system, which say nothing about this project."""


def commands(block: str) -> Iterator[list[str]]:
    """The commands of a shell block as words, without comments, prompts and assignments before them."""
    for line in block.replace("\\\n", " ").splitlines():
        words = shlex.split(line.removeprefix("$ "), comments=True)
        while words and "=" in words[0]:
            words = words[1:]
        if words:
            yield words


def problem(words: list[str]) -> str | None:
    """What is wrong with a command; nothing when it could run."""
    if words[0] == "npx":
        words = words[1:]
    match words:
        case ["make", *arguments]:
            return _make(arguments)
        case ["cdk", command, *_]:
            return None if command in _cdk_commands() else f"cdk has no command {command!r}"
        case ["python" | "python3", "-m", module, *arguments]:
            return _module(module, arguments)
        case ["python", script, *_]:
            return None if (ROOT / script).exists() else f"{script} does not exist"
        case ["aws", service, operation, *_]:
            return _aws(service, operation)
    return None if words[0] in EVERYWHERE else f"{words[0]} is no command of this project"


def _make(arguments: list[str]) -> str | None:
    done = subprocess.run(["make", "--dry-run", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else f"make {' '.join(arguments)} fails: {done.stdout}{done.stderr}"


@functools.cache
def _cdk_commands() -> set[str]:
    done = subprocess.run([ROOT / "node_modules/.bin/cdk", "--help"], capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("  cdk ")]
    return {words[1] for words in lines}


def _module(name: str, arguments: list[str]) -> str | None:
    if not _is_program(name):
        return f"there is no module {name}"
    if name in {"pip", "pytest", "venv"}:
        return None
    command = tuple(arguments[:1]) if arguments and not arguments[0].startswith("-") else ()
    options = [word.partition("=")[0] for word in arguments if word.startswith("--")]
    unknown = [option for option in options if option not in _help(name, *command)]
    return f"python -m {name} has no option {unknown[0]}" if unknown else None


def _is_program(module: str) -> bool:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.submodule_search_locations is None:
        return spec is not None
    return importlib.util.find_spec(f"{module}.__main__") is not None


@functools.cache
def _help(module: str, *command: str) -> str:
    """The help of a program, or of a command of it."""
    words = [sys.executable, "-m", module, *command, "--help"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def _aws(service: str, operation: str) -> str | None:
    if service not in boto3.session.Session().get_available_services():
        return f"aws has no service {service!r}"
    model = boto3.client(service).meta.service_model  # type: ignore[call-overload]
    known = {xform_name(name, "-") for name in model.operation_names}
    return None if operation in known else f"aws {service} has no operation {operation!r}"
