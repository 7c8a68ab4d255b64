"""Measurements: ratios to a floor, so that they mean the same on any machine. Nothing here is asserted."""
