"""A sign-up page's content as a business would write it."""

from __future__ import annotations

from cdk_messaging.opt_in.form.content import Business, Country, FormContent, Messages

CONSENT_TEXT = (
    "I agree to receive order and delivery alerts by text message (SMS) from Example Corp at the number given above. "
    "Up to 4 msgs/month. Message and data rates may apply. Reply HELP for help or STOP to cancel. "
    "Consent is not a condition of any purchase."
)

UNITED_STATES = Country(code="US", name="United States", calling_code="1", example="(201) 555-0123")
UNITED_KINGDOM = Country(code="GB", name="United Kingdom", calling_code="44", example="07400 123456")
GERMANY = Country(code="DE", name="Germany", calling_code="49", example="01512 3456789")

BUSINESS = Business(
    name="Example Corporation",
    about="Example Corp sells parts for bicycles, online and in its shops, and repairs what it sells.",
    support_email="support@example.com",
    website="https://www.example.com/",
    postal_address="Example Corporation, 1 Example Street, Springfield",
    phone="+1 201 555 0100",
)

MESSAGES = Messages(
    confirmation="Example Corp: Reply YES to get order and delivery alerts. Up to 4 msgs/month. "
    "Msg & data rates may apply. Reply HELP for help, STOP to cancel.",
    help="Example Corp: For help, email support@example.com. Reply STOP to cancel.",
    stop="Example Corp: You are unsubscribed and will get no more messages. Help: support@example.com",
)


def sample(**changes: object) -> FormContent:
    """The content, with some of it changed."""
    usual: dict[str, object] = {
        "brand": "Example Corp",
        "programme": "order and delivery alerts",
        "kinds": ("order updates", "delivery alerts"),
        "frequency": "Up to 4 msgs/month",
        "consent_text": CONSENT_TEXT,
        "consent_version": "0123456789abcdef",
        "business": BUSINESS,
        "messages": MESSAGES,
        "countries": (UNITED_STATES, UNITED_KINGDOM, GERMANY),
        "default_country": "US",
    }
    return FormContent(**{**usual, **changes})  # type: ignore[arg-type]
