"""Resource types that hold what cannot be made again, and what is lost with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import cfnlint

_LISTED = Path(cfnlint.__file__).parent / "data" / "AdditionalSpecs" / "StatefulResources.json"

_LOST: Mapping[str, str] = {
    "AWS::ApiGateway::ApiKey": "the key that clients have",
    "AWS::Cognito::UserPool": "the users",
    "AWS::DynamoDB::GlobalTable": "the table's items, in every Region",
    "AWS::DynamoDB::Table": "the table's items",
    "AWS::KMS::Key": "everything that it encrypted, once the waiting period is over",
    "AWS::Kinesis::Stream": "the records that nobody has read yet",
    "AWS::Logs::LogGroup": "the log",
    "AWS::Pinpoint::App": "the project with its endpoints, segments and campaigns",
    "AWS::Route53::HostedZone": "the names, and the name servers that the domain points to",
    "AWS::S3::Bucket": "the objects",
    "AWS::SMSVOICE::OptOutList": "who has opted out",
    "AWS::SMSVOICE::PhoneNumber": "the phone number; a released number is gone for ever",
    "AWS::SMSVOICE::Pool": "the pool's id, which senders use",
    "AWS::SMSVOICE::Registration": "the registration with what was filled in and approved",
    "AWS::SMSVOICE::SenderId": "the sender ID, which may need a new registration",
    "AWS::SNS::Topic": "the topic's ARN, which phone numbers and subscribers name",
    "AWS::SQS::Queue": "the messages that wait in it",
    "AWS::SecretsManager::Secret": "the secret's value",
    "AWS::Timestream::Table": "the records",
    "Custom::RequestedPhoneNumber": "the phone number; a released number is gone for ever",
}


@cache
def lost_with(resource_type: str) -> str | None:
    """What is lost when a resource of this type goes; None for a type that can be made again."""
    if resource_type in _LOST:
        return _LOST[resource_type]
    return "what it holds" if resource_type in _listed() else None


@cache
def _listed() -> frozenset[str]:
    types = frozenset(json.loads(_LISTED.read_text("utf-8"))["ResourceTypes"])
    return types - {"AWS::CloudFormation::Stack"}  # its resources are looked at one by one
