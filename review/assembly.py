"""A cloud assembly as a reviewer thinks of it: environments, their stacks, and what each stack has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

Template = Mapping[str, Any]

_ASSET_HASH = re.compile(r"[0-9a-f]{64}")
MASKED = "<asset>"


class Unreadable(Exception):
    """A folder is no cloud assembly, or one that this cannot read."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """One stack's template.

    :param environment: the stage that it belongs to; empty for an app without stages.
    :param name: its id within the environment; a nested stack has its parent's before it.
    :param deployed_as: the name that CloudFormation has for it.
    :param account: empty when only a deployment knows it.
    :param region: the same.
    :param template: without asset hashes, which say only that something changed.
    :param assets: logical ids of the resources that name assets, with the hashes of these.
    :param termination_protection: whether the stack itself is protected.
    :param nested: whether it is a resource of another stack.
    """

    environment: str
    name: str
    deployed_as: str
    account: str
    region: str
    template: Template
    assets: Mapping[str, tuple[str, ...]]
    termination_protection: bool
    nested: bool = False

    @property
    def place(self) -> tuple[str, str, str]:
        """Where CloudFormation has it: name, account and Region."""
        return self.deployed_as, self.account, self.region

    @property
    def resources(self) -> Mapping[str, Any]:
        """Resources by logical id."""
        found: Mapping[str, Any] = self.template.get("Resources", {})
        return found


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """All stacks by environment and name, and where the files of assets are."""

    stacks: Mapping[tuple[str, str], Stack]
    folders: Mapping[str, Path]

    @classmethod
    def read(cls, folder: Path) -> Assembly:
        """Read an assembly with all that is nested in it.

        :raises Unreadable: it is none.
        """
        stacks = {(stack.environment, stack.name): stack for stack in _stacks(folder, environment="")}
        if not stacks:
            raise Unreadable(f"{folder} is a cloud assembly without stacks; synthesize an app into it")
        folders = {path.name.removeprefix("asset.").partition(".")[0]: path for path in folder.rglob("asset.*")}
        return cls(stacks=stacks, folders=folders)


def path_of(resource: Mapping[str, Any]) -> str:
    """Path of the construct that a resource is from, as the CDK notes it; empty when it does not."""
    path = resource.get("Metadata", {}).get("aws:cdk:path", "")
    return str(path).removesuffix("/Resource").removesuffix("/Default")


def _stacks(folder: Path, *, environment: str) -> Iterator[Stack]:
    for name, artifact in _artifacts(folder).items():
        properties = artifact.get("properties", {})
        if artifact["type"] == "cdk:cloud-assembly":
            nested = properties.get("displayName", name)
            yield from _stacks(folder / properties["directoryName"], environment=str(nested))
        elif artifact["type"] == "aws:cloudformation:stack":
            account, region = _target(str(artifact.get("environment", "")))
            stack = Stack(
                environment=environment,
                name=_display_name(environment, str(artifact.get("displayName", name))),
                deployed_as=str(properties.get("stackName", name)),
                account=account,
                region=region,
                template={},
                assets={},
                termination_protection=bool(properties.get("terminationProtection")),
            )
            yield from _with_nested(stack, folder, folder / properties["templateFile"])


def _artifacts(folder: Path) -> Mapping[str, Any]:
    manifest = folder / "manifest.json"
    try:
        found: Mapping[str, Any] = json.loads(manifest.read_text("utf-8"))["artifacts"]
    except (OSError, ValueError, KeyError) as problem:
        raise Unreadable(
            f"{folder} is no cloud assembly: it has no {manifest.name} of one; name a folder that `cdk synth` made"
        ) from problem
    return found


def _display_name(environment: str, shown: str) -> str:
    """What the CLI shows, without the stage and without the name in brackets where the two differ."""
    return shown.partition(" (")[0].removeprefix(f"{environment}/")


def _with_nested(stack: Stack, folder: Path, file: Path) -> Iterator[Stack]:
    """The stack with what its template says, and the stacks that are resources of it."""
    try:
        text = file.read_text("utf-8")
        raw = json.loads(text)
    except (OSError, ValueError) as problem:
        raise Unreadable(f"the template {file.name} of stack {stack.name!r} cannot be read as JSON") from problem
    resources: Mapping[str, Any] = raw.get("Resources", {})
    hashes = {key: tuple(_ASSET_HASH.findall(json.dumps(resource))) for key, resource in resources.items()}
    yield replace(
        stack,
        template=json.loads(_ASSET_HASH.sub(MASKED, text)),
        assets={key: found for key, found in hashes.items() if found},
    )
    for key, resource in resources.items():
        if resource["Type"] == "AWS::CloudFormation::Stack":
            for nested in _nested_template(folder, resource, hashes.get(key, ())):
                yield from _with_nested(replace(stack, name=f"{stack.name}/{key}", nested=True), folder, nested)


def _nested_template(folder: Path, resource: Mapping[str, Any], hashes: tuple[str, ...]) -> Iterator[Path]:
    """The template of a nested stack: the resource's metadata say where it is, or the list of assets does."""
    noted = resource.get("Metadata", {}).get("aws:asset:path")
    if noted:
        yield folder / noted
        return
    for listing in sorted(folder.glob("*.assets.json")):
        files = json.loads(listing.read_text("utf-8")).get("files", {})
        for found in hashes:
            if found in files:
                yield folder / files[found]["source"]["path"]
                return


def _target(environment: str) -> tuple[str, str]:
    """Account and Region of ``aws://ACCOUNT/REGION``; empty where only a deployment knows."""
    account, _, region = environment.removeprefix("aws://").partition("/")
    return _known(account), _known(region)


def _known(name: str) -> str:
    return "" if name.startswith("unknown") else name
