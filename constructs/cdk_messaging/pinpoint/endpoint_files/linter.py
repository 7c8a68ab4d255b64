"""Checks of whole files: what an import would refuse, or take otherwise than it is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from . import quotas
from .endpoint import Endpoint, custom_names, problems_of
from .file_format import FileFormat
from .finding import Finding, Problem, Severity, error, warning
from .reading import Row, is_compressed, read_rows
from .seen import Seen

_PAUSE = 1000  # lines between two notes of progress


class EndpointLinter:
    """Checks the files of one import job, line by line; memory does not grow with them.

    A use is for one run of ``lint``; the counts are those so far.

    :param file_format: format of all files. Default: - by their names
    :param progress: told of bytes read and endpoints seen so far, now and then. Default: - nobody
    """

    def __init__(
        self, *, file_format: FileFormat | None = None, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._format, self._progress = file_format, progress
        self._names: set[str] = set()
        self._formats: dict[FileFormat, str] = {}
        self._files: Sequence[Path] = ()
        self.bytes = 0
        self.endpoints = 0
        self.found: Counter[Severity] = Counter()

    def lint(self, files: Sequence[Path]) -> Iterator[Finding]:
        """What is wrong with the files, in their order.

        :raises OSError: one of them cannot be read
        """
        self._files = files
        if len(files) > quotas.MOST_FILES:
            count = error("files", f"these are {len(files):,} files; an import takes {quotas.MOST_FILES:,}")
            yield self._note(files[quotas.MOST_FILES], None, count)
        with Seen() as seen:
            for number, file in enumerate(files):
                yield from self._lint_file(number, file, seen)
        self._tell()

    def _lint_file(self, number: int, file: Path, seen: Seen) -> Iterator[Finding]:
        form = self._format or FileFormat.of_name(file.name)
        problem = self._unreadable(file, form)
        if problem is not None or form is None:
            yield self._note(file, None, problem or error("format", "its name tells no format"))
            return
        self._formats.setdefault(form, file.name)
        if len(self._formats) > 1:
            mixed = "an import takes files of one format; here are CSV and JSON"
            yield self._note(file, None, error("mixed-formats", mixed))
        lines = 0
        for row in read_rows(file, form):
            lines += 1
            yield from self._lint_row(number, row, seen)
            if lines % _PAUSE == 0:
                self._tell()
        if not lines:
            yield self._note(file, None, error("empty", "the file is empty"))

    def _unreadable(self, file: Path, form: FileFormat | None) -> Problem | None:
        if is_compressed(file):
            return error("compressed", "the file is compressed; an import takes plain files only")
        if form is None:
            return error("format", "its name ends in neither .csv nor .json; say which it is")
        return None

    def _lint_row(self, number: int, row: Row, seen: Seen) -> Iterator[Finding]:
        file, before = self._files[number], self.bytes
        self.bytes += row.size
        if before <= quotas.MOST_IMPORT_BYTES < self.bytes:
            size = f"the files have more than {quotas.MOST_IMPORT_BYTES:,} bytes up to here; split the import"
            yield self._note(file, row.line, error("import-size", size))
        for problem in row.problems:
            yield self._note(file, row.line, problem)
        if row.endpoint is not None:
            self.endpoints += 1
            for problem in problems_of(row.endpoint):
                yield self._note(file, row.line, problem)
            yield from self._among_others(number, row.line, row.endpoint, seen)

    def _among_others(self, number: int, line: int, endpoint: Endpoint, seen: Seen) -> Iterator[Finding]:
        file = self._files[number]
        identity = endpoint.get("Id")
        if isinstance(identity, str) and identity:
            first = seen.first(identity, number, line)
            if first is not None:
                place = f"line {first[1]}" if first[0] == number else f"{self._files[first[0]]} line {first[1]}"
                twice = f"the Id is that of {place} too; one of both is lost"
                yield self._note(file, line, error("duplicate-id", twice))
        user = endpoint.get("User")
        user_id = user.get("UserId") if isinstance(user, dict) else None
        if isinstance(user_id, str) and user_id:
            count = seen.count_of_user(user_id)
            if count > quotas.MOST_OF_USER:
                many = f"it is endpoint {count} of its user; a user has {quotas.MOST_OF_USER} at most"
                yield self._note(file, line, warning("user-endpoints", many))
        yield from self._count_names(file, line, endpoint)

    def _count_names(self, file: Path, line: int, endpoint: Endpoint) -> Iterator[Finding]:
        """Once, where there are too many: those that follow are not kept either."""
        if len(self._names) > quotas.MOST_NAMES:
            return
        self._names.update(custom_names(endpoint))
        if len(self._names) > quotas.MOST_NAMES:
            many = f"the files name more than {quotas.MOST_NAMES} custom attributes up to here, the most of a project"
            yield self._note(file, line, error("attribute-names", many))

    def _note(self, file: Path, line: int | None, problem: Problem) -> Finding:
        self.found[problem.severity] += 1
        return Finding(str(file), line, problem.severity, problem.code, problem.message)

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self.bytes, self.endpoints)
