"""Files of endpoints for import jobs, written and checked line by line, however large they are. It loads no CDK."""

from __future__ import annotations

from .columns import columns_of
from .endpoint import problems_of
from .file_format import FileFormat
from .finding import Finding, Severity
from .linter import EndpointLinter
from .reading import Row, read_rows
from .writer import EndpointFileWriter, InvalidEndpoint, importable

__all__ = [
    "EndpointFileWriter",
    "EndpointLinter",
    "FileFormat",
    "Finding",
    "InvalidEndpoint",
    "Row",
    "Severity",
    "columns_of",
    "importable",
    "problems_of",
    "read_rows",
]
