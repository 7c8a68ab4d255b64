"""Import and export of endpoints by jobs: their roles, the jobs themselves, and segments that are imported."""

from __future__ import annotations

from ..endpoint_files import FileFormat
from .export_job import ExportJob
from .export_role import ExportRole
from .import_job import ImportJob
from .import_role import ImportRole
from .imported_segment import ImportedSegment

__all__ = [
    "ExportJob",
    "ExportRole",
    "FileFormat",
    "ImportJob",
    "ImportRole",
    "ImportedSegment",
]
