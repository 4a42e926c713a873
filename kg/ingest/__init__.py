"""Files, folders, pages and records in, articles out: what is read, what is left out, and why."""

from kg.ingest.article import article_from_text
from kg.ingest.counting import count
from kg.ingest.read import MAX_BYTES, read

__all__ = ["MAX_BYTES", "article_from_text", "count", "read"]
