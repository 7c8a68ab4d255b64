"""Finds CloudFormation templates and reads them: JSON or YAML with the short forms of intrinsics."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_IN_ASSEMBLY = "*.template.json"  # those of nested stacks and of stages are called so as well
_MANIFEST = "manifest.json"
_SUFFIXES = frozenset({".json", ".template", ".yaml", ".yml"})
_BARE = frozenset({"Condition", "Ref"})  # intrinsics whose long form has no "Fn::"


class TemplateProblem(Exception):
    """A template that cannot be read; the message is for the operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template.

    :param name: its path.
    :param resources: by logical id.
    """

    name: str
    resources: Mapping[str, Mapping[str, Any]]


def find_templates(paths: list[Path]) -> Iterator[Template]:
    """The templates of files and folders. Of a cloud assembly: of all its stacks, nested ones and stages included; of
    another folder: every file that is one.

    :raises TemplateProblem: a file is no template, or a folder has none.
    """
    for path in paths:
        if not path.is_dir():
            yield _read(path)
            continue
        count = 0
        for template in _in_folder(path):
            count += 1
            yield template
        if not count:
            raise TemplateProblem(f"{path} has no template of CloudFormation")


def _in_folder(folder: Path) -> Iterator[Template]:
    if (folder / _MANIFEST).exists():
        yield from (_read(file) for file in sorted(folder.rglob(_IN_ASSEMBLY)))
        return
    for file in sorted(folder.rglob("*")):
        if file.suffix in _SUFFIXES and file.is_file():
            content = _parse(file)
            if _is_template(content):
                yield _template(file, content)


def _read(file: Path) -> Template:
    content = _parse(file)
    if not _is_template(content):
        raise TemplateProblem(f"{file} is no template of CloudFormation: it has no Resources")
    return _template(file, content)


def _parse(file: Path) -> Any:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise TemplateProblem(f"cannot read {file}: {problem}") from problem
    try:
        return json.loads(text) if text.lstrip()[:1] in {"{", "["} else yaml.load(text, Loader=_Loader)  # noqa: S506
    except (ValueError, yaml.YAMLError, RecursionError):
        pass
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - it makes plain values only; and YAML may begin with {
    except (ValueError, yaml.YAMLError, RecursionError) as problem:
        raise TemplateProblem(f"cannot read {file}: {_in_one_line(problem)}") from problem


def _in_one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())


def _is_template(content: Any) -> bool:
    return isinstance(content, dict) and isinstance(content.get("Resources"), dict)


def _template(file: Path, content: Mapping[str, Any]) -> Template:
    found = {str(key): value for key, value in content["Resources"].items() if isinstance(value, dict)}
    return Template(name=str(file), resources=found)


class _Loader(yaml.SafeLoader):
    """YAML as CloudFormation reads it: plain values, and ``!GetAtt a.b`` as what it is short for."""


def _intrinsic(loader: _Loader, name: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)  # type: ignore[arg-type]  # there is no fourth kind
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in _BARE else f"Fn::{name}": value}


def _text(loader: _Loader, node: Any) -> Any:
    return loader.construct_scalar(node)


_Loader.add_multi_constructor("!", _intrinsic)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _text)  # a policy's version, 2012-10-17, is no date
