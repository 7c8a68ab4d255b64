"""What Amazon Pinpoint limits, as data, and counted over the whole app when it is synthesized.

What AWS limits of SMS and voice beside it is in ``sms_voice.quotas``. Of the number of projects the guide says
both that it stays (its table) and that AWS Support raises it (its history, 11 October 2021): here it can be raised.

Source: "Amazon Pinpoint quotas", Amazon Pinpoint developer guide; ``line`` is that of the edition of December 2023.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from constructs import Construct, IConstruct

from ..quotas import Quotas

CONTEXT_KEY = "cdk_messaging:pinpoint-quotas"
"""Context that raises quotas: an object from the name of a quota to a number."""


class Quota(StrEnum):
    """What is limited."""

    PROJECTS = "projects"
    CAMPAIGNS = "campaigns"
    SEGMENT_SIZE_OF_CAMPAIGN = "segment-size-of-campaign"
    EVENT_CAMPAIGNS = "event-campaigns"
    EMAIL_BYTES = "email-bytes"
    EMAIL_IDENTITIES = "email-identities"
    EMAIL_RECIPIENTS = "email-recipients"
    EMAILS_A_DAY_IN_SANDBOX = "emails-a-day-in-sandbox"
    EMAILS_A_SECOND_IN_SANDBOX = "emails-a-second-in-sandbox"
    ENDPOINT_BYTES = "endpoint-bytes"
    ENDPOINT_ATTRIBUTES = "endpoint-attributes"
    ENDPOINT_ATTRIBUTE_NAME = "endpoint-attribute-name"
    ENDPOINT_ATTRIBUTE_VALUE = "endpoint-attribute-value"
    ENDPOINTS_PER_BATCH = "endpoints-per-batch"
    ENDPOINTS_PER_USER = "endpoints-per-user"
    VALUES_PER_ATTRIBUTE = "values-per-attribute"
    VALUES_PER_USER_ATTRIBUTE = "values-per-user-attribute"
    IMPORT_JOBS = "import-jobs"
    IMPORT_BYTES = "import-bytes"
    IMPORT_FILES = "import-files"
    EVENT_TYPES = "event-types"
    EVENT_ATTRIBUTE_KEYS = "event-attribute-keys"
    VALUES_PER_EVENT_ATTRIBUTE = "values-per-event-attribute"
    EVENT_ATTRIBUTE_NAME = "event-attribute-name"
    EVENT_ATTRIBUTE_VALUE = "event-attribute-value"
    EVENT_METRIC_KEYS = "event-metric-keys"
    EVENTS_PER_REQUEST = "events-per-request"
    EVENTS_REQUEST_BYTES = "events-request-bytes"
    EVENT_BYTES = "event-bytes"
    KEYS_PER_EVENT = "keys-per-event"
    REQUEST_BYTES = "request-bytes"
    JOURNEYS = "journeys"
    EVENT_JOURNEYS = "event-journeys"
    ACTIVITIES_PER_JOURNEY = "activities-per-journey"
    SEGMENT_SIZE_OF_JOURNEY = "segment-size-of-journey"
    CONTACT_CENTER_ACTIVITIES_PER_JOURNEY = "contact-center-activities-per-journey"
    CLOSED_DAY_RULES_PER_CHANNEL = "closed-day-rules-per-channel"
    CLOSED_DAY_RULE_NAME = "closed-day-rule-name"
    CLOSED_DAY_RULE_DAYS = "closed-day-rule-days"
    OPEN_HOURS_RULES_PER_DAY = "open-hours-rules-per-day"
    JOURNEY_DAYS = "journey-days"
    LAMBDA_PAYLOAD_BYTES = "lambda-payload-bytes"
    LAMBDA_SECONDS = "lambda-seconds"
    LAMBDA_ATTEMPTS = "lambda-attempts"
    EVENT_ATTRIBUTES_PER_ENDPOINT = "event-attributes-per-endpoint"
    LAMBDA_EVENT_ATTRIBUTE_NAME = "lambda-event-attribute-name"
    LAMBDA_EVENT_ATTRIBUTE_VALUE = "lambda-event-attribute-value"
    RECOMMENDERS = "recommenders"
    RECOMMENDERS_PER_TEMPLATE = "recommenders-per-template"
    RECOMMENDATIONS = "recommendations"
    RECOMMENDED_ATTRIBUTES = "recommended-attributes"
    RECOMMENDED_ATTRIBUTES_WITH_LAMBDA = "recommended-attributes-with-lambda"
    RECOMMENDED_ATTRIBUTE_NAME = "recommended-attribute-name"
    RECOMMENDED_ATTRIBUTE_DISPLAY_NAME = "recommended-attribute-display-name"
    RECOMMENDED_ATTRIBUTE_VALUE = "recommended-attribute-value"
    TEMPLATES = "templates"
    VERSIONS_PER_TEMPLATE = "versions-per-template"
    EMAIL_TEMPLATE = "email-template"
    IN_APP_TEMPLATE = "in-app-template"
    PUSH_TEMPLATE = "push-template"
    PUSH_TEMPLATE_ADM = "push-template-adm"
    PUSH_TEMPLATE_APNS = "push-template-apns"
    PUSH_TEMPLATE_BAIDU = "push-template-baidu"
    PUSH_TEMPLATE_GCM = "push-template-gcm"
    SMS_TEMPLATE = "sms-template"
    VOICE_TEMPLATE = "voice-template"
    PUSH_PER_SECOND = "push-per-second"
    ADM_BYTES = "adm-bytes"
    APNS_BYTES = "apns-bytes"
    APNS_SANDBOX_BYTES = "apns-sandbox-bytes"
    BAIDU_BYTES = "baidu-bytes"
    GCM_BYTES = "gcm-bytes"
    IN_APP_CAMPAIGNS = "in-app-campaigns"
    DIMENSIONS_PER_SEGMENT = "dimensions-per-segment"
    GROUPS_PER_SEGMENT = "groups-per-segment"
    SOURCES_PER_SEGMENT = "sources-per-segment"
    SEGMENT_DEPTH = "segment-depth"
    TWO_WAY_TOPICS = "two-way-topics"
    TEXTS_A_SECOND_TO_ONE_PERSON = "texts-a-second-to-one-person"
    TEN_DLC_BRANDS = "ten-dlc-brands"
    TEN_DLC_CAMPAIGNS = "ten-dlc-campaigns"
    TEN_DLC_NUMBERS = "ten-dlc-numbers"
    CALLS_A_DAY_IN_SANDBOX = "calls-a-day-in-sandbox"
    CALLS_A_DAY_TO_ONE_PERSON = "calls-a-day-to-one-person"
    CALLS_A_MINUTE_IN_SANDBOX = "calls-a-minute-in-sandbox"
    CALLS_A_MINUTE = "calls-a-minute"
    CALLS_A_SECOND_FROM_ONE_NUMBER = "calls-a-second-from-one-number"
    CALL_SECONDS_IN_SANDBOX = "call-seconds-in-sandbox"
    CALL_SECONDS = "call-seconds"
    CALL_CHARACTERS = "call-characters"
    CALL_CHARACTERS_WITH_MARKUP = "call-characters-with-markup"


@dataclass(frozen=True)
class Limit:
    """A quota.

    :param value: the number that AWS allows at first
    :param per: what it is for, and what is counted where that doesn't go without saying
    :param line: line of the guide that says so
    :param adjustable: whether AWS raises it when asked
    """

    value: int
    per: str
    line: int
    adjustable: bool = False


LIMITS: Mapping[Quota, Limit] = MappingProxyType(
    {
        Quota.PROJECTS: Limit(100, "account and Region", 22024, adjustable=True),
        Quota.CAMPAIGNS: Limit(200, "account and Region, active ones", 22136),
        Quota.SEGMENT_SIZE_OF_CAMPAIGN: Limit(100_000_000, "imported segment", 22138),
        Quota.EVENT_CAMPAIGNS: Limit(25, "project", 22139),
        Quota.EMAIL_BYTES: Limit(10_485_760, "message with attachments", 22153),
        Quota.EMAIL_IDENTITIES: Limit(10_000, "account and Region", 22171),
        Quota.EMAIL_RECIPIENTS: Limit(50, "message", 22170),
        Quota.EMAILS_A_DAY_IN_SANDBOX: Limit(200, "account, recipients in 24 hours", 22178, adjustable=True),
        Quota.EMAILS_A_SECOND_IN_SANDBOX: Limit(1, "account, recipients a second", 22179, adjustable=True),
        Quota.ENDPOINT_BYTES: Limit(15_360, "endpoint", 22191),
        Quota.ENDPOINT_ATTRIBUTES: Limit(250, "project, attributes, metrics and user attributes together", 22192),
        Quota.ENDPOINT_ATTRIBUTE_NAME: Limit(50, "name, characters", 22198),
        Quota.ENDPOINT_ATTRIBUTE_VALUE: Limit(100, "value, characters", 22199),
        Quota.ENDPOINTS_PER_BATCH: Limit(100, "request", 22200),
        Quota.ENDPOINTS_PER_USER: Limit(15, "user", 22201),
        Quota.VALUES_PER_ATTRIBUTE: Limit(50, "attribute", 22202),
        Quota.VALUES_PER_USER_ATTRIBUTE: Limit(50, "attribute", 22203),
        Quota.IMPORT_JOBS: Limit(10, "account, running ones", 22210),
        Quota.IMPORT_BYTES: Limit(1_073_741_824, "import job", 22214),
        Quota.IMPORT_FILES: Limit(10_000, "import job", 22074),
        Quota.EVENT_TYPES: Limit(1_500, "project, custom ones", 22221),
        Quota.EVENT_ATTRIBUTE_KEYS: Limit(500, "project", 22222),
        Quota.VALUES_PER_EVENT_ATTRIBUTE: Limit(100_000, "attribute", 22223),
        Quota.EVENT_ATTRIBUTE_NAME: Limit(50, "name, characters", 22224),
        Quota.EVENT_ATTRIBUTE_VALUE: Limit(200, "value, characters; of a longer one the event is dropped", 22227),
        Quota.EVENT_METRIC_KEYS: Limit(500, "project", 22228),
        Quota.EVENTS_PER_REQUEST: Limit(100, "request", 22229),
        Quota.EVENTS_REQUEST_BYTES: Limit(4_194_304, "request", 22230),
        Quota.EVENT_BYTES: Limit(1_024_000, "event", 22231),
        Quota.KEYS_PER_EVENT: Limit(40, "event, attributes and metrics together", 22232),
        Quota.REQUEST_BYTES: Limit(7_340_032, "request or response of the API", 22030),
        Quota.JOURNEYS: Limit(50, "account and Region, active ones", 22241),
        Quota.EVENT_JOURNEYS: Limit(40, "account and Region, active ones", 22242),
        Quota.ACTIVITIES_PER_JOURNEY: Limit(40, "journey", 22245),
        Quota.SEGMENT_SIZE_OF_JOURNEY: Limit(100_000_000, "imported segment", 22246),
        Quota.CONTACT_CENTER_ACTIVITIES_PER_JOURNEY: Limit(3, "journey", 22247),
        Quota.CLOSED_DAY_RULES_PER_CHANNEL: Limit(20, "channel of a journey", 22248),
        Quota.CLOSED_DAY_RULE_NAME: Limit(150, "name, characters", 22249),
        Quota.CLOSED_DAY_RULE_DAYS: Limit(7, "rule, days from start to end", 22250),
        Quota.OPEN_HOURS_RULES_PER_DAY: Limit(4, "day", 22251),
        Quota.JOURNEY_DAYS: Limit(540, "journey, days", 22266),
        Quota.LAMBDA_PAYLOAD_BYTES: Limit(6_291_456, "request or response of a function", 22258),
        Quota.LAMBDA_SECONDS: Limit(15, "function, seconds", 22262),
        Quota.LAMBDA_ATTEMPTS: Limit(3, "function", 22282),
        Quota.EVENT_ATTRIBUTES_PER_ENDPOINT: Limit(5, "endpoint given to a function", 22263),
        Quota.LAMBDA_EVENT_ATTRIBUTE_NAME: Limit(128, "name, characters", 22264),
        Quota.LAMBDA_EVENT_ATTRIBUTE_VALUE: Limit(128, "value, characters", 22265),
        Quota.RECOMMENDERS: Limit(100, "account and Region", 22273),
        Quota.RECOMMENDERS_PER_TEMPLATE: Limit(1, "message template", 22273),
        Quota.RECOMMENDATIONS: Limit(5, "endpoint or user", 22274),
        Quota.RECOMMENDED_ATTRIBUTES: Limit(1, "endpoint or user, without a function", 22277),
        Quota.RECOMMENDED_ATTRIBUTES_WITH_LAMBDA: Limit(10, "endpoint or user, with a function", 22277),
        Quota.RECOMMENDED_ATTRIBUTE_NAME: Limit(50, "name, characters", 22278),
        Quota.RECOMMENDED_ATTRIBUTE_DISPLAY_NAME: Limit(25, "display name, characters", 22278),
        Quota.RECOMMENDED_ATTRIBUTE_VALUE: Limit(100, "value, characters", 22279),
        Quota.TEMPLATES: Limit(20_000, "account and Region", 22293),
        Quota.VERSIONS_PER_TEMPLATE: Limit(5_000, "template", 22294),
        Quota.EMAIL_TEMPLATE: Limit(600_000, "template, characters", 22295),
        Quota.IN_APP_TEMPLATE: Limit(200_000, "template, characters", 22296),
        Quota.PUSH_TEMPLATE: Limit(4_000, "default part, characters", 22297),
        Quota.PUSH_TEMPLATE_ADM: Limit(6_000, "part for ADM, characters", 22298),
        Quota.PUSH_TEMPLATE_APNS: Limit(4_000, "part for APNs, characters", 22299),
        Quota.PUSH_TEMPLATE_BAIDU: Limit(4_000, "part for Baidu, characters", 22300),
        Quota.PUSH_TEMPLATE_GCM: Limit(4_000, "part for FCM, characters", 22304),
        Quota.SMS_TEMPLATE: Limit(1_600, "template, characters", 22305),
        Quota.VOICE_TEMPLATE: Limit(10_000, "template, characters", 22306),
        Quota.PUSH_PER_SECOND: Limit(25_000, "campaign, notifications a second", 22313, adjustable=True),
        Quota.ADM_BYTES: Limit(6_144, "notification", 22314),
        Quota.APNS_BYTES: Limit(4_096, "notification", 22315),
        Quota.APNS_SANDBOX_BYTES: Limit(4_096, "notification", 22318),
        Quota.BAIDU_BYTES: Limit(4_096, "notification", 22319),
        Quota.GCM_BYTES: Limit(4_096, "notification", 22320),
        Quota.IN_APP_CAMPAIGNS: Limit(25, "project", 22330, adjustable=True),
        Quota.DIMENSIONS_PER_SEGMENT: Limit(100, "segment", 22337),
        Quota.GROUPS_PER_SEGMENT: Limit(5, "segment", 22338),
        Quota.SOURCES_PER_SEGMENT: Limit(5, "segment", 22339),
        Quota.SEGMENT_DEPTH: Limit(5, "chain of source segments", 22340),
        Quota.TWO_WAY_TOPICS: Limit(100_000, "account", 22356, adjustable=True),
        Quota.TEXTS_A_SECOND_TO_ONE_PERSON: Limit(1, "recipient, a second", 22353),
        Quota.TEN_DLC_BRANDS: Limit(25, "account", 22374, adjustable=True),
        Quota.TEN_DLC_CAMPAIGNS: Limit(10, "brand", 22375, adjustable=True),
        Quota.TEN_DLC_NUMBERS: Limit(49, "10DLC campaign", 22376),
        Quota.CALLS_A_DAY_IN_SANDBOX: Limit(20, "account, in 24 hours", 22388),
        Quota.CALLS_A_DAY_TO_ONE_PERSON: Limit(5, "recipient, in 24 hours", 22389),
        Quota.CALLS_A_MINUTE_IN_SANDBOX: Limit(5, "account, a minute", 22390),
        Quota.CALLS_A_MINUTE: Limit(20, "account, a minute", 22390),
        Quota.CALLS_A_SECOND_FROM_ONE_NUMBER: Limit(1, "number, a second", 22391),
        Quota.CALL_SECONDS_IN_SANDBOX: Limit(30, "call", 22392),
        Quota.CALL_SECONDS: Limit(300, "call", 22392),
        Quota.CALL_CHARACTERS: Limit(3_000, "voice message, spoken ones", 22399),
        Quota.CALL_CHARACTERS_WITH_MARKUP: Limit(6_000, "voice message, all", 22399),
    }
)
"""Every quota."""

_QUOTAS = Quotas(
    Quota,
    {name: limit.value for name, limit in LIMITS.items()},
    context_key=CONTEXT_KEY,
    example=Quota.IN_APP_CAMPAIGNS,
    fixed=frozenset(name for name, limit in LIMITS.items() if not limit.adjustable),
)


def raise_quotas(scope: Construct, quotas: Mapping[Quota, int]) -> None:
    """Tell which quotas AWS raised for the account of an app, stage or stack; call it before anything is put in.

    The same can be said as context of the name ``cdk_messaging:pinpoint-quotas``.

    :param scope: app, stage or stack, still empty
    :param quotas: new numbers; the others stay
    :raises InvalidArgument: if a quota isn't known, is one that AWS doesn't raise, or a number is below AWS's default
    """
    _QUOTAS.raised(scope, quotas)


def quota(scope: IConstruct, name: Quota) -> int:
    """The quota that holds for a construct: of the context, else AWS's default.

    :raises InvalidArgument: if the context can't be understood
    """
    return _QUOTAS.of(scope, name)


def count(construct: Construct, name: Quota, *, project_id: str | None = None) -> None:
    """Count a resource of this app; too many fail the synthesis.

    :param project_id: of the project that has the quota. Default: - the account has it in a Region
    """
    _QUOTAS.count(construct, name, place=None if project_id is None else f"project {project_id}")
