"""Keywords of numbers and pools."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, errors, listing, quotas
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import AUTOMATIC_RESPONSE, OPT_OUT, Keyword, Origination, PhoneNumber, State

Json = dict[str, Any]

MANDATORY = {"HELP": AUTOMATIC_RESPONSE, "STOP": OPT_OUT}
_FILTERS: dict[str, Any] = {"keyword-action": lambda keyword: keyword.action}


@operation("PutKeyword", resources=arns.number_or_pool)
def put_keyword(state: State, request: Json) -> Json:
    """Adds or replaces a keyword. Of HELP and STOP only the message changes."""
    settings = state.number_or_pool(request["OriginationIdentity"])
    word = request["Keyword"]
    if word != word.strip():
        problem = ("Keyword", "may not begin or end with a space")
        raise errors.invalid("INVALID_PARAMETER", f"the keyword {word!r} begins or ends with a space", problem)
    key = word.upper()
    if key not in settings.keywords and len(settings.keywords) >= quotas.KEYWORDS:
        kind = "PHONE_NUMBER" if isinstance(settings, PhoneNumber) else "POOL"
        raise errors.quota_exceeded(f"KEYWORDS_PER_{kind}", f"{settings.id} has {quotas.KEYWORDS} keywords")
    action = request.get("KeywordAction")
    if key in MANDATORY:
        if action not in (None, MANDATORY[key], AUTOMATIC_RESPONSE):
            raise errors.conflict("RESOURCE_MODIFICATION_NOT_ALLOWED", f"the action of {key} is fixed", "keyword", key)
        action, word = MANDATORY[key], key
    settings.keywords[key] = Keyword(word, request["KeywordMessage"], action or AUTOMATIC_RESPONSE)
    return _identity(settings) | settings.keywords[key].to_json()


@operation("DeleteKeyword", resources=arns.number_or_pool)
def delete_keyword(state: State, request: Json) -> Json:
    """Removes a keyword other than HELP and STOP."""
    settings = state.number_or_pool(request["OriginationIdentity"])
    key = request["Keyword"].upper()
    if key in MANDATORY:
        raise errors.conflict("RESOURCE_DELETION_NOT_ALLOWED", f"{key} cannot be deleted", "keyword", key)
    return _identity(settings) | _keyword(settings, key, take=True).to_json()


@operation("DescribeKeywords", resources=arns.number_or_pool)
def describe_keywords(state: State, request: Json) -> Json:
    """All keywords, or those that were named."""
    settings = state.number_or_pool(request["OriginationIdentity"])
    named = request.get("Keywords")
    found = [_keyword(settings, each.upper()) for each in named] if named else list(settings.keywords.values())
    shown = [keyword.to_json() for keyword in listing.filtered(found, request, _FILTERS)]
    return _identity(settings) | listing.page("Keywords", shown, request)


def _keyword(settings: Origination, key: str, *, take: bool = False) -> Keyword:
    if key not in settings.keywords:
        raise errors.not_found("keyword", key)
    return settings.keywords.pop(key) if take else settings.keywords[key]


def _identity(settings: Origination) -> Json:
    return {"OriginationIdentityArn": settings.arn, "OriginationIdentity": settings.id}
