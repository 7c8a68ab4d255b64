"""German. Its texts only have characters of GSM 03.38, which ä, ö, ü and ß are."""

from __future__ import annotations

from cdk_messaging.opt_in.programme.languages.language import Language, Phrases, pattern

_LEAVE = "HELP für Hilfe, STOP zum Abbestellen."

GERMAN = Language(
    rates="Es können Kosten für Nachrichten und Daten anfallen.",
    short_rates="Es können Kosten anfallen.",
    opt_out_words=("STOPP", "ABMELDEN"),
    help_words=("HILFE",),
    templates={
        "about": ("{brand} ist ein Angebot von {legal_name}.",),
        "about_itself": ("Wir sind {brand}.",),
        "consent": (
            (
                "Ich bin einverstanden, von {brand} unter der oben angegebenen Nummer per SMS zu erhalten: {name}. "
                "{frequency}. {rates} Antworten Sie HELP für Hilfe oder STOP zum Abbestellen. "
                "Die Einwilligung ist keine Bedingung für einen Kauf."
            ),
        ),
        "promotional_consent": (
            (
                "Ich bin einverstanden, von {brand} unter der oben angegebenen Nummer Werbe-SMS zu erhalten: {name}. "
                "{frequency}. {rates} Antworten Sie HELP für Hilfe oder STOP zum Abbestellen. "
                "Die Einwilligung ist keine Bedingung für einen Kauf."
            ),
        ),
        "confirmation": (
            f"{{brand}}: Antworten Sie {{confirm}} für {{name}}. {{frequency}}. {{short_rates}} {_LEAVE}",
        ),
        "auto_reply": ("{brand}: Danke, Ihre Antwort ist da. HELP für Hilfe.",),
        "subscribed": (f"{{brand}}: Sie erhalten nun {{name}}. {{frequency}}. {{short_rates}} {_LEAVE}",),
        "help": (
            "{brand}: Hilfe zu {name}: {email}. {frequency}. {short_rates} STOP zum Abbestellen.",
            "{brand}: Hilfe: {email}. STOP zum Abbestellen.",
        ),
        "stop": (
            "{brand}: Sie sind abgemeldet und erhalten keine Nachrichten mehr. Hilfe: {email}",
            "{brand}: Sie sind abgemeldet und erhalten keine Nachrichten mehr.",
        ),
        "returned": (f"{{brand}}: Sie sind nicht mehr abgemeldet. {_LEAVE}",),
    },
    mixed={
        "confirmation": (
            (
                f"{{brand}}: Antworten Sie {{confirm}} für die gewählten SMS. {{frequency}}, {{promotional_name}}: "
                f"{{promotional_frequency}}. {{short_rates}} {_LEAVE}"
            ),
            (
                f"{{brand}}: Antworten Sie {{confirm}} für die gewählten SMS. Häufigkeit variiert. {{short_rates}} "
                f"{_LEAVE}"
            ),
        ),
        "subscribed": (
            f"{{brand}}: Sie erhalten nun die gewählten SMS. Häufigkeit variiert. {{short_rates}} {_LEAVE}",
        ),
        "help": (
            "{brand}: Hilfe zu unseren SMS: {email}. Häufigkeit variiert. {short_rates} STOP zum Abbestellen.",
            "{brand}: Hilfe: {email}. STOP zum Abbestellen.",
        ),
    },
    phrases=Phrases(
        agrees=pattern(r"einverstanden", r"stimme\b.*\bzu\b", r"willige\b.*\bein\b", r"möchte", r"ja, "),
        text_messages=pattern(r"SMS", r"Textnachricht"),
        rates=pattern(r"\bKosten\b", r"\bGebühren\b", r"\btarif", r"\bEntgelt"),
        varies=pattern(r"Häufigkeit (variiert|ist unterschiedlich|schwankt)"),
        ends=pattern(r"\bkeine\b.*\bmehr\b", r"\bnicht mehr\b", r"\bkeine weiteren\b"),
        promotional=pattern(r"\bWerb", r"\bMarketing", r"\bRabatt", r"\bGutschein", r"\bSonderangebot", r"\bSpende"),
        condition=pattern(r"\bBedingung\b", r"\bVoraussetzung\b", r"\berforderlich\b", r"\bmuss\b", r"\bnotwendig\b"),
        no_condition=pattern(r"\b(keine|nicht|nie|niemals) (Bedingung|Voraussetzung|erforderlich|notwendig)[^.]*"),
        terms=pattern(r"\bNutzungsbedingungen\b", r"\bAGB\b", r"\bGeschäftsbedingungen\b", r"\bDatenschutz"),
        others=pattern(r"\bPartner", r"\bDritte", r"\bverbundene"),
        other_channels=pattern(r"\b(per|und|oder) (E-?Mail|Telefon|Anruf|Post|WhatsApp)\b(?! \S+@)"),
        not_shared=pattern(r"\b(nicht|keine|nie|niemals)\b.*(weitergegeben|geteilt|verkauft|weitergeben|teilen)"),
    ),
)
