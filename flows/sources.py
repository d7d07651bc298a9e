"""Checks that sources are there: a missing one is wrong usage, found before anything is written."""

import glob
import os
from collections.abc import Sequence
from pathlib import Path

from extract.sources.folders import MAGIC
from flows.settings import SettingsError


def require_sources(sources: Sequence[str], *, patterns: bool = True) -> None:
    """Refuses local sources that are not there; streams and addresses are left to the reading.

    Args:
        sources: as a plan has them.
        patterns: also those that match no file; a schedule's may match one tomorrow.

    Raises:
        SettingsError: names the first that is missing, and what to do.
    """
    if not sources:
        message = "no SOURCE given: name a file, a folder, a glob, an archive, a URL, or - for standard input"
        raise SettingsError(message)
    for source in sources:
        if source == "-" or "://" in source or _exists(source):
            continue
        if not MAGIC & set(source):
            message = f"{source}: there is no such file or folder; nothing was done"
            raise SettingsError(message)
        if patterns and not glob.glob(os.path.expanduser(source), recursive=True):  # noqa: PTH111, PTH207  # as the reading has it
            message = f"{source}: no file matches the pattern; nothing was done"
            raise SettingsError(message)


def _exists(source: str) -> bool:
    try:
        return Path(source).expanduser().exists()
    except (OSError, RuntimeError, ValueError):
        return False
