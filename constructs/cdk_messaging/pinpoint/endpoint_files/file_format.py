"""Formats of files for import."""

from __future__ import annotations

from enum import StrEnum


class FileFormat(StrEnum):
    """What the files of an import are. A job takes files of one format; those of the other are left out.

    Source: Amazon Pinpoint Developer Guide, "Import endpoints into Amazon Pinpoint"
    """

    CSV = "CSV"
    JSON = "JSON"
    """One object a line."""

    @classmethod
    def of_name(cls, name: str) -> FileFormat | None:
        """The format that a file is named after, None where its name doesn't tell."""
        plain = name.lower().removesuffix(".gz")
        if plain.endswith(".csv"):
            return cls.CSV
        return cls.JSON if plain.endswith((".json", ".jsonl", ".ndjson")) else None
