"""Files, folders, pages and records in, articles out: what is read, what is left out, and why."""

from kg.ingest.article import article_from_text
from kg.ingest.read import MAX_BYTES, count, read

__all__ = ["MAX_BYTES", "article_from_text", "count", "read"]
