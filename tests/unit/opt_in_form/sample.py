"""Sign-up pages' content as businesses would write it."""

from __future__ import annotations

from cdk_messaging.opt_in.form.content import Box, Business, Country, FormContent, FormField, Messages

CONSENT_TEXT = (
    "I agree to receive order and delivery alerts by text message (SMS) from Example Corp at the number given above. "
    "Up to 4 msgs/month. Message and data rates may apply. Reply HELP for help or STOP to cancel. "
    "Consent is not a condition of any purchase."
)

PROMOTIONAL_TEXT = (
    "I agree to receive promotional text messages (SMS) about sales and new products from Example Corp at the number "
    "given above. Up to 6 msgs/month. Message and data rates may apply. Reply HELP for help or STOP to cancel. "
    "Consent is not a condition of any purchase."
)

BOX = Box(kind="transactional", name="consent", text=CONSENT_TEXT)
NAME = FormField(name="name", label="Your name", required=True, max_length=100, autocomplete="name")
EMAIL = FormField(name="email", type="email", label="E-mail address", required=True, autocomplete="email")

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
        "boxes": (BOX,),
        "consent_version": "0123456789abcdef",
        "business": BUSINESS,
        "messages": MESSAGES,
        "countries": (UNITED_STATES, UNITED_KINGDOM, GERMANY),
        "default_country": "US",
        "fields": (NAME,),
    }
    return FormContent(**{**usual, **changes})  # type: ignore[arg-type]


def promotional(**changes: object) -> FormContent:
    """A form whose phone number is optional beside an e-mail address, with some of it changed."""
    usual: dict[str, object] = {
        "programme": "sales and product news",
        "kinds": ("sales", "new products"),
        "frequency": "Up to 6 msgs/month",
        "boxes": (Box(kind="promotional", name="consent", text=PROMOTIONAL_TEXT),),
        "source": "news",
        "phone_required": False,
        "terms_box": True,
        "fields": (NAME, EMAIL),
    }
    return sample(**{**usual, **changes})


def mixed(**changes: object) -> FormContent:
    """A form with a box for each kind of messages, with some of it changed."""
    usual: dict[str, object] = {
        "programme": "order alerts and product news",
        "kinds": ("order updates", "sales"),
        "frequency": "order alerts: Up to 4 msgs/month; product news: Up to 6 msgs/month",
        "boxes": (
            Box(kind="transactional", name="consent_transactional", text=CONSENT_TEXT),
            Box(kind="promotional", name="consent_promotional", text=PROMOTIONAL_TEXT),
        ),
        "source": "shop",
    }
    return promotional(**{**usual, **changes})


EVERY_FIELD = (
    NAME,
    EMAIL,
    FormField(
        name="size",
        type="choice",
        label="Shoe size",
        required=True,
        choices=(("s", "Small"), ("l", "Large")),
        hint="As on the label in your shoe.",
    ),
    FormField(name="birthday", type="date", label="Date of birth", autocomplete="bday"),
    FormField(name="visits", type="number", label="Visits a month"),
    FormField(name="adult", type="boolean", label="I am 18 or older", required=True),
    FormField(name="member", type="boolean", label="I am a member"),
)
"""A field of each type, required and not."""
