"""The causes for which AWS denies a registration, as far as a page or a text can show them."""

from __future__ import annotations

from dataclasses import dataclass

from cdk_messaging.errors import InvalidArgument

_GUIDE = "https://docs.aws.amazon.com/sms-voice/latest/userguide"
REVIEW = f"{_GUIDE}/registration-help-review-criteria.html"
CHECKLIST = f"{_GUIDE}/registration-help-quickstart.html"
MARKETING = f"{_GUIDE}/registration-help-optin-marketing.html"
MIXED = f"{_GUIDE}/registration-help-optin-mixed.html"
RCS = f"{_GUIDE}/rcs-compliance-optin.html"
BUNDLED = "https://www.twilio.com/docs/api/errors/30556"


@dataclass(frozen=True)
class DenialCause:
    """A cause.

    :param title: as the source names it.
    :param source: the page that names it.
    """

    title: str
    source: str

    def refuse(self, what: str, value: object, *, needed: str, fix: str) -> InvalidArgument:
        """The error for something that would be denied.

        :param what: what it is: ``"programme help of 'alerts' in 'en-US'"``.
        :param value: as it was given.
        :param needed: what is wrong with it, after the value.
        :param fix: what to do.
        """
        return InvalidArgument(f'{what} is {value!r}, {needed}; {fix} (denial cause "{self.title}": {self.source})')


# The opt-in: what the page and the label of the box say.
CONSENT_BRAND = DenialCause("Opt-in workflow mismatch", REVIEW)
CONSENT_FREQUENCY = DenialCause("Opt-in workflow non compliant message frequency disclosure", REVIEW)
CONSENT_RATES = DenialCause("Opt-in workflow non compliant message and data rates disclosure", REVIEW)
CONSENT_HELP_STOP = DenialCause("Opt-in workflow non-compliant HELP or STOP", REVIEW)
CONSENT_LANGUAGE = DenialCause("Non-compliant consent language", REVIEW)
CONSENT_INSUFFICIENT = DenialCause("Opt-in workflow insufficient consent", REVIEW)
CONSENT_TERMS = DenialCause("SMS consent inside the Terms box", MARKETING)
CONSENT_SHARED = DenialCause("Opt-in data shared with third parties", REVIEW)
CONSENT_BUNDLED = DenialCause("SMS consent bundled with e-mail or phone", BUNDLED)
MARKETING_NOT_SEPARATED = DenialCause("Marketing consent not separated", REVIEW)
TERMS_MISSING = DenialCause("Opt-in workflow non-compliant terms and conditions", REVIEW)
PRIVACY_MISSING = DenialCause("Opt-in workflow non-compliant privacy policy", REVIEW)
KINDS_MISSING = DenialCause("Campaign unclear", REVIEW)
AGE_GATE = DenialCause("Age gate [age-restricted content]", CHECKLIST)

# What is sent.
OPT_IN_BRAND = DenialCause("Opt-in message mismatch", REVIEW)
OPT_IN_CONTENT = DenialCause("Non-compliant opt-in message", REVIEW)
OPT_IN_HELP_STOP = DenialCause("Non-compliant opt-in message HELP and STOP", REVIEW)
OPT_IN_MISSING = DenialCause("Missing opt-in message", REVIEW)
HELP_BRAND = DenialCause("Help message mismatch", REVIEW)
HELP_CONTACT = DenialCause("Non-compliant help message", REVIEW)
STOP_BRAND = DenialCause("Opt-out message mismatch", REVIEW)
STOP_CONTENT = DenialCause("Non-compliant opt-out message", REVIEW)
SHORTENER = DenialCause("Sample message(s) URL shortener", REVIEW)
SAMPLES = DenialCause("Sample messages", CHECKLIST)
SAMPLES_USE_CASE = DenialCause("Sample messages use case mismatch", REVIEW)
SAMPLES_BRAND = DenialCause("Campaign to brand mismatch", REVIEW)
SAMPLES_TWICE = DenialCause("Duplicate content across fields", REVIEW)
MULTIPLE_BRANDS = DenialCause("Multiple brands in one campaign", REVIEW)

# Who sends.
PUBLIC_EMAIL = DenialCause("Public email domain", REVIEW)
INVALID_URL = DenialCause("Invalid brand URL", REVIEW)
LOGIN = DenialCause("Website requires authentication", REVIEW)
ONLY_A_FORM = DenialCause("Website contains only a form", REVIEW)
