"""What differs within assets: which files, and for JSON files which values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from review.assembly import Assembly, Stack
from review.values import differing

_LARGEST = 1_000_000  # bytes of a JSON file that is looked into


@dataclass(frozen=True, kw_only=True)
class FileChange:
    """A file of an asset that is new, gone or different.

    :param asset: logical id of the first resource that names the asset.
    :param values: path, before and after of each value that differs, for a JSON file in both; empty for others.
    """

    asset: str
    file: str
    kind: str
    values: tuple[tuple[str, Any, Any], ...] = ()


def file_changes(before: Stack, after: Stack, old: Assembly, new: Assembly) -> Iterator[FileChange]:
    """The files that differ between the assets of two versions of a stack, each asset once."""
    seen = set()
    for logical_id in sorted(before.assets.keys() & after.assets.keys()):
        for was, becomes in zip(before.assets[logical_id], after.assets[logical_id], strict=False):
            folders = old.folders.get(was), new.folders.get(becomes)
            if was == becomes or (was, becomes) in seen or folders[0] is None or folders[1] is None:
                continue
            seen.add((was, becomes))
            for file, kind, values in _between(folders[0], folders[1]):
                yield FileChange(asset=logical_id, file=file, kind=kind, values=values)


@cache
def _between(before: Path, after: Path) -> tuple[tuple[str, str, tuple[tuple[str, Any, Any], ...]], ...]:
    old, new = _files(before), _files(after)
    found: list[tuple[str, str, tuple[tuple[str, Any, Any], ...]]] = []
    for name in sorted({*old, *new}):
        if name not in old or name not in new:
            found.append((name, "added" if name in new else "removed", ()))
        elif old[name].read_bytes() != new[name].read_bytes():
            found.append((name, "changed", tuple(_values(old[name], new[name]))))
    return tuple(found)


def _files(folder: Path) -> dict[str, Path]:
    if folder.is_file():
        return {folder.suffix.lstrip(".") or "file": folder}
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}


def _values(before: Path, after: Path) -> Iterator[tuple[str, Any, Any]]:
    if before.suffix != ".json" or max(before.stat().st_size, after.stat().st_size) > _LARGEST:
        return
    try:
        old, new = (json.loads(each.read_text("utf-8")) for each in (before, after))
    except ValueError:
        return
    yield from differing(old, new)
