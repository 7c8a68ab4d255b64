"""Where the pages of forms are: the first form's default locale at the root, all else in folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdk_messaging.opt_in.forms import Form

ResultPages = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By source and locale: where a browser is sent after a form's own post, ``thanks`` and ``problem``."""


def folder(forms: Sequence[Form], form: Form, locale: str) -> str:
    """The folder of a form in a locale, without a slash at its beginning: ``""``, ``"de-DE/"``, ``"kiosk/de-DE/"``."""
    of_form = "" if form.source == forms[0].source else f"{form.source}/"
    of_locale = "" if locale == form.programme.locale else f"{locale}/"
    return f"{of_form}{of_locale}"


def hosted_result_pages(forms: Sequence[Form]) -> ResultPages:
    """The pages that are hosted with the forms."""
    return {
        form.source: {
            locale: {
                "thanks": f"/{folder(forms, form, locale)}thanks.html",
                "problem": f"/{folder(forms, form, locale)}problem.html",
            }
            for locale in form.programme.locales
        }
        for form in forms
    }


def own_result_pages(forms: Sequence[Form], *, thanks_url: str, problem_url: str) -> ResultPages:
    """Pages of somebody's own site, the same for all forms and locales."""
    return {
        form.source: {locale: {"thanks": thanks_url, "problem": problem_url} for locale in form.programme.locales}
        for form in forms
    }
