"""Whether a person solved the form's CAPTCHA: asks Cloudflare Turnstile or Google reCAPTCHA, and believes no other.

Without a good answer nobody is let in (fail closed).
Sources: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ and
https://developers.google.com/recaptcha/docs/verify
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from . import aws, logs
from .refusal import Refusal
from .settings import CaptchaSettings, variable

ACTION = "sign-up"
"""What Turnstile's widget is told that it is for; a token for anything else is not taken."""

# Turnstile's own limit; Google names none, issues tokens of more than 2048 (keycloak/keycloak#29182) and answers 400
# to 4000 (ambethia/recaptcha#309).
_MAXIMUM_TOKEN = {"turnstile": 2048, "recaptcha": 4000}
_MAXIMUM_ANSWER = 16384
_OUR_FAULT = frozenset({"missing-input-secret", "invalid-input-secret"})
_THEIR_FAULT = frozenset({"internal-error"})
_OK = 200
_REFUSES_TOKENS = (400, 413)  # what Google answers to tokens that cannot be any


class CaptchaUnavailable(Exception):
    """The provider cannot be asked, or does not know us.

    :param reason: an error code of the provider's, or what is wrong with its answer.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check(token: str | None, *, address: str, settings: CaptchaSettings) -> None:
    """Let pass whoever has solved the CAPTCHA.

    :param token: what the widget gave.
    :param address: the person's, or empty.
    :raises Refusal: it was not solved, too long ago, or solved for something else.
    :raises CaptchaUnavailable: the provider does not say.
    """
    if token is None or not token.isprintable() or len(token) > _MAXIMUM_TOKEN[settings.provider]:
        raise _failed()
    try:
        answer = _ask(token, address, settings)
    except CaptchaUnavailable:
        logs.metric("CaptchaUnavailable")
        raise
    if answer.get("success") is not True:
        raise _failed()
    if settings.hostnames and answer.get("hostname") not in settings.hostnames:
        raise _failed()
    if settings.provider == "turnstile" and answer.get("action") != ACTION:
        raise _failed()


def forget() -> None:
    """Drop the secret. For tests."""
    _secret.cache_clear()


def _look_for_faults(answer: Mapping[str, Any]) -> None:
    codes = answer.get("error-codes")
    for code in codes if isinstance(codes, list) else []:
        if code in _OUR_FAULT:
            forget()  # it may have been rotated
            raise CaptchaUnavailable(code)
        if code in _THEIR_FAULT:
            raise CaptchaUnavailable(code)


def _failed() -> Refusal:
    return Refusal(400, "captcha_failed", "Please confirm once more that you are a person.", "captcha_token")


def _ask(token: str, address: str, settings: CaptchaSettings) -> Mapping[str, Any]:
    question = {"secret": _secret(variable("CAPTCHA_SECRET_ARN")), "response": token}
    if address:
        question["remoteip"] = address
    try:
        status, content = _post(settings.verify_url, urlencode(question), settings.timeout)
    except OSError as problem:
        raise CaptchaUnavailable("no answer") from problem
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict):
        _look_for_faults(answer)
    if isinstance(answer, dict) and status == _OK:
        return answer
    if status in _REFUSES_TOKENS:
        return {}
    raise CaptchaUnavailable(f"status {status}")


def _post(url: str, content: str, timeout: float) -> tuple[int, bytes]:
    """Ask, without following redirections: the secret is for nobody else.

    :raises OSError: no answer in time, or none that is one.
    """
    from http.client import HTTPConnection, HTTPException, HTTPSConnection  # noqa: PLC0415 - only with a CAPTCHA

    target = urlsplit(url)
    kind = HTTPSConnection if target.scheme == "https" else HTTPConnection
    connection = kind(target.netloc, timeout=timeout)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        connection.request("POST", target.path or "/", content, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(_MAXIMUM_ANSWER)
    except HTTPException as problem:
        raise OSError("no HTTP") from problem
    finally:
        connection.close()


@cache
def _secret(arn: str) -> str:
    return aws.secrets().get_secret_value(SecretId=arn)["SecretString"]
