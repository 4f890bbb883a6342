"""Honest notebooks, as editors and people leave them, and what they are worth."""
