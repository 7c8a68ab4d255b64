"""Where long work stands, in a file, so that the same command goes on where it was interrupted."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .problems import WrongCall

PRIVATE = 0o600  # such files hold phone numbers


class Checkpoint:
    """The position of one piece of work. Without a file nothing is remembered.

    :param path: the file. Default: - none
    :param work: what tells this work from other work: a position is of use to the same work only.
    :raises WrongCall: the file is not readable, or is of other work.
    """

    def __init__(self, path: Path | None, work: Mapping[str, Any]) -> None:
        self._path = path
        self._work = json.loads(json.dumps(work))
        self.position: dict[str, Any] = self._read()

    def save(self, **position: Any) -> None:
        """Remember a position, in one step: an interruption leaves the old one or the new one."""
        self.position = position
        if self._path is not None:
            write_private(self._path, json.dumps({"work": self._work, "position": position}, indent=1) + "\n")

    def done(self) -> None:
        """Forget the position: the work is finished."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def _read(self) -> dict[str, Any]:
        if self._path is None or not self._path.exists():
            return {}
        try:
            found = json.loads(self._path.read_text("utf-8"))
            work, position = found["work"], found["position"]
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise WrongCall(f"{self._path} is no checkpoint; delete it, or name another file") from problem
        if work != self._work:
            other = next((key for key in self._work if work.get(key) != self._work[key]), "work")
            raise WrongCall(
                f"checkpoint {self._path} is of other work: its {other} is {work.get(other)!r}, this one's is "
                f"{self._work.get(other)!r}; repeat the same command, or name another file"
            )
        return dict(position)


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, readable for its owner only."""
    draft = path.with_name(path.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
