"""Registrations: ``Custom::RegistrationFieldValue``, ``Custom::RegistrationSubmission`` and
``Custom::RegistrationAssociation``.

A submission and an association can't be undone, so deleting these does nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from .setting import Setting
from .sms_voice import client, reason_of, refusal

Event = Mapping[str, Any]
Outcome = tuple[str, Mapping[str, str]]
FieldValue = dict[str, Any]

_KINDS = ("TextValue", "SelectChoices", "RegistrationAttachmentId")
_NO_DRAFT = "EDIT_REGISTRATION_FIELD_VALUES_NOT_ALLOWED"


def _read(client: Any, properties: Mapping[str, Any]) -> FieldValue | None:
    answer = client.describe_registration_field_values(
        RegistrationId=properties["RegistrationId"], FieldPaths=[properties["FieldPath"]]
    )
    for found in answer["RegistrationFieldValues"]:
        return {kind: found[kind] for kind in _KINDS if found.get(kind)} or None
    return None


def _wanted(properties: Mapping[str, Any]) -> FieldValue:
    return {kind: properties[kind] for kind in _KINDS if kind in properties}


def _write(client: Any, properties: Mapping[str, Any], value: FieldValue | None, _current: Any) -> None:
    named = {name: properties[name] for name in ("RegistrationId", "FieldPath")}
    if value is None:
        client.delete_registration_field_value(**named)
        return
    try:
        client.put_registration_field_value(**named, **value)
    except ClientError as problem:
        # A version is begun for what this stack says, not to put something back.
        if reason_of(problem) != _NO_DRAFT or value != _wanted(properties):
            raise
        _begin_version(client, properties["RegistrationId"])
        client.put_registration_field_value(**named, **value)


def _begin_version(client: Any, registration: str) -> None:
    try:
        client.create_registration_version(RegistrationId=registration)
    except ClientError as problem:
        # The value of another field was faster; or the registration is under review, as the next request will say.
        if reason_of(problem) != "CREATE_REGISTRATION_VERSION_NOT_ALLOWED":
            raise


def submit(event: Event) -> Outcome:
    """Submit the newest version if it is a draft."""
    properties = event["ResourceProperties"]
    if event["RequestType"] == "Delete":
        return event["PhysicalResourceId"], {}
    registration = properties["RegistrationId"]
    try:
        pages = client().get_paginator("describe_registration_versions").paginate(RegistrationId=registration)
        newest = max(pages.search("RegistrationVersions[]"), key=lambda version: int(version["VersionNumber"]))
        if newest["RegistrationVersionStatus"] == "DRAFT":
            review = properties["AwsReview"] == "true"
            client().submit_registration_version(RegistrationId=registration, AwsReview=review)
    except ClientError as problem:
        raise refusal(problem) from None
    return _identity("RegistrationSubmission", registration), {}


def associate(event: Event) -> Outcome:
    """Associate a number, agent or registration, unless it is associated."""
    properties = event["ResourceProperties"]
    if event["RequestType"] == "Delete":
        return event["PhysicalResourceId"], {}
    registration, resource = properties["RegistrationId"], properties["ResourceId"]
    try:
        pages = client().get_paginator("list_registration_associations").paginate(RegistrationId=registration)
        if resource not in [found["ResourceArn"] for found in pages.search("RegistrationAssociations[]")]:
            client().create_registration_association(RegistrationId=registration, ResourceId=resource)
    except ClientError as problem:
        raise refusal(problem) from None
    return _identity("RegistrationAssociation", registration, resource), {}


def _identity(kind: str, *names: str) -> str:
    return f"{kind}:{hashlib.sha256(json.dumps(names).encode()).hexdigest()[:16]}"


FIELD_VALUE = Setting(
    key=("RegistrationId", "FieldPath"),
    wanted=_wanted,
    read=_read,
    write=_write,
    stays=frozenset({_NO_DRAFT, "REGISTRATION_FIELD_CANNOT_BE_DELETED"}),
)
