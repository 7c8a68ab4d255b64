"""How resources look in responses."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice.state import ConfigurationSet, Origination, PhoneNumber, Pool, ProtectConfiguration, Resource
from sandbox.sms_voice.throttle import parts_rate

Json = dict[str, Any]

# What a number costs a month is only on AWS's pricing page; this is one made-up price.
MONTHLY_PRICE = "1.00"


def tag_list(resource: Resource) -> list[Json]:
    """TagList."""
    return [{"Key": key, "Value": value} for key, value in resource.tags.items()]


def tag_map(tags: list[Json] | None) -> dict[str, str]:
    """The tags of a request."""
    return {tag["Key"]: tag["Value"] for tag in tags or []}


def _two_way(settings: Origination) -> Json:
    return {
        "TwoWayEnabled": settings.two_way,
        "TwoWayChannelArn": settings.two_way_channel,
        "TwoWayChannelRole": settings.two_way_role,
        "SelfManagedOptOutsEnabled": settings.self_managed_opt_outs,
        "OptOutListName": settings.opt_out_list,
    }


def _given(members: Json) -> Json:
    return {name: value for name, value in members.items() if value is not None}


def phone_number(number: PhoneNumber) -> Json:
    """What all responses about a number share."""
    return _given(
        {
            "PhoneNumberArn": number.arn,
            "PhoneNumberId": number.id,
            "PhoneNumber": number.number,
            "Status": "ACTIVE",
            "IsoCountryCode": number.country,
            "MessageType": number.message_type,
            "NumberCapabilities": number.capabilities,
            "NumberType": number.number_type,
            "MonthlyLeasingPrice": MONTHLY_PRICE,
            **_two_way(number),
            "RegistrationId": number.registration_id,
            "CreatedTimestamp": number.created,
        }
    )


def phone_number_information(number: PhoneNumber) -> Json:
    """PhoneNumberInformation."""
    return phone_number(number) | _given(
        {
            "DeletionProtectionEnabled": number.deletion_protection,
            "InternationalSendingEnabled": number.international,
            "PoolId": number.pool_id,
            "MessagingLimits": {"RateLimits": {"SMS": int(parts_rate(number))}},
        }
    )


def pool(found: Pool) -> Json:
    """What all responses about a pool share."""
    return _given(
        {
            "PoolArn": found.arn,
            "PoolId": found.id,
            "Status": "ACTIVE",
            "MessageType": found.message_type,
            **_two_way(found),
            "SharedRoutesEnabled": found.shared_routes,
            "CreatedTimestamp": found.created,
        }
    )


def pool_information(found: Pool) -> Json:
    """PoolInformation."""
    return pool(found) | {"DeletionProtectionEnabled": found.deletion_protection}


def configuration_set(found: ConfigurationSet) -> Json:
    """ConfigurationSetInformation without its protect configuration."""
    return _given(
        {
            "ConfigurationSetArn": found.arn,
            "ConfigurationSetName": found.name,
            "EventDestinations": [destination.to_json() for destination in found.destinations.values()],
            "DefaultMessageType": found.default_message_type,
            "DefaultSenderId": found.default_sender_id,
            "DefaultMessageFeedbackEnabled": found.feedback,
            "CreatedTimestamp": found.created,
        }
    )


def protect_configuration(found: ProtectConfiguration) -> Json:
    """ProtectConfigurationInformation."""
    return {
        "ProtectConfigurationArn": found.arn,
        "ProtectConfigurationId": found.id,
        "CreatedTimestamp": found.created,
        "AccountDefault": found.account_default,
        "DeletionProtectionEnabled": found.deletion_protection,
    }
