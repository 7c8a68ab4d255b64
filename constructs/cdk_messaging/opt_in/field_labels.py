"""What ready-made fields are called, by language."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, Mapping[str, str]] = {
    "name": {"en": "Your name", "de": "Ihr Name", "es": "Su nombre", "fr": "Votre nom"},
    "email": {"en": "E-mail address", "de": "E-Mail-Adresse", "es": "Correo electrónico", "fr": "Adresse e-mail"},
    "street_address": {
        "en": "Street address",
        "de": "Straße und Hausnummer",
        "es": "Calle y número",
        "fr": "Numéro et rue",
    },
    "postal_code": {"en": "Postal code", "de": "Postleitzahl", "es": "Código postal", "fr": "Code postal"},
    "city": {"en": "City", "de": "Ort", "es": "Ciudad", "fr": "Ville"},
    "date_of_birth": {
        "en": "Date of birth",
        "de": "Geburtsdatum",
        "es": "Fecha de nacimiento",
        "fr": "Date de naissance",
    },
}
