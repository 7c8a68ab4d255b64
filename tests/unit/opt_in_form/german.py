"""A sign-up page in German, whose words are longer than English ones."""

from __future__ import annotations

from cdk_messaging.opt_in.form.content import Box, Country, FormContent, FormField, Messages
from tests.unit.opt_in_form.sample import promotional, sample

CONSENT_TEXT = (
    "Ich willige ein, von Example Corp Liefer- und Bestellbenachrichtigungen per SMS an die oben angegebene Nummer zu "
    "erhalten. Bis zu 4 SMS im Monat. Es können Gebühren für Nachrichten und Daten anfallen. Mit HELP erhalten Sie "
    "Hilfe, mit STOP melden Sie sich ab. Die Einwilligung ist keine Bedingung für einen Kauf."
)

NAME = FormField(name="name", label="Vor- und Nachname", required=True, autocomplete="name")
EMAIL = FormField(name="email", type="email", label="E-Mail-Adresse", required=True, autocomplete="email")
LONG = FormField(name="insurance", label="Krankenversicherungsmitgliedschaftsnummer")

_SAMPLE: dict[str, object] = {
    "locale": "de-DE",
    "programme": "Auftragsbearbeitungsstatusbenachrichtigungen",
    "kinds": ("Bestellbestätigungen", "Lieferterminverschiebungen"),
    "frequency": "Bis zu 4 SMS im Monat",
    "messages": Messages(
        confirmation="Example Corp: Antworten Sie YES, um Benachrichtigungen zu erhalten. Bis zu 4 SMS im Monat. "
        "Gebühren möglich. HELP für Hilfe, STOP zum Abmelden.",
        help="Example Corp: Hilfe unter support@example.com. STOP zum Abmelden.",
        stop="Example Corp: Sie sind abgemeldet und erhalten keine SMS mehr. Hilfe: support@example.com",
    ),
    "countries": (
        Country(code="DE", name="Deutschland", calling_code="49", example="01512 3456789"),
        Country(code="US", name="Vereinigte Staaten", calling_code="1", example="(201) 555-0123"),
    ),
    "default_country": "DE",
}


def german(**changes: object) -> FormContent:
    """A transactional form in German, with some of it changed."""
    box = Box(kind="transactional", name="consent", text=CONSENT_TEXT)
    return sample(**{**_SAMPLE, "boxes": (box,), "fields": (NAME, LONG), **changes})


def german_promotional(**changes: object) -> FormContent:
    """A promotional form in German, with some of it changed."""
    box = Box(kind="promotional", name="consent", text=CONSENT_TEXT)
    return promotional(**{**_SAMPLE, "boxes": (box,), "fields": (NAME, EMAIL, LONG), **changes})
