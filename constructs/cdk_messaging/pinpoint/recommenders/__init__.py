"""Recommenders: products and the like that Amazon Personalize recommends, in the words of templates."""

from __future__ import annotations

from .recommender_configuration import IRecommenderConfiguration, RecommenderConfiguration, RecommenderIdType
from .recommender_role import RecommenderRole

__all__ = ["IRecommenderConfiguration", "RecommenderConfiguration", "RecommenderIdType", "RecommenderRole"]
