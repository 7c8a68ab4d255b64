"""Files for import, each small enough for an import job."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from . import quotas, vocabulary
from .columns import ColumnMissing, header_problems, row_of
from .endpoint import problems_of
from .file_format import FileFormat
from .finding import Severity

Endpoint = Mapping[str, Any]


class InvalidEndpoint(ValueError):
    """An endpoint that no import would take; the message names members, and not what they hold."""


def importable(endpoint: Endpoint) -> Endpoint:
    """What an import takes of an endpoint: all but ``CohortId``, ``EffectiveDate`` and the like.

    :raises InvalidEndpoint: an import would refuse it
    """
    kept = {name: value for name, value in endpoint.items() if name not in vocabulary.NOT_IMPORTED}
    wrong = [problem.message for problem in problems_of(kept) if problem.severity is Severity.ERROR]
    if wrong:
        raise InvalidEndpoint("; ".join(wrong))
    return kept


class EndpointFileWriter:
    """Writes endpoints into files of a folder, a new file whenever the next endpoint would make one too large.

    A context manager. When the work fails, the files that it made are removed again. Existing files are never replaced.

    :param folder: an existing folder
    :param file_format: format of the files
    :param name: what the files are called, before a number. Default: - ``endpoints``
    :param columns: columns of CSV files, such as ``Location.Country``; one for each value of a custom attribute, as
        ``columns_of`` finds them. Default: - for JSON, which needs none
    :param most_bytes: bytes of a file at most. Default: - those of an import job
    :raises ValueError: if CSV has no columns, or columns that no import takes, or files would have no room
    """

    def __init__(
        self,
        folder: Path,
        *,
        file_format: FileFormat,
        name: str = "endpoints",
        columns: Sequence[str] = (),
        most_bytes: int = quotas.MOST_IMPORT_BYTES,
    ) -> None:
        if most_bytes < 1:
            raise ValueError(f"most_bytes is {most_bytes}: use 1 or more")
        if file_format is FileFormat.CSV:
            problems = [problem.message for problem in header_problems(columns)]
            if problems:
                raise ValueError("; ".join(problems))
        elif columns:
            raise ValueError("columns are for CSV files: leave them out for JSON")
        self._folder, self._name, self._most = folder, name, most_bytes
        self._format, self._columns = file_format, tuple(columns)
        self._file: IO[bytes] | None = None
        self._written = 0
        self.files: list[Path] = []
        self.endpoints = 0

    def write(self, endpoint: Endpoint) -> None:
        """Write one endpoint. What no import takes of it (``CohortId``, ``EffectiveDate``, ...) is left out.

        :raises InvalidEndpoint: an import would refuse it, or there is no column for a value of it
        """
        line = self._line(importable(endpoint))
        file = self._file
        if file is None or self._written + len(line) > self._most:
            file = self._next_file()
        file.write(line)
        self._written += len(line)
        self.endpoints += 1

    def _line(self, endpoint: Endpoint) -> bytes:
        if self._format is FileFormat.JSON:
            return (json.dumps(endpoint, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        try:
            return _csv_line(row_of(endpoint, self._columns))
        except ColumnMissing as problem:
            raise InvalidEndpoint(str(problem)) from None

    def _next_file(self) -> IO[bytes]:
        self._close()
        path = self._folder / f"{self._name}-{len(self.files) + 1:05}.{self._format.lower()}"
        self._file = path.open("xb")
        self.files.append(path)
        header = _csv_line(self._columns) if self._format is FileFormat.CSV else b""
        self._file.write(header)
        self._written = len(header)
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> EndpointFileWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        if kind is not None:
            for path in self.files:
                path.unlink(missing_ok=True)


def _csv_line(cells: Iterable[str]) -> bytes:
    for cell in (cells := list(cells)):
        if any(sign in cell for sign in "\r\n\t"):
            raise InvalidEndpoint("a value holds a line break or a tab, which CSV files for import cannot: use JSON")
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()
