"""French. Its texts only have characters of GSM 03.38, which é, è, à and ù are, but ê, ç and ô are not."""

from __future__ import annotations

from cdk_messaging.opt_in.programme.languages.language import Language, Phrases, pattern

_LEAVE = "HELP: aide, STOP: annuler."

FRENCH = Language(
    rates="Des frais de messages et de données peuvent s'appliquer.",
    short_rates="Des frais peuvent s'appliquer.",
    opt_out_words=("ARRET", "DESABONNER"),
    help_words=("AIDE",),
    templates={
        "about": ("{brand} est un service de {legal_name}.",),
        "about_itself": ("Nous sommes {brand}.",),
        "consent": (
            (
                "J'accepte de recevoir de {brand}, par message texte (SMS) au numéro indiqué ci-dessus, {name}. "
                "{frequency}. {rates} Répondez HELP pour obtenir de l'aide ou STOP pour annuler. "
                "Le consentement n'est une condition d'aucun achat."
            ),
        ),
        "promotional_consent": (
            (
                "J'accepte de recevoir de {brand} des messages texte (SMS) promotionnels au numéro indiqué ci-dessus : "
                "{name}. {frequency}. {rates} Répondez HELP pour obtenir de l'aide ou STOP pour annuler. "
                "Le consentement n'est une condition d'aucun achat."
            ),
        ),
        "confirmation": (
            f"{{brand}}: Répondez {{confirm}} pour recevoir {{name}}. {{frequency}}. {{short_rates}} {_LEAVE}",
        ),
        "auto_reply": ("{brand}: Merci, nous avons votre réponse. HELP pour l'aide.",),
        "subscribed": (f"{{brand}}: Vous recevez désormais {{name}}. {{frequency}}. {{short_rates}} {_LEAVE}",),
        "help": (
            "{brand}: Aide pour {name}: {email}. {frequency}. {short_rates} STOP: annuler.",
            "{brand}: Aide: {email}. STOP: annuler.",
        ),
        "stop": (
            "{brand}: Désabonnement fait, vous ne recevrez plus de messages. Aide: {email}",
            "{brand}: Désabonnement fait, vous ne recevrez plus de messages.",
        ),
        "returned": (f"{{brand}}: Votre désabonnement est levé. {_LEAVE}",),
    },
    mixed={
        "confirmation": (
            (
                f"{{brand}}: Répondez {{confirm}} pour recevoir les SMS choisis. {{frequency}}, {{promotional_name}}: "
                f"{{promotional_frequency}}. {{short_rates}} {_LEAVE}"
            ),
            (
                f"{{brand}}: Répondez {{confirm}} pour recevoir les SMS choisis. Fréquence variable. "
                f"{{short_rates}} {_LEAVE}"
            ),
        ),
        "subscribed": (
            f"{{brand}}: Vous recevez désormais les SMS choisis. Fréquence variable. {{short_rates}} {_LEAVE}",
        ),
        "help": (
            "{brand}: Aide sur nos SMS: {email}. Fréquence variable. {short_rates} STOP: annuler.",
            "{brand}: Aide: {email}. STOP: annuler.",
        ),
    },
    phrases=Phrases(
        agrees=pattern(r"\baccepte\b", r"\bconsens\b", r"\bautorise\b", r"\bd'accord\b", r"\bsouhaite\b"),
        text_messages=pattern(r"\bSMS\b", r"\btextos?\b", r"messages? textes?"),
        rates=pattern(r"\bfrais\b", r"\btarifs?\b", r"\bco[uû]ts?\b"),
        varies=pattern(r"fréquence (des messages )?(est )?(variable|varie)"),
        ends=pattern(r"\b(ne|n')\s*\w*.*\bplus\b", r"\baucun\b"),
        promotional=pattern(
            r"\bpromotion",
            r"\bmarketing\b",
            r"\bpublicit",
            r"\bremises?\b",
            r"\bréductions?\b",
            r"\bcoupons?\b",
            r"\bdons?\b",
        ),
        condition=pattern(r"\bcondition\b", r"\bobligatoire", r"\bnécessaires? pour\b", r"\brequis", r"\bdois\b"),
        no_condition=pattern(
            r"\b(n.est|ne sont)( pas| jamais| en rien)? (une condition|obligatoire|nécessaire|requis)[^.]*"
        ),
        terms=pattern(r"\bconditions (générales|d'utilisation)\b", r"\bconfidentialité\b"),
        others=pattern(r"\bpartenaires?\b", r"\btiers\b", r"\bfiliales?\b", r"\baffilié"),
        other_channels=pattern(r"\b(par|et|ou) (e-?mail|courriel|téléphone|appels?|courrier|WhatsApp)\b(?! \S+@)"),
        not_shared=pattern(r"\b(ne|n'|aucun\w*|jamais)\b.*(partag|vend|céd|divulgu|communiqu)"),
    ),
)
