"""A deployment as the infrastructure makes it: table, environment variables, settings."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from tests.runtime.fakes.queue import MAX_RECEIVES

TABLE = "consents"
NUMBER = "+12065550100"
OTHER_NUMBER = "+12065550101"
HANDLERS = ("signup", "sender", "reply", "settlement", "sweeper", "expiry", "reconciliation", "consent_check")
ENVIRONMENT = {
    "TABLE_NAME": TABLE,
    "OUTBOX_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/111122223333/outbox",
    "ORIGINATION_IDENTITY": "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-1",
    "CONFIGURATION_SET": "alerts",
    "OPT_OUT_LIST": "arn:aws:sms-voice:us-east-1:111122223333:opt-out-list/alerts",
    "HASH_KEY_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:111122223333:secret:hash-key-AbCdEf",
    "METRICS_NAMESPACE": "Test",
    "OUTBOX_MAX_RECEIVES": str(MAX_RECEIVES),
    "TRUSTED_VIEWER_HEADER": "0",
}
CAPTCHA_SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:captcha-AbCdEf"
VERSION = "0123456789abcdef"
NAME_FIELD: dict[str, Any] = {"name": "name", "type": "text", "required": True, "max_length": 100, "choices": []}
EMAIL_FIELD: dict[str, Any] = {"name": "email", "type": "email", "required": True, "max_length": None, "choices": []}


def make_locale(version: str, **boxes: str) -> dict[str, Any]:
    """A programme's texts in a language.

    :param boxes: texts of the boxes by kind.
    """
    return {
        "consent": {"version": version, "boxes": [{"kind": kind, "text": text} for kind, text in boxes.items()]},
        "texts": {
            "confirmation": "Example Corp: Reply YES to get alerts.",
            "subscribed": "Example Corp: You now get alerts.",
            "help": "Example Corp: For help, email help@example.com.",
            "stop": "Example Corp: You get no more messages.",
        },
    }


def make_programme(confirm: str = "YES", **members: Any) -> dict[str, Any]:
    """A programme of the settings.

    :param members: what differs from a transactional one in English.
    """
    return {
        "brand": "Example Corp",
        "type": "transactional",
        "default_locale": "en-US",
        "keywords": {
            "confirm": [confirm],
            "opt_out": ["STOP", "OPT OUT", "OPT-OUT", "CANCEL", "REVOKE"],
            "opt_in": ["START", "UNSTOP"],
            "help": ["HELP", "INFO"],
        },
        "locales": {"en-US": make_locale(VERSION, transactional="I agree to get texts.")},
        **members,
    }


def make_form(programme: str = "alerts", **members: Any) -> dict[str, Any]:
    """A form of the settings.

    :param members: what differs from one that asks for a name and a number.
    """
    return {
        "programme": programme,
        "phone_required": True,
        "terms_required": False,
        "fields": [NAME_FIELD],
        "pages": {"en-US": {"thanks": "/thanks.html", "problem": "/problem.html"}},
        **members,
    }


SETTINGS: dict[str, Any] = {
    "programmes": {"alerts": make_programme()},
    "forms": {"web": make_form(), "kiosk": make_form(pages={})},
    "captcha": None,
    "countries": {
        "US": {"calling_code": "1", "national_prefix": "1", "international_prefixes": ["011"], "lengths": [10]},
        "GB": {"calling_code": "44", "national_prefix": "0", "international_prefixes": ["00"], "lengths": [9, 10]},
    },
    "default_country": "US",
    "number_validation": "carrier-lookup",
    "refused_number_types": ["LANDLINE", "INVALID"],
    "message_type": "TRANSACTIONAL",
    "max_price": "0.10",
    "messages_per_second": 1.0,
    "attempt_lifetime_seconds": 86400,
    "cool_down_seconds": 600,
    "daily_cap": 3,
    "prefix_limit": 1000,  # off the way of tests that are about something else
    "prefix_digits": 3,
    "prefix_window_seconds": 3600,
    "address_limit": 1000,
    "address_window_seconds": 600,
    "proof_retention_seconds": None,
    "pending_retention_seconds": 2592000,
    "outbox_retention_seconds": 2592000,
    "form_grace_seconds": 86400,
    "self_managed_opt_outs": False,
    "lookup_timeout_seconds": 1.5,
    "feedback_expiry_seconds": 3300,
}

TABLE_DEFINITION: dict[str, Any] = {
    "TableName": TABLE,
    "BillingMode": "PAY_PER_REQUEST",
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "AttributeDefinitions": [
        {"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "status_key", "status_at")
    ],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": "by_status",
            "KeySchema": [
                {"AttributeName": "status_key", "KeyType": "HASH"},
                {"AttributeName": "status_at", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
    ],
}


def settings_with(
    *,
    programmes: Mapping[str, Any] | None = None,
    forms: Mapping[str, Any] | None = None,
    locales: Mapping[str, Any] | None = None,
    **members: Any,
) -> dict[str, Any]:
    """:data:`SETTINGS` with more programmes, forms and languages, and with other members.

    :param programmes: further ones, or others in the place of those there (see :func:`make_programme`).
    :param forms: likewise (see :func:`make_form`).
    :param locales: further languages of the first programme (see :func:`make_locale`).
    """
    content = copy.deepcopy(SETTINGS)
    content["programmes"]["alerts"]["locales"].update(locales or {})
    content["programmes"].update(programmes or {})
    content["forms"].update(forms or {})
    return {**content, **members}
