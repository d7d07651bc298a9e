"""Raw text to an `Issue`: furniture, sections, passages, citations, and the day it speaks from."""

from extract.issues.parse import NotAnIssueError, parse_issue, readable_text, split_items
from extract.issues.publications import (
    Publication,
    Publications,
    read_publications,
)

__all__ = [
    "NotAnIssueError",
    "Publication",
    "Publications",
    "parse_issue",
    "read_publications",
    "readable_text",
    "split_items",
]
