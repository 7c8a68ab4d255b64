"""Calls a number and reads a text out."""

from __future__ import annotations

from . import aws
from .fields import Fields
from .outcomes import Answer, answered, attempt
from .text import common

VOICES = """
AMY ASTRID BIANCA BRIAN CAMILA CARLA CARMEN CELINE CHANTAL CONCHITA CRISTIANO DORA EMMA ENRIQUE EWA FILIZ
GERAINT GIORGIO GWYNETH HANS INES IVY JACEK JAN JOANNA JOEY JUSTIN KARL KENDRA KIMBERLY LEA LIV LOTTE LUCIA
LUPE MADS MAJA MARLENE MATHIEU MATTHEW MAXIM MIA MIGUEL MIZUKI NAJA NICOLE PENELOPE RAVEENA RICARDO RUBEN
RUSSELL SALLI SEOYEON TAKUMI TATYANA VICKI VITORIA ZEINA ZHIYU
""".split()
"""Voices of Amazon Polly that the service takes."""

_FIELDS = (
    "destination", "body", "text_type", "voice_id", "context", "dry_run", "max_price_per_minute", "message_feedback",
    "time_to_live",
)  # fmt: skip
_MOST_CHARACTERS = {"TEXT": 3000, "SSML": 6000}


def handler(event: object, _context: object) -> Answer:
    """Send what the event says; see ``VoiceSender``."""
    return answered("send_voice", lambda: _send(event))


def _send(event: object) -> Answer:
    fields = Fields(event, _FIELDS)
    kind = fields.choice("text_type", _MOST_CHARACTERS) or "TEXT"
    body = fields.body(_MOST_CHARACTERS[kind], required=True)
    if kind == "SSML" and body is not None and not (body.startswith("<speak") and body.rstrip().endswith("</speak>")):
        fields.refuse("body", "body is not SSML: put it between <speak> and </speak>, or use text_type 'TEXT'")
    request = {
        **common(fields, "max_price_per_minute", "MaxPricePerMinute"),
        "MessageBody": body,
        "MessageBodyTextType": kind,
        "VoiceId": fields.choice("voice_id", VOICES),
    }
    fields.check()
    given = {name: value for name, value in request.items() if value is not None}
    return attempt(aws.sender().send_voice_message, given)
