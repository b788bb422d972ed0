"""Stage 2: Page -> Article. The report without the page's furniture; cleaning deletes and never rewrites words."""

from onrecord.article.clean import clean

__all__ = ["clean"]
