"""Objects that several CloudFormation types of Amazon Pinpoint's segments and campaigns share."""

from __future__ import annotations

from sandbox.cloudformation.schema import INTEGER, Schema, array, enum, obj, string

ALIGNMENTS = ("LEFT", "CENTER", "RIGHT")
ACTIONS = ("LINK", "DEEP_LINK", "CLOSE")
LAYOUTS = ("BOTTOM_BANNER", "TOP_BANNER", "OVERLAYS", "MOBILE_FEED", "MIDDLE_BANNER", "CAROUSEL")

SET = obj({"DimensionType": string(), "Values": array(string())})


def in_app_content(*, strict: bool) -> Schema:
    """Panels of an in-app message. The type of templates lists what words may be, that of campaigns doesn't.

    :param strict: whether the words are listed
    """
    action = enum(*ACTIONS) if strict else string()
    alignment = enum(*ALIGNMENTS) if strict else string()
    override = obj({"ButtonAction": action, "Link": string()})
    default = {
        "BackgroundColor": string(), "BorderRadius": INTEGER, "ButtonAction": action, "Link": string(),
        "Text": string(), "TextColor": string(),
    }  # fmt: skip
    button = obj({"Android": override, "DefaultConfig": obj(default), "IOS": override, "Web": override})
    text = {"Alignment": alignment, "TextColor": string()}
    panel = obj(
        {
            "BackgroundColor": string(),
            "BodyConfig": obj({**text, "Body": string()}),
            "HeaderConfig": obj({**text, "Header": string()}),
            "ImageUrl": string(),
            "PrimaryBtn": button,
            "SecondaryBtn": button,
        }
    )
    return array(panel)
