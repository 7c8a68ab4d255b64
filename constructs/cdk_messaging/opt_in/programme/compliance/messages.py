"""What the texts that are sent must say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.compliance import causes, disclosures
from cdk_messaging.opt_in.programme.languages import language_of

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.compliance.causes import DenialCause
    from cdk_messaging.opt_in.programme.programme import Programme
    from cdk_messaging.opt_in.programme.texts import LocaleTexts

_BRAND_CAUSES = {"help": causes.HELP_BRAND, "stop": causes.STOP_BRAND}
_CONTACT = re.compile(r"\S+@\S+\.\w|https://\S+|\b[\w-]+(\.[\w-]+)+/?\b|\+?\(?\d[\d ()./-]{5,}\d")
"""An e-mail address, an address on the web, or a telephone number."""


def check_messages(programme: Programme, texts: LocaleTexts) -> None:
    """Refuse texts for which a campaign is denied.

    :raises InvalidArgument: naming the cause.
    """
    for name, text in texts.sms.items():
        what = f"{name} of programme {programme.id!r} in {texts.locale!r}"
        if not text.strip():
            raise causes.OPT_IN_MISSING.refuse(what, text, needed="which is blank", fix="write it, or leave it out")
        if not text.startswith(programme.brand):
            cause = _BRAND_CAUSES.get(name, causes.OPT_IN_BRAND)
            needed = f"which does not begin with the brand {programme.brand!r}"
            raise cause.refuse(what, text, needed=needed, fix="begin with it, so that people know who writes")
    for name in ("confirmation", "subscribed"):
        what = f"{name} of programme {programme.id!r} in {texts.locale!r}"
        _check_opt_in(what, texts.sms[name], texts)
    _check_help(programme, texts)
    _check_stop(programme, texts)


def _check_opt_in(what: str, text: str, texts: LocaleTexts) -> None:
    frequencies = [texts.frequency] + ([texts.promotional.frequency] if texts.promotional else [])
    if not disclosures.says_frequency(text, frequencies, texts.locale):
        named = " and ".join(map(repr, frequencies))
        needed = "which does not say how often"
        raise causes.OPT_IN_CONTENT.refuse(what, text, needed=needed, fix=f"add the programme's frequency, {named}")
    if not disclosures.says_rates(text, texts):
        needed = "which does not say that rates may apply"
        raise causes.OPT_IN_CONTENT.refuse(what, text, needed=needed, fix=f"add {texts.rates!r}")
    disclosures.check_help_and_stop(what, text, texts, causes.OPT_IN_HELP_STOP)


def _check_help(programme: Programme, texts: LocaleTexts) -> None:
    if not _CONTACT.search(texts.help.removeprefix(programme.brand)):
        raise causes.HELP_CONTACT.refuse(
            f"help of programme {programme.id!r} in {texts.locale!r}",
            texts.help,
            needed="which names no contact",
            fix=f"add an e-mail address, a telephone number or a web address, such as {programme.support_email!r}",
        )


def _check_stop(programme: Programme, texts: LocaleTexts) -> None:
    language = language_of(texts.locale)
    if language is None:
        return
    what = f"stop of programme {programme.id!r} in {texts.locale!r}"
    text = texts.stop.removeprefix(programme.brand)
    if not language.phrases.ends.search(text):
        raise _stop_problem(what, texts.stop, "which does not say that no more messages come", "say so")
    if language.phrases.promotional.search(text):
        raise _stop_problem(what, texts.stop, "which advertises to somebody who wants to leave", "leave that out")


def _stop_problem(what: str, text: str, needed: str, fix: str) -> Exception:
    cause: DenialCause = causes.STOP_CONTENT
    return cause.refuse(what, text, needed=needed, fix=fix)
