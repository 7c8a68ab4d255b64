"""How a number or a pool answers: the settings that both have, and that a pool shares with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import InvalidArgument
from .keyword import Keyword, MandatoryKeywords, check_keywords
from .opt_out_list import IOptOutList
from .two_way import TwoWay

_DEFAULT_LIST = "Default"


@dataclass(frozen=True, kw_only=True)
class InboundSettings:
    """Keywords, two-way messaging and opt-outs of a number or pool.

    :raises InvalidArgument: if two of them contradict each other
    """

    mandatory_keywords: MandatoryKeywords
    keywords: tuple[Keyword, ...]
    two_way: TwoWay | None
    opt_out_list: IOptOutList | None
    self_managed_opt_outs: bool

    def __post_init__(self) -> None:
        check_keywords(self.keywords)
        if self.self_managed_opt_outs and self.two_way is None:
            raise InvalidArgument(
                "self_managed_opt_outs needs two_way: without it nobody hears of STOP, and the service no longer "
                "answers it; set two_way=TwoWay.topic(...) or leave self_managed_opt_outs off"
            )

    @property
    def opt_out_list_name(self) -> str | None:
        """Name of the opt-out list, or None for the account's default one."""
        return None if self.opt_out_list is None else self.opt_out_list.opt_out_list_name

    @property
    def optional_keywords(self) -> list[dict[str, str]] | None:
        """The CloudFormation property ``OptionalKeywords``, as JSON."""
        if not self.keywords:
            return None
        return [
            {"keyword": word.keyword, "message": word.message, "action": str(word.action)} for word in self.keywords
        ]

    @property
    def mandatory(self) -> dict[str, dict[str, str]]:
        """The CloudFormation property ``MandatoryKeywords``, as JSON."""
        return {
            "help": {"message": self.mandatory_keywords.help},
            "stop": {"message": self.mandatory_keywords.stop},
        }

    def difference(self, other: InboundSettings) -> str | None:
        """Name the first setting in which two disagree, as the argument is called, or None if they agree.

        Amazon Connect is let through: a number can't be set to it by CloudFormation, only its pool.
        """
        if self.mandatory_keywords != other.mandatory_keywords:
            return "mandatory_keywords"
        if self._keyword_set() != other._keyword_set():
            return "keywords"
        if not same_list(self.opt_out_list, other.opt_out_list):
            return "opt_out_list"
        if any(two_way is not None and two_way.is_connect for two_way in (self.two_way, other.two_way)):
            return None
        if self._two_way_identity() != other._two_way_identity():
            return "two_way"
        if self.self_managed_opt_outs != other.self_managed_opt_outs:
            return "self_managed_opt_outs"
        return None

    def _keyword_set(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((word.keyword.upper(), word.message, str(word.action)) for word in self.keywords)

    def _two_way_identity(self) -> tuple[str | None, str | None] | None:
        return None if self.two_way is None else self.two_way.identity


def same_list(one: IOptOutList | None, other: IOptOutList | None) -> bool:
    """Tell whether two opt-out lists are the same; None is the account's own."""
    names = [_DEFAULT_LIST if listed is None else listed.opt_out_list_name for listed in (one, other)]
    return names[0] == names[1]
