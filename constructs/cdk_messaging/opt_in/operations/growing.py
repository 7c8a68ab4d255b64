"""A file that long work writes bit by bit, and that is cut back to where a checkpoint knows it before work goes on."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from .checkpoint import PRIVATE


class GrowingFile:
    """Readable for its owner only, because it holds personal data. A context manager.

    :param path: the file; what stands there already is replaced, or goes on from ``at``.
    :param at: length in bytes up to which it is whole. Default: - it begins anew
    """

    def __init__(self, path: Path, *, at: int | None) -> None:
        flags = os.O_RDWR | os.O_CREAT | (os.O_TRUNC if at is None else 0)
        self._file: IO[bytes] = os.fdopen(os.open(path, flags, PRIVATE), "r+b")
        self._file.truncate(at or 0)
        path.chmod(PRIVATE)  # one that stood there may have been open to others
        self._file.seek(at or 0)

    def write(self, text: str) -> None:
        """Add some text."""
        self._file.write(text.encode())

    def written(self) -> int:
        """Make sure that all of it is on the disk; returns the length in bytes."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def __enter__(self) -> GrowingFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def csv_line(cells: Iterable[Any]) -> str:
    """A line of a CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
