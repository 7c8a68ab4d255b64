"""A deployment as the infrastructure makes it: table, environment variables, settings."""

from __future__ import annotations

from typing import Any

from tests.runtime.fakes.queue import MAX_RECEIVES

TABLE = "consents"
NUMBER = "+12065550100"
OTHER_NUMBER = "+12065550101"
HANDLERS = ("signup", "sender", "reply", "settlement", "sweeper", "expiry", "reconciliation")
ENVIRONMENT = {
    "TABLE_NAME": TABLE,
    "OUTBOX_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/111122223333/outbox",
    "ORIGINATION_IDENTITY": "arn:aws:sms-voice:us-east-1:111122223333:pool/pool-1",
    "CONFIGURATION_SET": "alerts",
    "OPT_OUT_LIST": "arn:aws:sms-voice:us-east-1:111122223333:opt-out-list/alerts",
    "HASH_KEY_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:111122223333:secret:hash-key-AbCdEf",
    "METRICS_NAMESPACE": "Test",
    "PROGRAMME": "alerts",
    "OUTBOX_MAX_RECEIVES": str(MAX_RECEIVES),
    "TRUSTED_VIEWER_HEADER": "0",
}
SETTINGS: dict[str, Any] = {
    "programme": "alerts",
    "brand": "Example Corp",
    "consent": {"version": "0123456789abcdef", "text": "I agree to get texts.", "locale": "en-US"},
    "texts": {
        "confirmation": "Example Corp: Reply YES to get alerts.",
        "subscribed": "Example Corp: You now get alerts.",
        "help": "Example Corp: For help, email help@example.com.",
        "stop": "Example Corp: You get no more messages.",
    },
    "keywords": {
        "confirm": ["YES"],
        "opt_out": ["STOP", "OPT OUT", "OPT-OUT", "CANCEL", "REVOKE"],
        "opt_in": ["START", "UNSTOP"],
        "help": ["HELP", "INFO"],
    },
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
    "pending_retention_seconds": 2592000,
    "outbox_retention_seconds": 2592000,
    "form_grace_seconds": 86400,
    "self_managed_opt_outs": False,
    "sources": ["web", "kiosk"],
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
