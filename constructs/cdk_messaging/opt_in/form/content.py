"""What a sign-up page says and asks for: the programme, its consent boxes, the business, the fields, the countries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cdk_messaging.errors import InvalidArgument

from .addresses import LOCALE, check_link, check_path
from .parts import Box, CaptchaWidget, FormField, Language

__all__ = [
    "Box",
    "Business",
    "CaptchaWidget",
    "Country",
    "FormContent",
    "FormField",
    "Language",
    "Messages",
    "Section",
]

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# Languages and scripts that are written from right to left.
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ps sd syr ug ur yi".split())
_RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())
_SCRIPT_LENGTH = 4


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country whose mobile numbers may sign up.

    :param code: ISO 3166-1 alpha-2 code, for example ``GB``
    :param name: name as people read it, for example ``United Kingdom``
    :param calling_code: digits after the plus, for example ``44``
    :param example: a mobile number in national spelling, for example ``07400 123456``
    """

    code: str
    name: str
    calling_code: str
    example: str


@dataclass(frozen=True, kw_only=True)
class Business:
    """Who sends the messages, as its registration says. Reviewers look for it on the page itself.

    :param name: legal name of the business
    :param about: a sentence or two on what the business does
    :param support_email: where people get help without logging in
    :param website: the business' own site, an https address
    :param postal_address: one line. Default: - none shown
    :param phone: a support telephone number as people write it. Default: - none shown
    """

    name: str
    about: str
    support_email: str
    website: str
    postal_address: str | None = None
    phone: str | None = None

    def __post_init__(self) -> None:
        """Refuse contacts that would not work as links.

        :raises InvalidArgument: when the e-mail address or the website is not one
        """
        if not _EMAIL.fullmatch(self.support_email):
            raise InvalidArgument(
                f"support_email is {self.support_email!r}, but it must be an e-mail address such as help@example.com"
            )
        check_link("website", self.website)


@dataclass(frozen=True, kw_only=True)
class Messages:
    """The texts that the programme sends, quoted in the terms so that they say what really happens.

    :param confirmation: asks the person to confirm
    :param help: answer to HELP
    :param stop: answer to STOP
    """

    confirmation: str
    help: str
    stop: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section that a business adds to its hosted terms or privacy policy.

    :param heading: its heading
    :param paragraphs: its paragraphs, plain text
    """

    heading: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class FormContent:
    """Everything that differs from one sign-up page to another. All of it is plain text, never HTML.

    :param brand: name the messages come under, as registered
    :param programme: what people get, as it reads after "get", for example ``order and delivery alerts``
    :param kinds: kinds of messages, for example ``delivery updates``; at least one
    :param frequency: how often, for example ``Up to 4 messages a month``
    :param boxes: the consent boxes, a box for each kind of messages; at least one
    :param consent_version: version of the boxes' texts; the form posts it
    :param business: who sends
    :param messages: texts quoted in the hosted terms
    :param countries: countries whose numbers may sign up; at least one
    :param default_country: ISO code of the country chosen at first
    :param source: the form's id, which it posts. Default: web
    :param phone_required: whether nobody can sign up without a phone number. Default: True
    :param terms_box: whether terms and privacy policy are agreed to by a required box of their own. Default: False
    :param fields: what the form asks for besides the phone number, in order. Default: - nothing
    :param languages: the same form in other languages, to link to. Default: - none
    :param captcha: the check that a person fills in the form. Default: - none
    :param root: folder of the static files on the page's own origin, with a slash at its end. Default: /
    :param description: what the programme is for, in a sentence or two. Default: - made of brand, kinds and frequency
    :param confirm_keyword: the answer that confirms. Default: YES
    :param return_keyword: the word that ends an opt-out. Default: START
    :param register_path: path of the register operation, on the page's own origin. Default: /v1/register
    :param locale: BCP 47 language of all texts. Default: en-US
    :param terms_url: https address of the terms. Default: - terms.html is rendered
    :param privacy_url: https address of the privacy policy. Default: - privacy.html is rendered
    :param terms_sections: more sections for the rendered terms. Default: - none
    :param privacy_sections: more sections for the rendered privacy policy. Default: - none
    :param texts: replaces words of the page by their key (``texts.KEYS``). A language without built-in words needs
        them all. Default: - the built-in words of the locale's language: English, German, Spanish, French
    """

    brand: str
    programme: str
    kinds: Sequence[str]
    frequency: str
    boxes: Sequence[Box]
    consent_version: str
    business: Business
    messages: Messages
    countries: Sequence[Country]
    default_country: str
    source: str = "web"
    phone_required: bool = True
    terms_box: bool = False
    fields: Sequence[FormField] = ()
    languages: Sequence[Language] = ()
    captcha: CaptchaWidget | None = None
    root: str = "/"
    description: str | None = None
    confirm_keyword: str = "YES"
    return_keyword: str = "START"
    register_path: str = "/v1/register"
    locale: str = "en-US"
    terms_url: str | None = None
    privacy_url: str | None = None
    terms_sections: Sequence[Section] = ()
    privacy_sections: Sequence[Section] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse content that would render a page that does not work or would not pass a review.

        :raises InvalidArgument: naming what is wrong, what is allowed and how to mend it
        """
        self._check_words()
        self._check_questions()
        self._check_countries()
        self._check_addresses()

    @property
    def direction(self) -> str:
        """``rtl`` for languages that are written from right to left, else ``ltr``."""
        language, *more = self.locale.lower().split("-")
        scripts = {part for part in more if len(part) == _SCRIPT_LENGTH}
        right_to_left = bool(scripts & _RIGHT_TO_LEFT_SCRIPTS) or (language in _RIGHT_TO_LEFT and not scripts)
        return "rtl" if right_to_left else "ltr"

    def _check_words(self) -> None:
        for name in ("brand", "programme", "frequency", "consent_version", "source"):
            if not str(getattr(self, name)).strip():
                raise InvalidArgument(f"{name} is empty, but people must be able to read it before they consent")
        if not self.kinds:
            raise InvalidArgument("kinds is empty, but the page must say what kinds of messages it is for; name one")

    def _check_questions(self) -> None:
        if not self.boxes:
            raise InvalidArgument("boxes is empty, but people consent by ticking a box; give at least one")
        names = [box.name for box in self.boxes] + [field.name for field in self.fields]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise InvalidArgument(f"the form asks for {', '.join(twice)} more than once; give each field its own name")

    def _check_countries(self) -> None:
        codes = [country.code for country in self.countries]
        if not codes:
            raise InvalidArgument("countries is empty, but somebody must be able to sign up; allow at least one")
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise InvalidArgument(f"countries names {', '.join(twice)} more than once; name each country once")
        if self.default_country not in codes:
            raise InvalidArgument(
                f"default_country is {self.default_country!r}, but only {', '.join(sorted(codes))} may sign up; "
                "choose one of them"
            )

    def _check_addresses(self) -> None:
        check_path("register_path", self.register_path, "/v1/register")
        check_path("root", self.root, "/forms/")
        if not self.root.endswith("/"):
            raise InvalidArgument(f"root is {self.root!r}, but a folder ends with a slash, such as /forms/")
        if not LOCALE.fullmatch(self.locale):
            raise InvalidArgument(f"locale is {self.locale!r}, but it must be a language tag such as en-US")
        for name, link in (("terms_url", self.terms_url), ("privacy_url", self.privacy_url)):
            if link is not None:
                check_link(name, link)
