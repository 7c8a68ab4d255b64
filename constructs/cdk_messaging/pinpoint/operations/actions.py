"""Which IAM actions of Amazon Pinpoint still do something.

AWS keeps the APIs for SMS, voice, push, one-time passwords and number validation; endpoints, segments, campaigns,
journeys and analytics ended. It publishes no list by action: these are sorted by what each is about.

Source: https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html and
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpinpoint.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from ..retirement import CONNECT, CONSENT_TABLE, EVENT_DESTINATION, KINESIS, PROFILES, SES, Retirement

SERVICE = "mobiletargeting"

_CHANNELS = "Adm Apns ApnsSandbox ApnsVoip ApnsVoipSandbox Baidu Gcm Sms Voice".split()
_LIVING = frozenset(
    [f"{verb}{channel}Channel" for channel in _CHANNELS for verb in ("Delete", "Get", "Update")]
    + """
    CreateApp DeleteApp GetApp GetApps GetChannels ListTagsForResource PhoneNumberValidate SendMessages SendOTPMessage
    TagResource UntagResource VerifyOTPMessage
    """.split()
)
_ENDED = """
    CreateCampaign CreateEmailTemplate CreateExportJob CreateImportJob CreateInAppTemplate CreateJourney
    CreatePushTemplate CreateRecommenderConfiguration CreateSegment CreateSmsTemplate CreateVoiceTemplate DeleteCampaign
    DeleteEmailChannel DeleteEmailTemplate DeleteEndpoint DeleteEventStream DeleteInAppTemplate DeleteJourney
    DeletePushTemplate DeleteRecommenderConfiguration DeleteSegment DeleteSmsTemplate DeleteUserEndpoints
    DeleteVoiceTemplate GetApplicationDateRangeKpi GetApplicationSettings GetCampaign GetCampaignActivities
    GetCampaignDateRangeKpi GetCampaignVersion GetCampaignVersions GetCampaigns GetEmailChannel GetEmailTemplate
    GetEndpoint GetEventStream GetExportJob GetExportJobs GetImportJob GetImportJobs GetInAppMessages GetInAppTemplate
    GetJourney GetJourneyDateRangeKpi GetJourneyExecutionActivityMetrics GetJourneyExecutionMetrics
    GetJourneyRunExecutionActivityMetrics GetJourneyRunExecutionMetrics GetJourneyRuns GetPushTemplate
    GetRecommenderConfiguration GetRecommenderConfigurations GetReports GetSegment GetSegmentExportJobs
    GetSegmentImportJobs GetSegmentVersion GetSegmentVersions GetSegments GetSmsTemplate GetUserEndpoints
    GetVoiceTemplate ListJourneys ListTemplateVersions ListTemplates PutEventStream PutEvents RemoveAttributes
    SendUsersMessages UpdateApplicationSettings UpdateCampaign UpdateEmailChannel UpdateEmailTemplate UpdateEndpoint
    UpdateEndpointsBatch UpdateInAppTemplate UpdateJourney UpdateJourneyState UpdatePushTemplate
    UpdateRecommenderConfiguration UpdateSegment UpdateSmsTemplate UpdateTemplateActiveVersion UpdateVoiceTemplate
""".split()
ACTIONS = tuple(sorted((*_LIVING, *_ENDED)))
"""Every action of the service, without its prefix."""

# What replaces an action, by what is in its name; the first that fits counts.
_REPLACEMENTS = (
    (r"EmailChannel|EmailTemplate", SES),
    (r"SmsTemplate", "texts that your application sends with SendTextMessage"),
    (r"VoiceTemplate", "words that your application sends with SendVoiceMessage"),
    (r"PushTemplate", "texts that your application sends with SendMessages"),
    (r"InApp", "messages that your application shows by itself"),
    (r"Template", f"templates of {CONNECT}"),
    (r"EventStream", EVENT_DESTINATION),
    (r"PutEvents", KINESIS),
    (r"Journey|Campaign", CONNECT),
    (r"Recommender", "Amazon Personalize, asked by your application"),
    (r"Segment", f"segments of {PROFILES}"),
    (r"SendUsersMessages", "SendMessages or SendTextMessage to the addresses of the user"),
    (r"Endpoint|ImportJob|ExportJob|RemoveAttributes", f"{CONSENT_TABLE} for consents to texts, and {PROFILES}"),
    (r"ApplicationSettings", f"the settings of {CONNECT}"),
    (r"Kpi|Reports", "metrics in Amazon CloudWatch"),
)


def retirement_of(action: str) -> Retirement:
    """What became of an action.

    :param action: without prefix, one of :data:`ACTIONS`.
    """
    if action in _LIVING:
        return Retirement(retired=False, replacement=None)
    return Retirement(retired=True, replacement=next(what for name, what in _REPLACEMENTS if re.search(name, action)))


def allowed_by(pattern: str) -> Iterator[str]:
    """The service's actions that a policy's action means, in any case and with its wildcards; none of another service.

    :param pattern: ``"mobiletargeting:Get*"``, ``"*"``.
    """
    service, colon, name = pattern.partition(":")
    if pattern == "*":
        name = "*"
    elif not colon or not fnmatchcase(SERVICE, service.lower()):
        return
    yield from (action for action in ACTIONS if fnmatchcase(action.lower(), name.lower()))
