"""Printing on request: packs and lists of changes, into a folder of the editor's (docs/printing.md)."""
