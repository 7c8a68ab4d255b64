"""The parts of a sign-up form: what it asks for, what people agree to, and what checks that a person fills it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cdk_messaging.errors import InvalidArgument

from .addresses import LOCALE, check_path, is_script

KINDS = ("transactional", "promotional")
"""Kinds of messages that a box may stand for."""

BOX_NAMES = ("consent", "consent_transactional", "consent_promotional")
"""Fields of the request that a box may be: the first where there is one box only."""

FIELD_TYPES = ("text", "email", "number", "date", "choice", "boolean")
"""Types of fields that the page can ask for."""

RESERVED_NAMES = frozenset(
    (
        *BOX_NAMES,
        "phone",
        "country",
        "terms",
        "consent_version",
        "source",
        "locale",
        "captcha_token",
    )
)
"""Names that the request has a meaning for, so that no field of one's own may have them."""

CAPTCHA_SCRIPTS = {
    "turnstile": "https://challenges.cloudflare.com/turnstile/v0/api.js",
    "recaptcha": "https://www.google.com/recaptcha/api.js",
}
"""The script of each provider, as the provider documents it."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, kw_only=True)
class Box:
    """A consent box. It is never ticked when the page opens.

    :param kind: ``transactional`` or ``promotional``
    :param name: the request's field: ``consent``, ``consent_transactional`` or ``consent_promotional``
    :param text: its label, shown word for word
    :raises InvalidArgument: when kind or name is unknown or the text is empty
    """

    kind: str
    name: str
    text: str

    def __post_init__(self) -> None:
        if self.name not in BOX_NAMES:
            raise InvalidArgument(f"a box is named {self.name!r}; the names are {', '.join(BOX_NAMES)}")
        if self.kind not in KINDS:
            raise InvalidArgument(f"box {self.name!r} is of the kind {self.kind!r}; the kinds are {', '.join(KINDS)}")
        if not self.text.strip():
            raise InvalidArgument(f"the text of box {self.name!r} is empty; write what people agree to by ticking it")


@dataclass(frozen=True, kw_only=True)
class FormField:
    """Something that the form asks for besides the phone number.

    :param name: the request's field: lower-case letters, digits and underscores
    :param label: what it asks for, in the page's language
    :param type: ``text``, ``email``, ``number``, ``date``, ``choice`` or ``boolean``. Default: text
    :param hint: a sentence that helps to fill it in. Default: - none
    :param required: whether nobody can sign up without it; a required ``boolean`` has to be ticked. Default: False
    :param max_length: characters at most. Default: - the page sets no limit
    :param choices: value and label of each choice, for type ``choice``
    :param autocomplete: what browsers may fill in, an autocomplete token of HTML such as ``name``. Default: - nothing
    :raises InvalidArgument: when the page could not show the field, or the request has another meaning for its name
    """

    name: str
    label: str
    type: str = "text"
    hint: str | None = None
    required: bool = False
    max_length: int | None = None
    choices: Sequence[tuple[str, str]] = ()
    autocomplete: str | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InvalidArgument(
                f"field {self.name!r} must have a name of 1 to 64 lower-case letters, digits and underscores that "
                "begins with a letter"
            )
        if self.name in RESERVED_NAMES:
            raise InvalidArgument(f"field {self.name!r} has a name that the form itself uses; choose another")
        if self.type not in FIELD_TYPES:
            raise InvalidArgument(
                f"field {self.name!r} is of the type {self.type!r}; the types are {', '.join(FIELD_TYPES)}"
            )
        if not self.label.strip():
            raise InvalidArgument(f"the label of field {self.name!r} is empty; say what the field asks for")
        if (self.type == "choice") != bool(self.choices):
            raise InvalidArgument(
                f"field {self.name!r} is of the type {self.type!r} and has {len(self.choices)} choices; "
                "a choice needs at least one, and no other type has any"
            )


@dataclass(frozen=True, kw_only=True)
class Language:
    """The same form in another language.

    :param locale: BCP 47 language
    :param name: the language's own name for itself, such as ``Deutsch``
    :param path: path of the form on the page's own origin, such as ``/de-DE/index.html``
    :raises InvalidArgument: when the locale or the path is not one
    """

    locale: str
    name: str
    path: str

    def __post_init__(self) -> None:
        if not LOCALE.fullmatch(self.locale):
            raise InvalidArgument(f"locale is {self.locale!r}, but it must be a language tag such as en-US")
        check_path("path", self.path, "/de-DE/index.html")


@dataclass(frozen=True, kw_only=True)
class CaptchaWidget:
    """The check that a person fills in the form.

    :param provider: ``turnstile`` or ``recaptcha`` (its version 2, the box to tick)
    :param site_key: the public key that the provider gave
    :param script_url: replaces the provider's script, for example by one that tests bring along: a path on the page's
        own origin, or an address that ``headers.content_security_policy`` is given too. Default: - the provider's
    :raises InvalidArgument: when the provider is unknown, the key is empty, or the script's address is none
    """

    provider: str
    site_key: str
    script_url: str | None = None

    def __post_init__(self) -> None:
        if self.provider not in CAPTCHA_SCRIPTS:
            raise InvalidArgument(
                f"captcha provider is {self.provider!r}; the providers are {', '.join(CAPTCHA_SCRIPTS)}"
            )
        if not self.site_key.strip():
            raise InvalidArgument("captcha site_key is empty; give the public key that the provider issued")
        if not is_script(self.script):
            raise InvalidArgument(
                f"captcha script_url is {self.script_url!r}, but it must be an https address or a path of the page's "
                f"own origin; give nothing for {CAPTCHA_SCRIPTS[self.provider]}"
            )

    @property
    def script(self) -> str:
        """Address of the script that draws the check."""
        return CAPTCHA_SCRIPTS[self.provider] if self.script_url is None else self.script_url
