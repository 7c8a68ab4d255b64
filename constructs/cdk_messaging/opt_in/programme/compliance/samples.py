"""What reviewers ask of sample messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.compliance import causes, disclosures
from cdk_messaging.opt_in.programme.compliance.links import check_no_shortener
from cdk_messaging.opt_in.programme.kinds import ProgrammeType
from cdk_messaging.opt_in.programme.languages import language_of

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.programme import Programme

LEAST_SAMPLES = 2
_OTHER_VARIABLES = re.compile(r"\{[^}]*\}|<[^>]*>|%s|\$\{?[A-Za-z_]\w*")
"""How variables are written that are not in [brackets]."""


def check_samples(programme: Programme) -> None:
    """Refuse sample messages for which a campaign is denied. A programme without samples is fine.

    :raises InvalidArgument: naming the cause.
    """
    samples = programme.samples
    if not samples:
        return
    what = f"samples of programme {programme.id!r}"
    if len(samples) < LEAST_SAMPLES:
        raise causes.SAMPLES.refuse(what, list(samples), needed="fewer than 2", fix="give at least 2 that differ")
    if len(set(samples)) < len(samples):
        needed = "in which one is there twice"
        raise causes.SAMPLES_TWICE.refuse(what, list(samples), needed=needed, fix="give different ones")
    if not any(disclosures.has_word(sample, ("STOP", *programme.default_texts.opt_out_words)) for sample in samples):
        needed = "none of which says how to opt out"
        raise causes.SAMPLES.refuse(what, list(samples), needed=needed, fix="add 'Reply STOP to cancel.' to one")
    for sample in samples:
        _check_sample(programme, sample)


def _check_sample(programme: Programme, sample: str) -> None:
    what = f"a sample of programme {programme.id!r}"
    if programme.brand not in sample:
        needed = f"without the brand {programme.brand!r}"
        raise causes.SAMPLES_BRAND.refuse(what, sample, needed=needed, fix="begin with it")
    check_no_shortener(what, sample)
    if _OTHER_VARIABLES.search(sample):
        needed = "with a variable that is not in [brackets]"
        raise causes.SAMPLES.refuse(what, sample, needed=needed, fix="write variables as [order number]")
    language = language_of(programme.locale)
    promotional = language is not None and language.phrases.promotional.search(sample.replace(programme.brand, ""))
    if promotional and programme.type is ProgrammeType.TRANSACTIONAL:
        needed = "which is promotional, while the programme is transactional"
        fix = "leave it out, or make the programme ProgrammeType.MIXED"
        raise causes.SAMPLES_USE_CASE.refuse(what, sample, needed=needed, fix=fix)
