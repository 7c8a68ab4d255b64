"""What an endpoint, and an import of endpoints, may have at most.

Source: Amazon Pinpoint Developer Guide, "Quotas": endpoints, endpoint import, ``CreateImportJob``
"""

from __future__ import annotations

MOST_IMPORT_BYTES = 1_000_000_000
"""Of all files of an import job. AWS says 1 GB, not whether it means more than that many bytes."""
MOST_FILES = 10_000
MOST_ENDPOINT_BYTES = 15_360
SAFE_ENDPOINT_BYTES = 15_000
"""AWS says 15 KB, not which of both that is."""
MOST_NAMES = 250
"""Names of custom attributes in ``Attributes``, ``Metrics`` and ``UserAttributes`` together, in a project."""
MOST_VALUES = 50
LONGEST_NAME = 50
LONGEST_VALUE = 100
MOST_OF_USER = 15
"""Endpoints with one user id."""
