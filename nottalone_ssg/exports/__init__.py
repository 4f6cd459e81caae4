"""Exports: the site for programs. Each module plans outputs."""
