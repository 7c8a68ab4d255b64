"""Campaigns at work: when they run, whom they reach, what they ask functions, and what they send."""
