"""Spanish. Its texts only have characters of GSM 03.38, which á, í, ó and ú are not."""

from __future__ import annotations

from cdk_messaging.opt_in.programme.languages.language import Language, Phrases, pattern

_LEAVE = "HELP para ayuda, STOP para cancelar."

SPANISH = Language(
    rates="Pueden aplicarse tarifas de mensajes y datos.",
    short_rates="Pueden aplicarse tarifas.",
    opt_out_words=("BAJA", "PARAR", "ALTO"),
    help_words=("AYUDA",),
    templates={
        "about": ("{brand} es un servicio de {legal_name}.",),
        "about_itself": ("Somos {brand}.",),
        "consent": (
            (
                "Acepto recibir de {brand}, por mensaje de texto (SMS) en el número indicado arriba, {name}. "
                "{frequency}. {rates} Responda HELP para obtener ayuda o STOP para cancelar. "
                "El consentimiento no es condición de ninguna compra."
            ),
        ),
        "promotional_consent": (
            (
                "Acepto recibir de {brand} mensajes de texto (SMS) promocionales en el número indicado arriba: {name}. "
                "{frequency}. {rates} Responda HELP para obtener ayuda o STOP para cancelar. "
                "El consentimiento no es condición de ninguna compra."
            ),
        ),
        "confirmation": (
            f"{{brand}}: Responda {{confirm}} para recibir {{name}}. {{frequency}}. {{short_rates}} {_LEAVE}",
        ),
        "auto_reply": ("{brand}: Gracias, recibimos su respuesta. HELP para ayuda.",),
        "subscribed": (f"{{brand}}: Ya recibe {{name}}. {{frequency}}. {{short_rates}} {_LEAVE}",),
        "help": (
            "{brand}: Ayuda sobre {name}: {email}. {frequency}. {short_rates} STOP para cancelar.",
            "{brand}: Ayuda: {email}. STOP para cancelar.",
        ),
        "stop": (
            "{brand}: Su baja es efectiva; ya no recibe mensajes nuestros. Ayuda: {email}",
            "{brand}: Su baja es efectiva; ya no recibe mensajes nuestros.",
        ),
        "returned": (f"{{brand}}: Su baja queda anulada. {_LEAVE}",),
    },
    mixed={
        "confirmation": (
            (
                f"{{brand}}: Responda {{confirm}} para recibir los SMS elegidos. {{frequency}}, {{promotional_name}}: "
                f"{{promotional_frequency}}. {{short_rates}} {_LEAVE}"
            ),
            (
                f"{{brand}}: Responda {{confirm}} para recibir los SMS elegidos. Frecuencia variable. "
                f"{{short_rates}} {_LEAVE}"
            ),
        ),
        "subscribed": (f"{{brand}}: Ya recibe los SMS elegidos. Frecuencia variable. {{short_rates}} {_LEAVE}",),
        "help": (
            "{brand}: Ayuda sobre nuestros SMS: {email}. Frecuencia variable. {short_rates} STOP para cancelar.",
            "{brand}: Ayuda: {email}. STOP para cancelar.",
        ),
    },
    phrases=Phrases(
        agrees=pattern(
            r"\bacepto\b", r"\bconsiento\b", r"\bautorizo\b", r"\bestoy de acuerdo\b", r"\bdeseo\b", r"\bquiero\b"
        ),
        text_messages=pattern(r"\bSMS\b", r"mensajes? de texto"),
        rates=pattern(r"\btarifas?\b", r"\bcargos?\b", r"\bcostes?\b", r"\bcostos?\b"),
        varies=pattern(r"frecuencia (variable|var[ií]a)", r"frecuencia de (los )?mensajes (variable|var[ií]a)"),
        ends=pattern(
            r"\b(ya )?no (le |te )?(recib|enviar|enviamos|mandar)",
            r"\bno m[aá]s\b",
            r"\bdej\w+ de recibir\b",
            r"\bning[uú]n",
        ),
        promotional=pattern(
            r"\bpromoci",
            r"\bmarketing\b",
            r"\bpublicid",
            r"\bpublicitari",
            r"\bdescuento",
            r"\bcup[oó]n",
            r"\bdonaci",
        ),
        condition=pattern(
            r"\bcondici[oó]n\b", r"\brequisito\b", r"\bobligatori", r"\bnecesari[oa] para\b", r"\bdebo\b"
        ),
        no_condition=pattern(r"\b(no|nunca) (es|son) (una )?(condici[oó]n|requisito|obligatori|necesari)[^.]*"),
        terms=pattern(r"\bt[eé]rminos\b", r"\bcondiciones\b", r"\bprivacidad\b"),
        others=pattern(r"\bsocios?\b", r"\bterceros\b", r"\bfiliales\b", r"\bafiliad"),
        other_channels=pattern(r"\b(por|y|o) (e-?mail|correo|tel[eé]fono|llamadas?|WhatsApp)\b(?! \S+@)"),
        not_shared=pattern(r"\b(no|nunca|ning[uú]n\w*)\b.*(compart|vend|ceder|cedid|divulg)"),
    ),
)
