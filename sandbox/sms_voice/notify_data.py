"""What AWS offers every account for codes: countries and templates.

https://docs.aws.amazon.com/sms-voice/latest/userguide/notify-countries.html and notify-templates.html. The name of the
template is AWS's own example; what it says is not published, so the words are the sandbox's.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

BASIC_COUNTRIES = {
    "AS": "American Samoa", "AU": "Australia", "BE": "Belgium", "BR": "Brazil", "CA": "Canada", "CO": "Colombia",
    "DK": "Denmark", "FI": "Finland", "FR": "France", "DE": "Germany", "GU": "Guam", "HK": "Hong Kong", "IN": "India",
    "IE": "Ireland", "IT": "Italy", "JP": "Japan", "MX": "Mexico", "NL": "Netherlands", "NZ": "New Zealand",
    "MP": "Northern Mariana Islands", "PT": "Portugal", "PR": "Puerto Rico", "SG": "Singapore", "KR": "South Korea",
    "ES": "Spain", "SE": "Sweden", "CH": "Switzerland", "GB": "United Kingdom", "US": "United States",
    "VI": "US Virgin Islands",
}  # fmt: skip

TEMPLATE_ID = "notify-code-verification-english-001"
CONTENT = "{{brand}}: your verification code is {{code}}."
"""``brand`` is the display name, filled in by the service; ``code`` is the caller's."""

TEMPLATES: dict[str, Json] = {
    TEMPLATE_ID: {
        "TemplateId": TEMPLATE_ID,
        "Version": 1,
        "TemplateType": "OTP_VERIFICATION",
        "Channels": ["SMS", "VOICE"],
        "TierAccess": ["BASIC", "ADVANCED"],
        "Status": "ACTIVE",
        "SupportedCountries": sorted(BASIC_COUNTRIES),
        "LanguageCode": "en",
        "Content": CONTENT,
        "CreatedTimestamp": 0,
    }
}

MESSAGES_A_DAY, MESSAGES_A_DESTINATION = 200, 10
