"""Recipes: pure functions from ingredients to the bytes of one file."""
