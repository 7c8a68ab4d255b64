"""AWS::WAFv2::WebACLAssociation and AWS::WAFv2::LoggingConfiguration. The rules themselves stop nothing here."""

from __future__ import annotations

from typing import Any

from sandbox import seam
from sandbox.cloudformation import schema

Json = dict[str, Any]

ASSOCIATION, LOGGING = "AWS::WAFv2::WebACLAssociation", "AWS::WAFv2::LoggingConfiguration"

_ASSOCIATION_SCHEMA = schema.obj(
    {"ResourceArn": schema.string(longest=2048, shortest=20), "WebACLArn": schema.string(longest=2048, shortest=20)},
    "ResourceArn", "WebACLArn",
)  # fmt: skip
_LOGGING_PREFIX = "aws-waf-logs-"


def install() -> None:
    """Adds the types."""
    both = ("ResourceArn", "WebACLArn")
    seam.add_resource_type(ASSOCIATION, create=_associate, update=_reassociate, delete=_disassociate, replaced_by=both)
    seam.add_resource_type(LOGGING, create=_log, update=_relog, delete=_unlog, replaced_by=("ResourceArn",))


def _associate(_logical_id: str, properties: Json, _stack_name: str) -> seam.Created:
    schema.check(_ASSOCIATION_SCHEMA, properties)
    problem = seam.associate_web_acl(properties["WebACLArn"], properties["ResourceArn"])
    if problem:
        raise ValueError(problem)
    return f"{properties['ResourceArn']}|{properties['WebACLArn']}", {}


def _reassociate(physical_id: str, _old: Json, _new: Json, _stack_name: str, _logical_id: str) -> seam.Created:
    return physical_id, {}


def _disassociate(_physical_id: str, properties: Json) -> None:
    seam.disassociate_web_acl(properties["ResourceArn"])


def _log(_logical_id: str, properties: Json, _stack_name: str) -> seam.Created:
    _check_logging(properties)
    return properties["ResourceArn"], {"ManagedByFirewallManager": "false"}


def _relog(physical_id: str, _old: Json, new: Json, _stack_name: str, _logical_id: str) -> seam.Created:
    _check_logging(new)
    return physical_id, {"ManagedByFirewallManager": "false"}


def _unlog(_physical_id: str, _properties: Json) -> None:
    """No logs are written, so there is nothing to undo."""


def _check_logging(properties: Json) -> None:
    """One destination, whose name begins as AWS WAF wants it; the rest of the type is taken as it is."""
    destinations = properties.get("LogDestinationConfigs") or []
    if len(destinations) != 1:
        raise schema.InvalidProperties(
            f"LogDestinationConfigs needs exactly one destination, found {len(destinations)}"
        )
    name = destinations[0].removesuffix(":*").split(":")[-1].split("/")[-1]
    if not name.startswith(_LOGGING_PREFIX):
        raise schema.InvalidProperties(f"the log destination {name} has to begin with {_LOGGING_PREFIX}")
