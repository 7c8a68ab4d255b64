"""AWS::WAFv2::WebACLAssociation and AWS::WAFv2::LoggingConfiguration. The rules themselves stop nothing here.

A web ACL before a distribution writes its log: every request passes by the default action.
https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html
"""

from __future__ import annotations

import json
import logging
import time
import uuid
from typing import Any

from sandbox import seam
from sandbox.cloudformation import schema

logger = logging.getLogger("sandbox.web_acl")

Json = dict[str, Any]

ASSOCIATION, LOGGING = "AWS::WAFv2::WebACLAssociation", "AWS::WAFv2::LoggingConfiguration"

_ASSOCIATION_SCHEMA = schema.obj(
    {"ResourceArn": schema.string(longest=2048, shortest=20), "WebACLArn": schema.string(longest=2048, shortest=20)},
    "ResourceArn", "WebACLArn",
)  # fmt: skip
_LOGGING_PREFIX = "aws-waf-logs-"
_REDACTED = "REDACTED"

_configurations: dict[str, Json] = {}
"""The logging of web ACLs by their ARNs."""


def install() -> None:
    """Adds the types."""
    both = ("ResourceArn", "WebACLArn")
    seam.add_resource_type(ASSOCIATION, create=_associate, update=_reassociate, delete=_disassociate, replaced_by=both)
    seam.add_resource_type(LOGGING, create=_log, update=_relog, delete=_unlog, replaced_by=("ResourceArn",))
    seam.watch_viewer_requests(_write)


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
    _configurations[properties["ResourceArn"]] = properties
    return properties["ResourceArn"], {"ManagedByFirewallManager": "false"}


def _relog(physical_id: str, _old: Json, new: Json, _stack_name: str, _logical_id: str) -> seam.Created:
    _check_logging(new)
    _configurations[physical_id] = new
    return physical_id, {"ManagedByFirewallManager": "false"}


def _unlog(physical_id: str, _properties: Json) -> None:
    _configurations.pop(physical_id, None)


def _write(distribution: Json, request: seam.Viewed) -> None:
    arn = seam.web_acl_of(distribution)
    configuration = _configurations.get(arn)
    if configuration is None or not _kept(configuration.get("LoggingFilter")):
        return
    destination = configuration["LogDestinationConfigs"][0].removesuffix(":*")
    if ":logs:" not in destination:
        return  # a bucket or a delivery stream: nothing is written there
    now = int(time.time() * 1000)
    record = json.dumps(_record(arn, distribution["Id"], configuration, request, now), separators=(",", ":"))
    with seam.scope(destination.split(":")[4], destination.split(":")[3]):
        problem = seam.put_log_event(destination.split(":", 6)[-1], f"cloudfront_{arn.split('/')[2]}_0", record, now)
    if problem:
        logger.warning("a line of the log of %s was lost: %s", arn, problem)


def _kept(logging_filter: Json | None) -> bool:
    """Whether a request that was allowed is logged."""
    for each in (logging_filter or {}).get("Filters") or []:
        if any(condition.get("ActionCondition", {}).get("Action") == "ALLOW" for condition in each["Conditions"]):
            return bool(each["Behavior"] == "KEEP")
    return bool((logging_filter or {}).get("DefaultBehavior", "KEEP") == "KEEP")


def _record(arn: str, distribution: str, configuration: Json, request: seam.Viewed, now: int) -> Json:
    fields = configuration.get("RedactedFields") or []
    hidden = {each["SingleHeader"]["Name"].lower() for each in fields if "SingleHeader" in each}
    whole = {name for each in fields for name in each}
    headers = [
        {"name": name, "value": _REDACTED if name.lower() in hidden else value}
        for name, value in request.headers.items()
    ]
    return {
        "timestamp": now,
        "formatVersion": 1,
        "webaclId": arn,
        "terminatingRuleId": "Default_Action",
        "terminatingRuleType": "REGULAR",
        "action": "ALLOW",
        "terminatingRuleMatchDetails": [],
        "httpSourceName": "CF",
        "httpSourceId": distribution,
        "ruleGroupList": [],
        "rateBasedRuleList": [],
        "nonTerminatingMatchingRules": [],
        "requestHeadersInserted": None,
        "responseCodeSent": None,
        "httpRequest": {
            "clientIp": request.client,
            "country": "-",
            "headers": headers,
            "uri": _REDACTED if "UriPath" in whole else request.uri,
            "args": _REDACTED if "QueryString" in whole else request.query,
            "httpVersion": "HTTP/1.1",
            "httpMethod": _REDACTED if "Method" in whole else request.method,
            "requestId": uuid.uuid4().hex,
        },
    }


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
