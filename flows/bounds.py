"""What one document may cost the process that extracts it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The last line against a document that no other bound has caught; each a setting."""

    document_seconds: float = 120.0
    """How long a document may take, by the clock on the wall; 0: as long as it will."""
    worker_memory: int = 4_000_000_000
    """Bytes of data that an extracting process may hold, its model (300 MB) among them; 0: any number.

    Kept by the kernel, on Linux alone.
    """
