"""A reading as one self-contained web page: nothing is loaded from anywhere, and it works without scripts."""

from onrecord.web.page import page

__all__ = ["page"]
