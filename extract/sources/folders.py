"""Files of the local disk: one, a folder's, or those a pattern names."""

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.sources.archives import is_skipped
from extract.sources.records import Limits, Place, Unreadable, bound

MAGIC = frozenset("*?[")
"""Characters of a glob pattern."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A regular file, or a pipe that was named outright."""

    place: Place
    path: Path


def local_files(source: str, limits: Limits) -> Iterator[LocalFile | Unreadable]:
    """The files that `source` names, sorted by path; a folder's with all below it.

    Args:
        source: a file, a folder, or a pattern with `*`, `**`, `?` or `[...]`.
        limits: bounds on depth and links, and what is passed over.
    """
    path = Path(source).expanduser()
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        if MAGIC & set(source) and not isinstance(error, PermissionError):
            yield from _matches(source, limits)
        else:
            yield Place.of(source, source).failed(error)
        return
    if stat.S_ISDIR(kind):
        yield from _below(path, path, limits, ())
    else:
        yield LocalFile(Place.of(path.name, _uri(path)), path)


def _uri(path: Path) -> str:
    return Path(os.path.abspath(path)).as_uri()  # noqa: PTH100  # resolve() would follow links


def _matches(pattern: str, limits: Limits) -> Iterator[LocalFile | Unreadable]:
    """Files that a pattern matches; their keys begin below its fixed part."""
    expanded = str(Path(pattern).expanduser())
    fixed = Path(*_before_magic(Path(expanded).parts))
    found = False
    for match in sorted(glob.glob(expanded, recursive=True)):  # noqa: PTH207  # Path.glob takes no absolute pattern
        path = Path(match)
        if path.is_dir() or is_skipped(str(path.relative_to(fixed)), limits):
            continue
        found = True
        yield _checked(path, fixed, limits)
    if not found:
        yield Place.of(pattern, pattern).unreadable("not-found", "no file matches the pattern.")


def _before_magic(parts: tuple[str, ...]) -> tuple[str, ...]:
    magic = [at for at, part in enumerate(parts) if MAGIC & set(part)]
    return parts[: magic[0]] if magic else parts[:-1]


def _below(
    folder: Path, root: Path, limits: Limits, above: tuple[tuple[int, int], ...]
) -> Iterator[LocalFile | Unreadable]:
    """Files below a folder, sorted; `above` holds the folders on the way: links cannot lead in a loop."""
    place = Place.of(folder.relative_to(root).as_posix(), _uri(folder))
    try:
        own = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield place.failed(error)
        return
    if (own.st_dev, own.st_ino) in above:
        yield place.unreadable("link-loop", "the link leads back to a folder above it.")
        return
    if len(above) >= limits.folder_depth:
        yield place.unreadable(
            "nested-too-deep",
            f"more than {limits.folder_depth} folders deep ({bound('folder_depth')}).",
        )
        return
    for path in entries:
        if is_skipped(path.name, limits):
            continue
        if path.is_symlink() and (refused := _refused_link(path, root, limits)):
            yield refused
        elif path.is_dir():
            yield from _below(path, root, limits, (*above, (own.st_dev, own.st_ino)))
        else:
            yield _checked(path, root, limits)


def _refused_link(path: Path, root: Path, limits: Limits) -> Unreadable | None:
    place = Place.of(path.relative_to(root).as_posix(), _uri(path))
    if limits.links == "none":
        return place.unreadable("link", f"it is a symbolic link ({bound('links')}).")
    try:
        target = path.resolve(strict=True)
    except FileNotFoundError:
        return place.unreadable("dangling-link", "the link leads nowhere.")
    except (OSError, RuntimeError):
        return place.unreadable("link-loop", "the link leads to itself.")
    if limits.links == "inside" and not target.is_relative_to(root.resolve()):
        return place.unreadable("link-outside", f"the link leads outside the source ({bound('links')}).")
    return None


def _checked(path: Path, root: Path, limits: Limits) -> LocalFile | Unreadable:
    """The file, or why it is none that can be read."""
    place = Place.of(path.relative_to(root).as_posix(), _uri(path))
    if path.is_symlink() and (refused := _refused_link(path, root, limits)):
        return refused
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        return place.failed(error)
    if not regular:
        return place.unreadable("not-a-file", "it is a pipe, socket or device, not a file.")
    return LocalFile(place, path)
