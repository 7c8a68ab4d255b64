"""References across Regions: Fn::GetStackOutput, and CDK's older pair of export writer and reader."""

from __future__ import annotations

import uuid
from typing import Any

from sandbox import seam
from sandbox.natives import handlers

Json = dict[str, Any]

WRITER, READER = "Custom::CrossRegionExportWriter", "Custom::CrossRegionExportReader"


def install() -> None:
    """Adds the types and mends the function."""
    seam.resolve_stack_outputs_in_their_region()
    seam.add_resource_type(WRITER, create=_write, update=_rewrite, delete=_unwrite)
    seam.add_resource_type(READER, create=_read, update=_reread, delete=_unread)


def _values(properties: Json) -> tuple[str, dict[str, str]]:
    given = properties["WriterProps"]
    return given["region"], {name: str(value) for name, value in given["exports"].items()}


def _write(_logical_id: str, properties: Json, _stack_name: str) -> seam.Created:
    region, exports = _values(properties)
    _put(region, exports)
    return f"cross-region-exports-{uuid.uuid4()}", {}


def _rewrite(physical_id: str, old: Json, new: Json, _stack_name: str, _logical_id: str) -> seam.Created:
    (old_region, before), (region, exports) = _values(old), _values(new)
    _remove(old_region, [name for name in before if old_region != region or name not in exports])
    _put(region, exports)
    return physical_id, {}


def _unwrite(_physical_id: str, properties: Json) -> None:
    region, exports = _values(properties)
    _remove(region, list(exports))


def _read(_logical_id: str, properties: Json, _stack_name: str) -> seam.Created:
    imports = properties["ReaderProps"]["imports"]
    return f"cross-region-imports-{uuid.uuid4()}", dict(imports)


def _reread(physical_id: str, _old: Json, new: Json, _stack_name: str, _logical_id: str) -> seam.Created:
    return physical_id, dict(new["ReaderProps"]["imports"])


def _unread(_physical_id: str, _properties: Json) -> None:
    """The parameters are the writer's."""


def _put(region: str, exports: dict[str, str]) -> None:
    ssm = _ssm(region)
    for name, value in exports.items():
        ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)


def _remove(region: str, names: list[str]) -> None:
    ssm = _ssm(region)
    for start in range(0, len(names), 10):
        ssm.delete_parameters(Names=names[start : start + 10])


def _ssm(region: str) -> Any:
    return handlers.root_client("ssm", region)
