"""English."""

from __future__ import annotations

from cdk_messaging.opt_in.programme.languages.language import Language, Phrases, pattern

_LEAVE = "Reply HELP for help, STOP to cancel."
_LEAVE_SHORT = "HELP for help, STOP to cancel."

ENGLISH = Language(
    rates="Message and data rates may apply.",
    short_rates="Msg & data rates may apply.",
    opt_out_words=(),
    help_words=(),
    templates={
        "about": ("{brand} is a service of {legal_name}.",),
        "about_itself": ("We are {brand}.",),
        "consent": (
            (
                "I agree to receive {name} by text message (SMS) from {brand} at the number given above. "
                "{frequency}. {rates} Reply HELP for help or STOP to cancel. "
                "Consent is not a condition of any purchase."
            ),
        ),
        "promotional_consent": (
            (
                "I agree to receive promotional text messages (SMS) with {name} from {brand} at the number given "
                "above. {frequency}. {rates} Reply HELP for help or STOP to cancel. "
                "Consent is not a condition of any purchase."
            ),
        ),
        "confirmation": (
            f"{{brand}}: Reply {{confirm}} to get {{name}}. {{frequency}}. {{short_rates}} {_LEAVE}",
            f"{{brand}}: Reply {{confirm}} to get {{name}}. {{frequency}}. {{short_rates}} {_LEAVE_SHORT}",
        ),
        "auto_reply": ("{brand}: Thanks, we got your reply. Reply HELP for help.",),
        "subscribed": (
            f"{{brand}}: You now get {{name}}. {{frequency}}. {{short_rates}} {_LEAVE}",
            f"{{brand}}: You now get {{name}}. {{frequency}}. {{short_rates}} {_LEAVE_SHORT}",
        ),
        "help": (
            "{brand}: For help with {name}, email {email}. {frequency}. {short_rates} Reply STOP to cancel.",
            "{brand}: For help with {name}, email {email}. Reply STOP to cancel.",
            "{brand}: For help, email {email}. Reply STOP to cancel.",
        ),
        "stop": (
            "{brand}: You are unsubscribed and will get no more messages. Help: {email}",
            "{brand}: You are unsubscribed and will get no more messages.",
        ),
        "returned": ("{brand}: You are no longer opted out. Reply HELP for help, STOP to cancel.",),
    },
    mixed={
        "confirmation": (
            (
                f"{{brand}}: Reply {{confirm}} to get the texts you chose. {{frequency}}, {{promotional_name}}: "
                f"{{promotional_frequency}}. {{short_rates}} {_LEAVE_SHORT}"
            ),
            (
                f"{{brand}}: Reply {{confirm}} to get the texts you chose: {{name}}, {{promotional_name}}. Msg "
                f"frequency varies. {{short_rates}} {_LEAVE_SHORT}"
            ),
            f"{{brand}}: Reply {{confirm}} to get the texts you chose. Msg frequency varies. {{short_rates}} {_LEAVE}",
        ),
        "subscribed": (f"{{brand}}: You now get the texts you chose. Msg frequency varies. {{short_rates}} {_LEAVE}",),
        "help": (
            (
                "{brand}: For help with our texts, email {email}. Msg frequency varies. {short_rates} "
                "Reply STOP to cancel."
            ),
            "{brand}: For help, email {email}. Reply STOP to cancel.",
        ),
    },
    phrases=Phrases(
        agrees=pattern(
            r"\bagree", r"\bconsent to\b", r"\bopt in\b", r"\bsign me up\b", r"\bI want to\b", r"\bplease send"
        ),
        text_messages=pattern(r"\btexts?\b", r"\bSMS\b", r"\btext messag"),
        rates=pattern(r"rates may apply"),
        varies=pattern(r"\bfrequency (varies|may vary)\b"),
        ends=pattern(
            r"\bno (more|further|longer)\b",
            r"\bnot (get|receive|be sent|send)\b",
            r"\bwon't\b",
            r"\bunsubscribed\b.*\bno\b",
        ),
        promotional=pattern(
            r"\bpromotion",
            r"\bpromos?\b",
            r"\bmarketing\b",
            r"\badvert",
            r"\bdiscount",
            r"\bcoupon",
            r"\bdeals\b",
            r"\b(special|exclusive) offers?\b",
            r"\bdonation",
            r"\bfundrais",
        ),
        condition=pattern(
            r"\b(must|have to|need to) (agree|consent|opt in)\b",
            r"\b(is|are) (required|a condition|mandatory)\b",
            r"\bas a condition\b",
            r"\brequired (to|for|in order)\b",
            r"\bto (complete|continue with|finish|place) (my|your|the|this|an?) (purchase|order|booking|checkout)",
            r"\bby (purchasing|ordering|buying|creating an account|checking out|using (this|our))\b",
        ),
        no_condition=pattern(r"\b(is|are) (not|never) (a condition|required)[^.]*", r"\bnot (be )?required[^.]*"),
        terms=pattern(r"\bterms\b", r"\bprivacy\b", r"\bconditions of\b"),
        others=pattern(r"\bpartners?\b", r"\baffiliates?\b", r"\bthird[- ]part(y|ies)\b", r"\bsponsors?\b"),
        other_channels=pattern(r"\b(by|via|and|or) (e-?mails?|phone calls?|calls|telephone|post|WhatsApp)\b(?! \S+@)"),
        not_shared=pattern(r"\b(not|no|never|neither|nor)\b.*\b(shared?|sold?|sell|disclosed?|passed)\b"),
    ),
)
