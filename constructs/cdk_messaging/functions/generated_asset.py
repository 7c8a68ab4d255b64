"""Assets made of files that exist only at synth: code with its settings, pages with their texts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import jsii

Files = Mapping[str, bytes]
"""Relative path to content."""


@jsii.implements(cdk.ILocalBundling)
class _FileWriter:
    """Writes the files where the CDK wants the asset; no container is ever asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def try_bundle(self, output_dir: str, *_args: Any, **_options: Any) -> bool:
        """Write all files below the output folder. Named and shaped as the CDK's interface has it."""
        for name, content in self._files.items():
            path = Path(output_dir, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return True


def asset_options(files: Files) -> dict[str, Any]:
    """The arguments of ``from_asset`` (beside its path) for an asset with exactly these files.

    The hash is that of names and contents, so equal files are one asset and a synth changes nothing by itself.
    """
    return {
        "asset_hash": _digest(files),
        "asset_hash_type": cdk.AssetHashType.CUSTOM,
        "bundling": cdk.BundlingOptions(
            # Required by the type; never used, because the writer always succeeds.
            image=cdk.DockerImage.from_registry("unused"),
            local=_FileWriter(files),
        ),
    }


def _digest(files: Files) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()
