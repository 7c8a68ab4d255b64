"""What of Amazon Pinpoint the provider makes, and what took its place.

It is with the code rather than among the properties of the resources: CloudFormation would take other words for a
change of the resource.

Source: https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html
"""

from __future__ import annotations

from collections.abc import Mapping

ENDED_ON = "2026-10-30"
"""The day on which AWS ended what these resources are about, the engagement half of Amazon Pinpoint."""

CONNECT = "Amazon Connect outbound campaigns"
PROFILES = "Amazon Connect Customer Profiles"
CONSENT_TABLE = "the consent table of opt_in.DoubleOptIn"

REPLACEMENTS: Mapping[str, str] = {
    "Custom::PinpointExportJob": f"{CONSENT_TABLE} for consents to texts, and exports of {PROFILES}",
    "Custom::PinpointImportJob": f"{CONSENT_TABLE} for consents to texts, and imports of {PROFILES}",
    "Custom::PinpointImportedSegment": f"segments of {PROFILES}",
    "Custom::PinpointJourney": f"journeys of {CONNECT}",
    "Custom::PinpointJourneyState": f"journeys of {CONNECT}",
    "Custom::PinpointRecommenderConfiguration": "Amazon Personalize, asked by your application",
    "Custom::PinpointTemplateActiveVersion": "the versions of your application's own texts",
    "Custom::PinpointVoiceTemplate": "words that your application sends with SendVoiceMessage",
}
"""What to use instead, by resource type."""
