"""What differs between two assemblies, resource by resource."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from review.assembly import Assembly, Stack, Template, path_of
from review.files import FileChange, file_changes
from review.renamed import renamed

_PROGRAM = Path(__file__).parent / "differences.mjs"


class DifferFailed(Exception):
    """The CDK's own library could not compare; nothing can be said."""


@dataclass(frozen=True, kw_only=True)
class ResourceChange:
    """One resource that is new, gone or different.

    :param before: the resource as it was; None when it is new.
    :param after: the resource as it will be; None when it goes.
    :param properties: names of the properties that differ.
    :param others: names of what differs beside properties: ``DeletionPolicy``, ``DependsOn``.
    """

    logical_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    properties: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """CloudFormation type, as it was or, for a new one, as it will be."""
        return str((self.before or self.after or {})["Type"])

    @property
    def path(self) -> str:
        """Path of its construct; its logical id when the template has none."""
        return path_of(self.after or self.before or {}) or self.logical_id

    @property
    def added(self) -> bool:
        """Whether it is new."""
        return self.before is None

    @property
    def removed(self) -> bool:
        """Whether it goes."""
        return self.after is None


@dataclass(frozen=True, kw_only=True)
class StackChange:
    """What differs in a stack.

    :param before: None when the stack is new.
    :param after: None when the stack goes.
    :param assets: logical ids of resources whose files changed and nothing else; every other change of an asset shows
        in ``resources`` anyway.
    :param sections: names of outputs, parameters and the like that differ, by section.
    :param files: what differs within its assets.
    """

    environment: str
    name: str
    before: Stack | None
    after: Stack | None
    resources: tuple[ResourceChange, ...] = ()
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    assets: tuple[str, ...] = ()
    files: tuple[FileChange, ...] = ()

    @property
    def stack(self) -> Stack:
        """The stack as it will be, or as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError(f"stack {self.name!r} is neither before nor after the change")
        return found

    @property
    def moves(self) -> bool:
        """Whether it gets another name, account or Region, which makes it another stack."""
        if self.before is None or self.after is None:
            return False
        return any(old and new and old != new for old, new in zip(self.before.place, self.after.place, strict=True))

    @property
    def as_new(self) -> StackChange:
        """The same with nothing before it."""
        added = (
            ResourceChange(logical_id=key, before=None, after=resource)
            for key, resource in self.stack.resources.items()
        )
        return replace(self, before=None, resources=tuple(added), files=())

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        if self.before is None or self.after is None or self.resources or self.sections or self.assets:
            return False
        return (self.before.place, self.before.termination_protection) == (
            self.after.place,
            self.after.termination_protection,
        )


def compare(before: Assembly, after: Assembly) -> tuple[StackChange, ...]:
    """Everything that differs, by environment and stack.

    :raises DifferFailed: Node or the library is not there, or it refuses a template.
    """
    keys = sorted({*before.stacks, *after.stacks})
    pairs = [(before.stacks.get(key), after.stacks.get(key)) for key in keys]
    templates = [_comparable(*pair) for pair in pairs]
    changed = [index for index, (old, new) in enumerate(templates) if old != new]
    answers = dict(zip(changed, _differences([templates[index] for index in changed]), strict=True))
    changes = [
        _stack_change(key, pair, answers.get(index), before, after)
        for index, (key, pair) in enumerate(zip(keys, pairs, strict=True))
    ]
    return tuple(change for change in changes if not change.empty)


def _comparable(before: Stack | None, after: Stack | None) -> tuple[Template, Template]:
    old: Template = before.template if before else {}
    new: Template = after.template if after else {}
    return old, renamed(old, new)


def _stack_change(
    key: tuple[str, str],
    pair: tuple[Stack | None, Stack | None],
    answer: Mapping[str, Any] | None,
    old: Assembly,
    new: Assembly,
) -> StackChange:
    before, after = pair
    resources = tuple(_resource_changes(answer or {}))
    told = {change.logical_id for change in resources}
    assets = () if before is None or after is None else tuple(sorted(_changed_assets(before, after) - told))
    sections = {name: tuple(sorted(found)) for name, found in (answer or {}).get("sections", {}).items()}
    return StackChange(
        environment=key[0],
        name=key[1],
        before=before,
        after=after,
        resources=resources,
        sections=sections,
        assets=assets,
        files=() if before is None or after is None else tuple(file_changes(before, after, old, new)),
    )


def _resource_changes(answer: Mapping[str, Any]) -> Iterator[ResourceChange]:
    for found in sorted(answer.get("resources", ()), key=lambda each: str(each["logicalId"])):
        change = ResourceChange(
            logical_id=found["logicalId"],
            before=found["before"],
            after=found["after"],
            properties=tuple(sorted(found["properties"])),
            others=tuple(sorted(set(found["others"]) - {"Metadata"})),
        )
        if change.added or change.removed or change.properties or change.others:
            yield change


def _changed_assets(before: Stack, after: Stack) -> set[str]:
    return {key for key, hashes in after.assets.items() if before.assets.get(key, hashes) != hashes}


def _differences(pairs: list[tuple[Template, Template]]) -> list[Mapping[str, Any]]:
    if not pairs:
        return []
    node = shutil.which("node")
    if node is None:
        raise DifferFailed("node is not there; run it inside the virtual environment, or by `make review`")
    done = subprocess.run([node, str(_PROGRAM)], input=json.dumps(pairs), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise DifferFailed(f"the templates could not be compared: {done.stderr.strip()[-2000:]}")
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found
