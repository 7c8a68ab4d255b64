"""The sign-up that a request asks for: read strictly against its form, refused in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .fields import Number, missing, read_boolean, read_text
from .programmes import Box, ConsentKind, Form, Programme
from .refusal import Refusal, invalid

_LENGTHS = {"phone": 40, "country": 2, "consent_version": 64, "source": 64, "locale": 35}
_TOKENS = ("captcha_token", "cf-turnstile-response", "g-recaptcha-response")  # a form posts the widget's own name


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """What a person entered.

    :param phone: as written. None when there is only a contact.
    :param country: whose spelling the phone is in. None when not given.
    :param agreed: what was agreed to, of the boxes that the form shows; nothing without a phone.
    :param consent_version: of the consent text that was shown.
    :param locale: of the page. None when not given.
    :param captcha_token: None when not given.
    :param fields: the form's own.
    """

    phone: str | None
    country: str | None
    agreed: tuple[ConsentKind, ...]
    consent_version: str
    locale: str | None
    captcha_token: str | None
    fields: Mapping[str, str | bool]


def find_form(given: Mapping[str, Any], forms: Mapping[str, Form]) -> Form:
    """The form that was filled in; the first when none is named.

    :raises Refusal: there is no such form.
    """
    source = _text(given, "source")
    if source is None:
        return next(iter(forms.values()))
    if source not in forms:
        raise invalid("source", f"source must be one of {', '.join(forms)}.")
    return forms[source]


def read(given: Mapping[str, Any], form: Form, programme: Programme, *, posted: bool) -> SignUp:
    """Read what was given in a form.

    :param given: values by name.
    :param programme: the form's.
    :param posted: whether by a form's own post, which knows text only.
    :raises Refusal: a field is missing, unknown or wrong, or a consent that is required was not given.
    """
    boxes = box_names(programme.locale().consent.boxes)
    _refuse_unknown(given, form, boxes)
    fields = {field.name: field.read(given.get(field.name), posted=posted) for field in form.fields.values()}
    phone, country = _text(given, "phone"), _text(given, "country")
    version, locale = _text(given, "consent_version"), _text(given, "locale")
    agreed = tuple(kind for kind, name in boxes.items() if _ticked(given, name, posted=posted))
    if phone is None and (form.phone_required or agreed):
        raise missing("phone", "Please enter your mobile phone number.")
    if version is None:
        raise missing("consent_version", "The version of the consent text is missing. Please reload the page.")
    if phone is not None and not agreed:
        raise _consent_required(next(iter(boxes.values())), form)
    if form.terms_required and not _ticked(given, "terms", posted=posted):
        raise missing("terms", "Please tick the box to accept the terms.")
    return SignUp(
        phone=phone,
        country=None if country is None else country.upper(),
        agreed=agreed,
        consent_version=version,
        locale=locale,
        captcha_token=_token(given),
        fields={name: value for name, value in fields.items() if value is not None},
    )


def box_names(boxes: tuple[Box, ...]) -> dict[ConsentKind, str]:
    """The name of each box in a request: ``consent`` when there is one, else with its kind."""
    if len(boxes) == 1:
        return {boxes[0].kind: "consent"}
    return {box.kind: f"consent_{box.kind}" for box in boxes}


def _refuse_unknown(given: Mapping[str, Any], form: Form, boxes: Mapping[ConsentKind, str]) -> None:
    known = [*form.fields, *_LENGTHS, *boxes.values(), *(["terms"] if form.terms_required else []), "captcha_token"]
    for name in given:
        if name not in known and name not in _TOKENS:
            told = name[:40]
            raise Refusal(400, "unknown_field", f"Unknown field {told!r}; known are {', '.join(known)}.", told)


def _consent_required(box: str, form: Form) -> Refusal:
    or_else = "" if form.phone_required else ", or leave the phone number empty"
    return Refusal(400, "consent_required", f"Please tick the box to agree to receive our texts{or_else}.", box)


def _ticked(given: Mapping[str, Any], name: str, *, posted: bool) -> bool:
    value = given.get(name)
    found = read_boolean(value, posted=posted)
    if found is None and value is not None and not posted:
        raise invalid(name, f"{name} must be true or false.")
    return found is True


def _token(given: Mapping[str, Any]) -> str | None:
    """The solution of the CAPTCHA. It is long, and checked by whoever asks the provider."""
    for name in _TOKENS:
        value = given.get(name)
        if value is not None and (not isinstance(value, str) or isinstance(value, Number)):
            raise invalid(name, f"{name} must be text.")
        if value:
            return str(value)
    return None


def _text(given: Mapping[str, Any], name: str) -> str | None:
    return read_text(name, given.get(name), _LENGTHS[name])
