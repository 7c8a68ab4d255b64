"""What people read and agree to, whom they are texted from and for how much, and services that have ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from review.changes import ResourceChange, StackChange
from review.danger import Category, Danger, danger
from review.values import contrasted, differing, rendered, shown

_PINPOINT_ENDED = "Amazon Pinpoint's engagement features ended on 2026-10-30"
# Not here, because they live on: the project (App) and its channels for push, SMS and voice.
RETIRED: Mapping[str, str] = {
    resource_type: f"{_PINPOINT_ENDED}; AWS refuses to make it. Instead: {instead}"
    for resource_type, instead in {
        "AWS::Pinpoint::ApplicationSettings": "settings of a configuration set of AWS End User Messaging",
        "AWS::Pinpoint::Campaign": "Amazon Connect outbound campaigns",
        "AWS::Pinpoint::EmailChannel": "Amazon SES",
        "AWS::Pinpoint::EmailTemplate": "templates of Amazon SES",
        "AWS::Pinpoint::EventStream": "event destinations of a configuration set",
        "AWS::Pinpoint::InAppTemplate": "messages that your application shows by itself",
        "AWS::Pinpoint::PushTemplate": "texts of your own, sent by AWS End User Messaging Push",
        "AWS::Pinpoint::Segment": "Amazon Connect Customer Profiles",
        "AWS::Pinpoint::SmsTemplate": "texts of your own",
        "AWS::PinpointEmail::ConfigurationSet": "AWS::SES::ConfigurationSet",
        "AWS::PinpointEmail::ConfigurationSetEventDestination": "AWS::SES::ConfigurationSetEventDestination",
        "AWS::PinpointEmail::DedicatedIpPool": "AWS::SES::DedicatedIpPool",
        "AWS::PinpointEmail::Identity": "AWS::SES::EmailIdentity",
    }.items()
}

_SPENDING: Mapping[str, Mapping[str, str]] = {
    "AWS::SMSVOICE::ConfigurationSet": {
        "ProtectConfigurationId": "Which rules on countries hold for its messages changes",
    },
    "AWS::SMSVOICE::Pool": {
        "OriginationIdentities": "Which numbers messages may leave from changes",
        "SharedRoutesEnabled": "Which numbers messages may leave from changes",
    },
}
_ORIGINATION = {
    "MandatoryKeywords": "The answer to HELP or STOP changes",
    "OptionalKeywords": "What a keyword does or answers changes",
    "SelfManagedOptOutsEnabled": "Who acts on STOP changes",
    "OptOutListName": "The list of those who opted out is another one",
    "TwoWay": "Where people's answers arrive changes",
}
_CONSENT_TEXT = "Custom::ConsentText"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "AWS::SMSVOICE::PhoneNumber": _ORIGINATION,
    "AWS::SMSVOICE::Pool": _ORIGINATION,
    _CONSENT_TEXT: {
        "Text": "The text that people consent to changes",
        "Boxes": "The text that people consent to changes",
    },
}


def dangers(stack: StackChange) -> Iterator[Danger]:
    """What changes for people, and for the bill."""
    for change in stack.resources:
        if change.added and change.type in RETIRED:
            sentence = f"{change.type} is added: {RETIRED[change.type]}."
            yield danger(Category.RETIRED, stack, change, sentence, after=change.type)
        yield from _consent_text(stack, change)
        yield from _countries(stack, change)
        if change.before is None or change.after is None:
            continue
        for category, table in ((Category.CONSENT, _WORDS), (Category.SPENDING, _SPENDING)):
            yield from _listed(stack, change, category, table.get(change.type, {}))


def _consent_text(stack: StackChange, change: ResourceChange) -> Iterator[Danger]:
    """A text to consent to that comes or goes; those of a new stack, or of one that goes, are no news."""
    if change.type != _CONSENT_TEXT or stack.before is None or stack.after is None:
        return
    if change.added or change.removed:
        properties = (change.before or change.after or {}).get("Properties", {})
        text = properties.get("Text", properties.get("Boxes"))
        word = "There is a new text to consent to" if change.added else "A text that people consented to goes"
        yield danger(
            Category.CONSENT,
            stack,
            change,
            f"{word}: “{shown(text)}”.",
            before=text if change.removed else None,
            after=text if change.added else None,
        )


def _countries(stack: StackChange, change: ResourceChange) -> Iterator[Danger]:
    """Rules on countries, those of a channel that change in the same way together."""
    if change.type != "AWS::SMSVOICE::ProtectConfiguration" or change.before is None or change.after is None:
        return
    old, new = (_rules(each) for each in (change.before, change.after))
    same: dict[tuple[str, str, str], list[str]] = {}
    for channel, country in sorted({*old, *new}):
        was, becomes = (each.get((channel, country), "no rule") for each in (old, new))
        if was != becomes:
            same.setdefault((channel, was, becomes), []).append(country)
    for (channel, was, becomes), countries in same.items():
        listed = ", ".join(countries)
        yield danger(
            Category.SPENDING,
            stack,
            change,
            f"Which countries may be texted or called changes, {channel} to {listed}: {was} becomes {becomes}.",
            property=f"CountryRuleSet/{channel}",
            before=f"{was}: {listed}",
            after=f"{becomes}: {listed}",
        )


def _rules(resource: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Status by channel and country."""
    rule_set = resource.get("Properties", {}).get("CountryRuleSet", {})
    return {
        (channel, rendered(rule.get("CountryCode"))): rendered(rule.get("ProtectStatus"))
        for channel, rules in rule_set.items()
        for rule in rules
    }


def _listed(
    stack: StackChange, change: ResourceChange, category: Category, meanings: Mapping[str, str]
) -> Iterator[Danger]:
    old, new = ((each or {}).get("Properties", {}) for each in (change.before, change.after))
    for name, meaning in meanings.items():
        for path, was, becomes in differing(old.get(name), new.get(name), name):
            former, latter = contrasted(was, becomes)
            yield danger(
                category,
                stack,
                change,
                f"{meaning}: “{former}” becomes “{latter}”.",
                property=path,
                before=was,
                after=becomes,
            )
