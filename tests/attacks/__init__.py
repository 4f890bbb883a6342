"""Submissions that try to earn what they did not, or to cost others something."""
