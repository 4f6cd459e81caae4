"""NottAlone: Markdown pages and a directory of services become a static site."""

__version__ = "0.1.0"
