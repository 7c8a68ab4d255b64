"""Endpoints as Amazon Pinpoint's export jobs wrote them: gzip files of JSON lines, on the disk or in Amazon S3.

They are read line by line and never held, however many there are.

Source: Amazon Pinpoint Developer Guide, "Exporting endpoints from Amazon Pinpoint".
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

SUFFIXES = (".gz", ".json", ".jsonl", ".ndjson")
"""What files of an export are called; others in the same place are left alone."""
LONGEST_LINE = 1 << 18
"""Bytes. An endpoint has 15 KB at most, so a longer line is none."""
_GZIP = b"\x1f\x8b"
_S3 = "s3"


class ExportProblem(Exception):
    """An export that cannot be read; the message is for the operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """One file of an export.

    :param name: path or S3 URI.
    :param identity: tells its content from every other.
    :param open: opens it, compressed or not as it is.
    """

    name: str
    identity: Callable[[], str]
    open: Callable[[], IO[bytes]]


def find_files(sources: Iterable[str], *, s3: Callable[[], Any]) -> list[ExportFile]:
    """The files of an export, always in the same order.

    :param sources: files, folders, and S3 URIs of objects or prefixes (``s3://bucket/exports/``).
    :param s3: makes a client of Amazon S3; called only where a source is there.
    :raises ExportProblem: a source is not there, or has no file of an export.
    """
    found = [file for source in sources for file in _files_of(source, s3)]
    names = [file.name for file in found]
    twice = next((name for name in names if names.count(name) > 1), None) if len({*names}) < len(names) else None
    if twice is not None:
        raise ExportProblem(f"{twice} is named twice; name each file once")
    return found


def endpoints(files: Iterable[ExportFile], *, after: int = 0) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Position (from 1 on, over all files) and endpoint of each line, or what is wrong with it.

    :param after: lines up to this position are passed over.
    :raises ExportProblem: a file cannot be read.
    """
    position = 0
    for file in files:
        for line in _lines(file):
            position += 1
            if position > after:
                yield position, _endpoint(line)


def content_of(files: Iterable[ExportFile]) -> str:
    """What tells the content of these files from every other."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(json.dumps([file.name, file.identity()]).encode())
    return digest.hexdigest()


# -- finding


def _files_of(source: str, s3: Callable[[], Any]) -> list[ExportFile]:
    found = _objects(source, s3()) if urlsplit(source).scheme == _S3 else _paths(Path(source))
    if not found:
        raise ExportProblem(f"{source} has no file of an export ({', '.join(SUFFIXES)})")
    return found


def _paths(path: Path) -> list[ExportFile]:
    if not path.exists():
        raise ExportProblem(f"cannot read {path}: No such file or directory")
    if not path.is_dir():
        return [_local(path)]
    return [_local(file) for file in sorted(path.rglob("*")) if file.is_file() and file.name.endswith(SUFFIXES)]


def _local(path: Path) -> ExportFile:
    def identity() -> str:
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as problem:
            raise ExportProblem(f"cannot read {path}: {problem.strerror}") from problem

    return ExportFile(name=str(path), identity=identity, open=lambda: path.open("rb"))


def _objects(uri: str, client: Any) -> list[ExportFile]:
    parts = urlsplit(uri)
    bucket, prefix = parts.netloc, parts.path.removeprefix("/")
    if not bucket:
        raise ExportProblem(f"{uri!r} names no bucket; give s3://bucket/prefix")
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    rows = [row for page in pages for row in page.get("Contents", []) if row["Key"].endswith(SUFFIXES)]
    return [_remote(client, bucket, row) for row in sorted(rows, key=lambda row: str(row["Key"]))]


def _remote(client: Any, bucket: str, row: Mapping[str, Any]) -> ExportFile:
    """Only the very object that was listed is read: another one in its place is refused by its tag."""

    def download() -> IO[bytes]:
        body: IO[bytes] = client.get_object(Bucket=bucket, Key=row["Key"], IfMatch=row["ETag"])["Body"]
        return body

    return ExportFile(name=f"s3://{bucket}/{row['Key']}", identity=lambda: str(row["ETag"]), open=download)


# -- reading


def _lines(file: ExportFile) -> Iterator[bytes]:
    """Lines that are not blank; of one that is too long, the beginning."""
    try:
        with closing(file.open()) as raw, closing(_unpacked(raw)) as content:
            while line := content.readline(LONGEST_LINE):
                whole = line.endswith(b"\n")
                if line.strip():
                    yield line
                while not whole and (rest := content.readline(LONGEST_LINE)):
                    whole = rest.endswith(b"\n")
    except (OSError, EOFError, zlib.error) as problem:  # gzip's own complaint is an OSError
        raise ExportProblem(f"cannot read {file.name}: {problem}") from problem


def _unpacked(raw: IO[bytes]) -> IO[bytes]:
    """Compressed or not, by how it begins, whatever it is called."""
    buffered: Any = io.BufferedReader(raw)
    unpacked: Any = gzip.GzipFile(fileobj=buffered) if buffered.peek(2)[:2] == _GZIP else buffered
    return io.BufferedReader(unpacked) if unpacked is not buffered else unpacked


def _endpoint(line: bytes) -> Mapping[str, Any] | str:
    if len(line) >= LONGEST_LINE:
        return f"the line is longer than {LONGEST_LINE:,} bytes"
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else "the line is no JSON object"
