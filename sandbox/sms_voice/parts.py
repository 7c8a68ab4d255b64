"""How many parts a text is sent in. https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html"""

from __future__ import annotations

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[]~|€"
GSM, UNICODE = "GSM", "Unicode"


def measure(text: str) -> tuple[str, int]:
    """The encoding ("GSM" or "Unicode") and the number of parts of a text."""
    if all(character in _BASIC or character in _EXTENDED for character in text):
        return GSM, _count(sum(2 if character in _EXTENDED else 1 for character in text), 160, 153)
    return UNICODE, _count(len(text.encode("utf-16-be")) // 2, 70, 67)


def _count(length: int, single: int, multiple: int) -> int:
    return 1 if length <= single else -(-length // multiple)
