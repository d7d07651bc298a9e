"""Raw text to an `Issue`: furniture, passages, citations, and the day it speaks from."""

from extract.issues.parse import NotAnIssueError, parse_issue, readable_text, split_items
from extract.issues.profiles import Publication, Publications, load_publications

__all__ = [
    "NotAnIssueError",
    "Publication",
    "Publications",
    "load_publications",
    "parse_issue",
    "readable_text",
    "split_items",
]
