"""What an endpoint in a file for import may hold.

Source: Amazon Pinpoint User Guide, "Importing segments", supported attributes
"""

from __future__ import annotations

CHANNELS = frozenset(
    "ADM APNS APNS_SANDBOX APNS_VOIP APNS_VOIP_SANDBOX BAIDU CUSTOM EMAIL GCM IN_APP PUSH SMS VOICE".split()
)
OPT_OUT = frozenset({"ALL", "NONE"})

TEXTS = frozenset({"Address", "ChannelType", "Id", "OptOut", "RequestId"})
"""Members of an endpoint that are texts."""
GROUPS = {
    "Demographic": frozenset("AppVersion Locale Make Model ModelVersion Platform PlatformVersion Timezone".split()),
    "Location": frozenset("City Country Latitude Longitude PostalCode Region".split()),
    "User": frozenset({"UserAttributes", "UserId"}),
}
"""Members of an endpoint that hold a fixed set of others."""
CUSTOM = frozenset({"Attributes", "Metrics"})
"""Members of an endpoint that hold custom attributes by name; so does ``User.UserAttributes``."""
NUMBERS = {"Latitude": 90.0, "Longitude": 180.0}
"""Members of ``Location`` that are numbers, and how far from zero."""
NOT_IMPORTED = frozenset("ApplicationId CohortId CreationDate EffectiveDate EndpointStatus".split())
"""What exports and the API show of an endpoint, and no import takes."""
