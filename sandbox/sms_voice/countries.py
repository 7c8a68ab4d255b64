"""What AWS offers in which country, from the user guide's tables of autumn 2026."""

from __future__ import annotations

# https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html
TWO_WAY = frozenset(
    "AU AT BE BR BG CM CA CL CN CK CR HR CZ DK DO EC EG EE SZ FI FR DE GH GR GU HN HK HU IN IE IL IT JP JE KE KW LV LS"
    " LT LU MK MW MY MT MU MX MA MM NA NL NZ NG NO PA PE PL PT PR QA RO RU RS SG SK ZA ES LK SE TW TZ TH UA AE GB US UY"
    " VI".split()
)
LONG_CODE = frozenset(
    "AU AT BE CA CL CR CZ DK EE FI DE GH GR GU HN HK HU IN IE IL IT JE KE KW LV LR LT LU MT MU MM NL NO PK PH PL PT PR"
    " RO SA SG SK ZA ES LK SE TW TZ TH UA AE GB US VI".split()
)
INBOUND_ONLY_LONG_CODE = frozenset("IN PK PH SA AE".split())

# https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-support-by-country.html
NO_SMS = frozenset("CU IR KP SY SD".split())

NUMBER_TYPES = {
    "TOLL_FREE": frozenset({"US"}),
    "TEN_DLC": frozenset({"US"}),
    "SIMULATOR": frozenset({"US"}),
    "LONG_CODE": LONG_CODE,
}

# https://docs.aws.amazon.com/sms-voice/latest/userguide/test-phone-numbers.html: number to whether it delivers
_SIMULATORS = (
    "AU 61455944038 61455944039|AT 43676800442031 43676800442032|BE 32460213922 32460213923|CL 56229140630 56229140631"
    "|CZ 420790542286 420790542287|DK 4525919410 4525919215|EE 37282720792 37282720793|FI 3584573979110 3584573979111"
    "|FR 33755512501 33755512502|HK 85257048426 85257048854|HU 36707178770 36707178772|IT 394390009172 394390009174"
    "|JE 447937404990 447937404992|LU 352691385880 352691385882|NL 3197008100148 3197008100150"
    "|NO 4759449384 4759449387|PL 48732141440 48732141442|PT 351927946948 351927946950|RO 40783900330 40783900332"
    "|ES 34683783440 34683783442|SE 46790645100 46790645102|CH 41798075872 41798075874|TW 886903444630 886903444632"
    "|GB 447860019066 447860019067|US 14254147755 14254147167"
)
SIMULATED_DESTINATIONS: dict[str, tuple[str, bool]] = {}
for _entry in _SIMULATORS.split("|"):
    _country, _delivers, _fails = _entry.split()
    SIMULATED_DESTINATIONS[f"+{_delivers}"] = (_country, True)
    SIMULATED_DESTINATIONS[f"+{_fails}"] = (_country, False)

# US dollars a part, a minute, an MMS. AWS's own samples, but for the one made-up price of other countries.
PRICES = {"US": 0.00581, "ES": 0.06087}
OTHER_PRICE = 0.05
VOICE_PRICE_PER_MINUTE = 0.013
MEDIA_PRICE, MEDIA_CARRIER_FEE = 0.0195, 0.00266
US_CARRIER_FEE = 0.00302


def price(country: str) -> float:
    """US dollars for one message part to a country, carrier fee included."""
    return PRICES.get(country, OTHER_PRICE) + carrier_fee(country)


def carrier_fee(country: str) -> float:
    """US dollars of a part's price that are the carrier's."""
    return US_CARRIER_FEE if country == "US" else 0.0


# https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html, column "supports sender IDs"
NO_SENDER_ID = frozenset(
    "AR BS BE BR CA KY CL CN CO CR DO EC SV GU GT HU LR MY MH FM MC MZ NZ NI PY PE PR CG KN LC ZA KR TW TM US UY VE"
    " VI".split()
)
REGISTERED_SENDER_ID = frozenset("AU BY EG IN ID IE JO KZ KE KW OM PH QA RU SA ES LK TH TR AE GB VN ZM".split())
