"""Which countries can be texted, and what a number can be there. Pure data.

Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html and
https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-mms-by-country.html, as of autumn 2026.
"""

from __future__ import annotations

import re

from ..errors import InvalidArgument

ISO_COUNTRIES: frozenset[str] = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()
)
"""Country codes of ISO 3166-1 alpha-2, and XK for Kosovo, which the service uses too."""

SMS_COUNTRIES: frozenset[str] = frozenset(
    """
    AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI
    CK CL CM CN CO CR CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FO FR GA GB GD GE GF GG GH GI GL GM
    GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IS IT JE JM JO JP KE KG KH KM KN KR KW KY KZ LA LB
    LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NU NZ OM PA PE PF PG PH PK PL PR PS PT PW PY QA RE RO RS RU RW SA SB SC SE SG SI SK SL SM SN SO SR
    SS ST SV SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VE VG VI VN VU WS XK YE YT ZA ZM ZW
    """.split()
)
"""Countries and territories that the service lists as destinations of SMS."""

TWO_WAY_COUNTRIES: frozenset[str] = frozenset(
    """
    AE AT AU BE BG BR CA CK CL CM CN CR CZ DE DK DO EC EE EG ES FI FR GB GH GR GU HK HN HR HU IE IL IN IT JE JP
    KE KW LK LS LT LU LV MA MK MM MT MU MW MX MY NA NG NL NO NZ PA PE PL PR PT QA RO RS RU SE SG SK SZ TH TW TZ
    UA US UY VI ZA
    """.split()
)
"""Countries where people can answer a number."""

LONG_CODE_COUNTRIES: frozenset[str] = frozenset(
    """
    AE AT AU BE CA CL CR CZ DE DK EE ES FI GB GH GR GU HK HN HU IE IL IN IT JE KE KW LK LR LT LU LV MM MT MU NL
    NO PH PK PL PR PT RO SA SE SG SK TH TW TZ UA US VI ZA
    """.split()
)
"""Countries that have long codes."""

INBOUND_ONLY_LONG_CODE_COUNTRIES: frozenset[str] = frozenset("AE IN PH PK SA".split())
"""Countries whose long codes can receive but not send."""

SHORT_CODE_COUNTRIES: frozenset[str] = frozenset(
    """
    AE AR AT BE BG BR CA CL CM CN CO CR DE DO EC EG ES FI FR GB HR IN IT JP KE LK LS MA MW MX MY NA NG NL NZ PA
    PE PT QA RO RS RU SE SG SZ US UY ZA PR
    """.split()
)
"""Countries that have short codes, which only a support case gets."""

MMS_COUNTRIES: frozenset[str] = frozenset({"CA", "US"})
"""Countries whose numbers can send MMS."""

SENDER_ID_UNSUPPORTED_COUNTRIES: frozenset[str] = frozenset(
    """
    AR BE BR BS CA CG CL CN CO CR DO EC FM GT GU HU KN KR KY LC LR MC MH MY MZ NI NZ PE PR PY SV TM TW US UY VE
    VI ZA
    """.split()
)
"""Countries where a sender ID can't be used."""

SENDER_ID_REGISTRATION_COUNTRIES: frozenset[str] = frozenset(
    "AE AU BY EG ES GB ID IE IN JO KE KW KZ LK OM PH QA RU SA TH TR VN ZM".split()
)
"""Countries where a sender ID must be registered first. In SG it is shown as LIKELY-SCAM unless registered."""

SENDER_ID_COUNTRIES: frozenset[str] = SMS_COUNTRIES - SENDER_ID_UNSUPPORTED_COUNTRIES - SENDER_ID_REGISTRATION_COUNTRIES
"""Countries where a sender ID can be used without registration."""


def check_country(what: str, country: str) -> None:
    """Refuse a country code that doesn't exist.

    :param what: what the code is for, for the message
    :raises InvalidArgument: if it doesn't
    """
    if re.fullmatch("[A-Z]{2}", country) is None or country not in ISO_COUNTRIES:
        raise InvalidArgument(
            f"{what} {country!r} is not a country: use a code of ISO 3166-1 alpha-2 in upper case, for example 'US'"
        )
