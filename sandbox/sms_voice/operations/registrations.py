"""Registrations, and what they are associated with."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, errors, listing, quotas, review, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import RcsAgent, Registration
from sandbox.sms_voice.state import PhoneNumber, Resource, State, find, new_id

Json = dict[str, Any]

NAMED = arns.of("registration", "RegistrationId")
MOST_ASSOCIATIONS = 49
# The whole list of types is only in AWS's API; these are the two endings that public code shows.
_KINDS = ("_REGISTRATION", "_VETTING")
_NUMBERS = {"US_TOLL_FREE_REGISTRATION": "TOLL_FREE", "US_TEN_DLC_CAMPAIGN_REGISTRATION": "TEN_DLC"}
_FILTERS: dict[str, Any] = {
    "registration-type": lambda found: found.kind,
    "registration-status": lambda found: found.status,
}
_ASSOCIATION_FILTERS: dict[str, Any] = {
    "resource-type": lambda shown: shown["ResourceType"],
    "iso-country-code": lambda shown: shown.get("IsoCountryCode"),
}


def registration(state: State, request: Json) -> Registration:
    """The registration that a request names. :raises ServiceError: there is none."""
    return find(state.registrations, request["RegistrationId"], "registration")


@operation("CreateRegistration")
def create_registration(state: State, request: Json) -> Json:
    """A new registration whose first version is a draft."""
    quotas.check(len(state.registrations), "REGISTRATIONS")
    kind = request["RegistrationType"]
    if not kind.endswith(_KINDS):
        problem = ("RegistrationType", "is not a registration type")
        raise errors.invalid("UNKNOWN_REGISTRATION_TYPE", f"there is no registration type {kind}", problem)
    made = new_id("registration")
    found = Registration(
        id=made, arn=state.arn(f"registration/{made}"), kind=kind, tags=views.tag_map(request.get("Tags"))
    )
    state.registrations[made] = found
    return view(found) | {"Tags": views.tag_list(found)}


@operation("DescribeRegistrations", resources=arns.of_each("registration", "RegistrationIds"))
def describe_registrations(state: State, request: Json) -> Json:
    """The account's, or those that were named."""
    named = request.get("RegistrationIds")
    found = (
        [find(state.registrations, each, "registration") for each in named]
        if named
        else list(state.registrations.values())
    )
    return listing.page("Registrations", [view(each) for each in listing.filtered(found, request, _FILTERS)], request)


@operation("DeleteRegistration", resources=NAMED)
def delete_registration(state: State, request: Json) -> Json:
    """Deletes a registration that isn't under review."""
    found = registration(state, request)
    if found.status in review.UNDER_REVIEW:
        message = f"{found.id} is {found.status}"
        raise errors.conflict("RESOURCE_DELETION_NOT_ALLOWED", message, "registration", found.id)
    del state.registrations[found.id]
    found.status = "DELETED"
    return view(found)


def _both(state: State, request: Json) -> list[str]:
    resource = _resource(state, str(request.get("ResourceId", "")))
    return [*NAMED(state, request), resource.arn if resource is not None else "*"]


@operation("CreateRegistrationAssociation", resources=_both)
def create_registration_association(state: State, request: Json) -> Json:
    """Ties a number, an RCS agent or another registration to a registration."""
    found = registration(state, request)
    resource = _resource(state, request["ResourceId"])
    if resource is None:
        raise errors.not_found("phone-number", request["ResourceId"])
    if resource.arn in found.associations:
        message = f"{resource.arn} is associated with {found.id}"
        raise errors.conflict("RESOURCE_ALREADY_ASSOCIATED", message, "registration", found.id)
    if len(found.associations) >= MOST_ASSOCIATIONS:
        raise errors.quota_exceeded("ASSOCIATIONS_PER_REGISTRATION", f"{found.id} has {MOST_ASSOCIATIONS} associations")
    if isinstance(resource, PhoneNumber):
        _check_number(found, resource)
        resource.registration_id = found.id
    found.associations.append(resource.arn)
    return _identity(found) | {"RegistrationType": found.kind, **_association(resource)}


def _check_number(found: Registration, number: PhoneNumber) -> None:
    if _NUMBERS.get(found.kind, number.number_type) != number.number_type:
        message = f"a {number.number_type} number has no {found.kind}"
        raise errors.invalid("INVALID_REGISTRATION_ASSOCIATION", message, ("ResourceId", message))
    # A 10DLC campaign takes its numbers once it is complete.
    if found.kind == "US_TEN_DLC_CAMPAIGN_REGISTRATION" and found.status != "COMPLETE":
        message = f"{found.id} is {found.status}"
        raise errors.conflict("REGISTRATION_NOT_COMPLETE", message, "registration", found.id)


@operation("ListRegistrationAssociations", resources=NAMED)
def list_registration_associations(state: State, request: Json) -> Json:
    """What a registration is associated with, as far as it still exists."""
    found = registration(state, request)
    resources = [_resource(state, arn) for arn in found.associations]
    shown = [_association(each) for each in resources if each is not None]
    page = listing.page("RegistrationAssociations", listing.filtered(shown, request, _ASSOCIATION_FILTERS), request)
    return _identity(found) | {"RegistrationType": found.kind, **page}


def _resource(state: State, reference: str) -> Resource | None:
    owned: list[Resource] = [
        *state.phone_numbers.values(), *state.rcs_agents.values(), *state.registrations.values(),
    ]  # fmt: skip
    return next((each for each in owned if reference in (each.arn, each.arn.rsplit("/", 1)[-1])), None)


def _association(resource: Resource) -> Json:
    shown: Json = {
        "ResourceArn": resource.arn,
        "ResourceId": resource.arn.rsplit("/", 1)[-1],
        "ResourceType": resource.arn.split(":")[-1].split("/")[0],
    }
    if isinstance(resource, PhoneNumber):
        shown |= {"IsoCountryCode": resource.country, "PhoneNumber": resource.number}
    elif isinstance(resource, RcsAgent):
        shown["IsoCountryCode"] = "ZZ"
    return shown


def _identity(found: Registration) -> Json:
    return {"RegistrationArn": found.arn, "RegistrationId": found.id}


def view(found: Registration) -> Json:
    """What all responses about a registration share."""
    approved, denied = found.latest("APPROVED"), found.latest("DENIED")
    return {
        **_identity(found),
        "RegistrationType": found.kind,
        "RegistrationStatus": found.status,
        "CurrentVersionNumber": found.current.number,
        **({"ApprovedVersionNumber": approved.number} if approved else {}),
        **({"LatestDeniedVersionNumber": denied.number} if denied else {}),
        "CreatedTimestamp": found.created,
    }
