"""Versions of registrations: filled in, submitted, discarded, begun anew."""

from __future__ import annotations

import copy
from typing import Any

from sandbox.sms_voice import errors, listing, review
from sandbox.sms_voice.operations.registrations import NAMED, registration
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import Registration, RegistrationVersion
from sandbox.sms_voice.state import State, find

Json = dict[str, Any]

# A vetting or campaign belongs to a brand, which has to be named first.
_WANTS_BRAND = ("US_TEN_DLC_BRAND_VETTING", "US_TEN_DLC_CAMPAIGN_REGISTRATION")
_FILTERS: dict[str, Any] = {"registration-version-status": lambda version: version.status}
_VALUES = ("SelectChoices", "TextValue", "RegistrationAttachmentId")


@operation("CreateRegistrationVersion", resources=NAMED)
def create_registration_version(state: State, request: Json) -> Json:
    """A new draft with the values of the version before, which becomes read-only."""
    found = registration(state, request)
    if found.current.status not in ("APPROVED", "DENIED", "DISCARDED", "REVOKED"):
        message = f"version {found.current.number} of {found.id} is {found.current.status}"
        raise errors.conflict("CREATE_REGISTRATION_VERSION_NOT_ALLOWED", message, "registration", found.id)
    found.versions.append(RegistrationVersion(found.current.number + 1, copy.deepcopy(found.current.values)))
    return _identity(found) | _view(found.current)


@operation("DescribeRegistrationVersions", resources=NAMED)
def describe_registration_versions(state: State, request: Json) -> Json:
    """All versions, newest first, or those that were named."""
    found = registration(state, request)
    wanted = request.get("VersionNumbers")
    chosen = [_version(found, number) for number in wanted] if wanted else list(reversed(found.versions))
    shown = [
        _view(each) | ({"DeniedReasons": each.denied_reasons} if each.denied_reasons else {})
        for each in listing.filtered(chosen, request, _FILTERS)
    ]
    return _identity(found) | listing.page("RegistrationVersions", shown, request)


@operation("SubmitRegistrationVersion", resources=NAMED)
def submit_registration_version(state: State, request: Json) -> Json:
    """Hands the draft in."""
    found = registration(state, request)
    if found.current.status in review.UNDER_REVIEW:
        raise errors.conflict("REGISTRATION_ALREADY_SUBMITTED", f"{found.id} is submitted", "registration", found.id)
    wants_brand = found.kind in _WANTS_BRAND and not any("registration/" in arn for arn in found.associations)
    if found.current.status != "DRAFT" or not found.current.values or wants_brand:
        lacks = "a brand that is associated" if wants_brand else "a draft with values"
        message = f"{found.id} lacks {lacks}"
        raise errors.conflict("SUBMIT_REGISTRATION_VERSION_NOT_ALLOWED", message, "registration", found.id)
    asked = bool(request.get("AwsReview", False))
    review.submit(found, aws_review=asked)
    return _identity(found) | _view(found.current) | {"AwsReview": asked}


@operation("DiscardRegistrationVersion", resources=NAMED)
def discard_registration_version(state: State, request: Json) -> Json:
    """Takes back what was submitted and isn't reviewed yet."""
    found = registration(state, request)
    version = found.current
    if version.status != "SUBMITTED":
        message = f"version {version.number} of {found.id} is {version.status}; only SUBMITTED can be discarded"
        raise errors.conflict("DISCARD_REGISTRATION_VERSION_NOT_ALLOWED", message, "registration", found.id)
    version.become("DISCARDED")
    found.status = "COMPLETE" if found.latest("APPROVED") else "CREATED"
    return _identity(found) | _view(version)


@operation("PutRegistrationFieldValue", resources=NAMED)
def put_registration_field_value(state: State, request: Json) -> Json:
    """Fills in one field of the draft."""
    found = registration(state, request)
    given = {member: request[member] for member in _VALUES if member in request}
    if len(given) != 1:
        raise errors.invalid("PARAMETERS_CANNOT_BE_USED_TOGETHER", f"give one of {', '.join(_VALUES)}")
    attachment = given.get("RegistrationAttachmentId")
    if attachment is not None:
        find(state.attachments, attachment, "registration-attachment")
    _draft(found).values[request["FieldPath"]] = given
    return _value(found, request["FieldPath"], given)


@operation("DeleteRegistrationFieldValue", resources=NAMED)
def delete_registration_field_value(state: State, request: Json) -> Json:
    """Empties one field of the draft."""
    found, path = registration(state, request), request["FieldPath"]
    values = _draft(found).values
    if path not in values:
        problem = ("FieldPath", "has no value")
        raise errors.invalid("UNKNOWN_REGISTRATION_FIELD", f"{path} of {found.id} has no value", problem)
    return _value(found, path, values.pop(path))


@operation("DescribeRegistrationFieldValues", resources=NAMED)
def describe_registration_field_values(state: State, request: Json) -> Json:
    """The values of a version, by section or by field."""
    found = registration(state, request)
    version = _version(found, request["VersionNumber"]) if "VersionNumber" in request else found.current
    section, wanted = request.get("SectionPath"), request.get("FieldPaths")
    shown = [
        {"FieldPath": path, **value}
        for path, value in version.values.items()
        if (section is None or path.split(".")[0] == section) and (wanted is None or path in wanted)
    ]
    page = listing.page("RegistrationFieldValues", shown, request)
    return _identity(found) | {"VersionNumber": version.number, **page}


def _draft(found: Registration) -> RegistrationVersion:
    if found.current.status != "DRAFT":
        message = f"version {found.current.number} of {found.id} is {found.current.status}"
        raise errors.conflict("EDIT_REGISTRATION_FIELD_VALUES_NOT_ALLOWED", message, "registration", found.id)
    return found.current


def _version(found: Registration, number: int) -> RegistrationVersion:
    version = next((each for each in found.versions if each.number == number), None)
    if version is None:
        problem = ("VersionNumber", "does not exist")
        raise errors.invalid("UNKNOWN_REGISTRATION_VERSION", f"{found.id} has no version {number}", problem)
    return version


def _value(found: Registration, path: str, value: Json) -> Json:
    return _identity(found) | {"VersionNumber": found.current.number, "FieldPath": path, **value}


def _identity(found: Registration) -> Json:
    return {"RegistrationArn": found.arn, "RegistrationId": found.id}


def _view(version: RegistrationVersion) -> Json:
    known = ("DRAFT", "SUBMITTED", "AWS_REVIEWING", "REVIEWING", "REQUIRES_AUTHENTICATION", "APPROVED", "DISCARDED",
             "DENIED", "REVOKED", "ARCHIVED")  # fmt: skip
    history = {
        f"{status.title().replace('_', '')}Timestamp": version.history[status]
        for status in known
        if status in version.history
    }
    return {
        "VersionNumber": version.number,
        "RegistrationVersionStatus": version.status,
        "RegistrationVersionStatusHistory": history,
    }
