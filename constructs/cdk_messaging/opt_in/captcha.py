"""Asking a CAPTCHA provider whether a person is a person."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from aws_cdk import aws_secretsmanager as secretsmanager

from cdk_messaging.checks import check_pattern, is_known
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.form.content import CaptchaWidget

TIMEOUT_SECONDS = 3.0
"""How long a sign-up waits for the provider."""

_SITE_KEY = "[A-Za-z0-9_-]{1,100}"
# Plain HTTP to this machine only: a stand-in of the provider, in tests.
_URL = r"(https://[a-z0-9.-]+|http://(localhost|127\.0\.0\.1))(:[0-9]{1,5})?(/[^\s'\";]*)?"
_HOSTNAME = r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?"


class CaptchaProvider(enum.Enum):
    """Who tells people from programs."""

    TURNSTILE = "turnstile"
    """Cloudflare Turnstile: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/"""

    RECAPTCHA = "recaptcha"
    """Google reCAPTCHA v2: https://developers.google.com/recaptcha/docs/verify"""


VERIFY_URLS: Mapping[CaptchaProvider, str] = MappingProxyType(
    {
        CaptchaProvider.TURNSTILE: "https://challenges.cloudflare.com/turnstile/v0/siteverify",
        CaptchaProvider.RECAPTCHA: "https://www.google.com/recaptcha/api/siteverify",
    }
)
"""Where each provider says whether a token is good."""

TEST_SITE_KEYS = frozenset(
    {
        "1x00000000000000000000AA",
        "2x00000000000000000000AB",
        "1x00000000000000000000BB",
        "2x00000000000000000000BB",
        "3x00000000000000000000FF",
        "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI",
    }
)
"""Keys that the providers publish for tests; they stop nobody.

Source: https://developers.cloudflare.com/turnstile/troubleshooting/testing/ and
https://developers.google.com/recaptcha/docs/faq
"""


@dataclass(frozen=True, kw_only=True)
class Captcha:
    """A CAPTCHA in every form, checked by the sign-up function before anything else is asked.

    A sign-up without a good token is refused; when the provider cannot be asked, nobody can sign up (503): a CAPTCHA
    that lets everybody in whenever it is down would be none.

    :param provider: whose.
    :param site_key: the public key; literal, because the pages hold it.
    :param secret: its string is the secret key; a key of your own that encrypts it must let the function decrypt.
    :param hostnames: names of the sites where it may have been solved. Default: - the page's own, where a name is
        known at synth; any other
    :param verify_url: whom to ask instead of the provider. Default: - the provider
    :param script_url: the widget's script, if it isn't the provider's usual one. Default: - the provider's
    :raises InvalidArgument: for a key or an address that cannot be one.
    """

    provider: CaptchaProvider
    site_key: str
    secret: secretsmanager.ISecret
    hostnames: Sequence[str] = ()
    verify_url: str | None = None
    script_url: str | None = None

    def __post_init__(self) -> None:
        if not is_known(self.site_key):
            raise InvalidArgument(
                "site_key is only known at deployment, and the pages that hold it are made at synth; give a literal one"
            )
        check_pattern("site_key", self.site_key, _SITE_KEY, "the public key, letters, digits, - and _")
        for name in self.hostnames:
            check_pattern("hostname", name, _HOSTNAME, "a host in lower case: 'www.example.com'")
        if self.verify_url is not None:
            check_pattern("verify_url", self.verify_url, _URL, "an https address: 'https://example.com/verify'")

    @property
    def is_for_tests(self) -> bool:
        """Whether the site key is one that its provider publishes for tests."""
        return self.site_key in TEST_SITE_KEYS

    @property
    def widget(self) -> CaptchaWidget:
        """What the pages show."""
        return CaptchaWidget(provider=self.provider.value, site_key=self.site_key, script_url=self.script_url)

    def settings(self, *, hostnames: Sequence[str] = ()) -> Mapping[str, Any]:
        """What the sign-up function is told, beside the secret's ARN.

        :param hostnames: the page's own names, for want of ``hostnames`` of the CAPTCHA. Default: - not known
        """
        return {
            "provider": self.provider.value,
            "hostnames": list(self.hostnames or hostnames),
            "verify_url": VERIFY_URLS[self.provider] if self.verify_url is None else self.verify_url,
            "timeout_seconds": TIMEOUT_SECONDS,
        }
