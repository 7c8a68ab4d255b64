"""Prepared changes to this repository's sources: each made in a copy, synthesized and reviewed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

from review.__main__ import review
from tests.support.app import ROOT

FOLDER = Path(__file__).parent / "prepared"
SOURCES = ("constructs", "stacks", "app.py", "cdk.json")
_NO_ACKNOWLEDGEMENTS = Path(os.devnull)


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A text of a file that another takes the place of; without ``old``, a file that is new."""

    file: str
    new: str
    old: str | None = None


@dataclass(frozen=True, kw_only=True)
class PreparedChange:
    """A change, and what a report on it says.

    :param name: its file's; one that is harmless begins so.
    :param says: texts that the report has.
    :param environments: those that are synthesized.
    """

    name: str
    about: str
    edits: tuple[Edit, ...]
    says: tuple[str, ...] = ()
    environments: tuple[str, ...] = ("prod",)

    @property
    def harmless(self) -> bool:
        """Whether it must raise nothing."""
        return self.name.startswith("harmless_")

    @classmethod
    def read(cls, file: Path) -> PreparedChange:
        """Read one."""
        content = tomllib.loads(file.read_text("utf-8"))
        edits = tuple(Edit(**edit) for edit in content.pop("edits"))
        lists = {key: tuple(value) for key, value in content.items() if isinstance(value, list)}
        return cls(name=file.stem, edits=edits, **{**content, **lists})


@dataclass
class Workshop:
    """Where changes are made. The sources are copied once, so that work in the tree meanwhile changes nothing.

    :param folder: an empty folder.
    """

    folder: Path
    _bases: dict[tuple[str, ...], Future[Path]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(max_workers=os.cpu_count())

    def start(self, change: PreparedChange) -> Future[tuple[str, bool]]:
        """Begin with a change; the report and whether there is a danger come when they are ready."""
        self._base(change.environments)  # before the change, so that a worker never waits for one behind it
        return self._pool.submit(self._review, change)

    def assemblies(self, change: PreparedChange) -> tuple[Path, Path]:
        """The assemblies before and after a change that is done."""
        return self._base(change.environments).result(), self.folder / f"{change.name}.out"

    def close(self) -> None:
        """Finish."""
        self._pool.shutdown(cancel_futures=True)

    @cached_property
    def _sources(self) -> Path:
        return _copy(ROOT, self.folder / "sources")

    def _base(self, environments: tuple[str, ...]) -> Future[Path]:
        with self._lock:
            if environments not in self._bases:
                tree = self._tree("base-" + "-".join(environments), environments)
                self._bases[environments] = self._pool.submit(_synthesize, tree)
            return self._bases[environments]

    def _tree(self, name: str, environments: tuple[str, ...]) -> Path:
        tree = _copy(self._sources, self.folder / name)
        (tree / "environments").mkdir()
        for environment in environments:
            file = f"environments/{environment}.toml"
            shutil.copy2(ROOT / file, tree / file)
        return tree

    def _review(self, change: PreparedChange) -> tuple[str, bool]:
        tree = self._tree(change.name, change.environments)
        for edit in change.edits:
            _apply(edit, tree)
        after = _synthesize(tree)
        return review(self._base(change.environments).result(), after, _NO_ACKNOWLEDGEMENTS)


def _copy(source: Path, target: Path) -> Path:
    target.mkdir()
    for name in SOURCES:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)  # with compiled Python: it is as new as the sources
        else:
            shutil.copy2(source / name, target / name)
    return target


def _apply(edit: Edit, tree: Path) -> None:
    file = tree / edit.file
    if edit.old is None:
        file.write_text(edit.new, "utf-8")
        return
    content = file.read_text("utf-8")
    if content.count(edit.old) != 1:
        raise AssertionError(f"{edit.file} has {content.count(edit.old)} times, not once:\n{edit.old}")
    file.write_text(content.replace(edit.old, edit.new), "utf-8")


def _synthesize(tree: Path) -> Path:
    output = tree.parent / f"{tree.name}.out"
    # As the CLI does: constructs' paths are in the templates.
    context = json.loads((tree / "cdk.json").read_text("utf-8"))["context"] | {"aws:cdk:enable-path-metadata": True}
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=tree,
        env={
            **os.environ,
            "CDK_CONTEXT_JSON": json.dumps(context),
            "CDK_OUTDIR": str(output),
            "PYTHONPATH": os.pathsep.join([str(tree / "constructs"), str(tree)]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise AssertionError(f"{tree.name} does not synthesize:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return output
