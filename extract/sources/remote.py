"""Sources behind a URL that fsspec reads: S3, HTTP, memory, FTP and others."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import stamina

from extract.sources.archives import is_skipped
from extract.sources.folders import MAGIC
from extract.sources.records import Limits, Place, Unreadable
from extract.sources.streams import Replay

_EXTRAS = {"s3": "s3", "s3a": "s3", "http": "web", "https": "web"}
"""The extra of this package that brings a protocol's library."""
_WEB = frozenset({"http", "https"})


class RemoteFile:
    """A file behind a URL."""

    def __init__(self, place: Place, filesystem: Any, path: str) -> None:  # noqa: ANN401  # fsspec is untyped
        """Remember where it lies; nothing is opened yet."""
        self.place = place
        self._filesystem = filesystem
        self._path = path

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open it for reading as a stream; a connection that fails is tried again."""
        on_web = bool(set(_protocols(self._filesystem)) & _WEB)
        with _try_again(self._filesystem.open)(
            self._path, "rb", **({"block_size": 0} if on_web else {})
        ) as stream:
            # A stream from the web claims to go back, and cannot.
            yield io.BufferedReader(Replay(b"", stream)) if on_web else stream


def _passes(error: Exception) -> bool:
    """Whether another try may help: what is not there, or not allowed, stays so."""
    return isinstance(error, ConnectionError | TimeoutError)


_try_again = stamina.retry(on=_passes, attempts=4, timeout=60.0, wait_initial=0.5, wait_max=10.0)


def remote_files(url: str, limits: Limits) -> Iterator[RemoteFile | Unreadable]:
    """The files that a URL names: one, a folder's with all below it, or those of a pattern; sorted."""
    import fsspec  # type: ignore[import-untyped]  # noqa: PLC0415  # slow to import

    protocol = url.partition("://")[0]
    whole = Place.of(url.rstrip("/").rpartition("/")[2] or url, url)
    try:
        filesystem, path = fsspec.core.url_to_fs(url, **_options(protocol, limits))
        paths = [path] if protocol in _WEB else _listed(filesystem, path)
    except ImportError as error:
        yield whole.unreadable("extra-missing", _missing(protocol, error))
        return
    except Exception as error:  # noqa: BLE001  # each filesystem has errors of its own: all mean that nothing is read
        yield whole.failed(error)
        return
    if not paths:
        yield whole.unreadable("not-found", "there is no such file or folder.")
    root = path.rstrip("/") if path not in paths and not MAGIC & set(path) else _fixed(path)
    for found in paths:
        key = found.removeprefix(root).lstrip("/") or whole.key
        if not is_skipped(key, limits):
            yield RemoteFile(
                Place.of(key, url if found == path else filesystem.unstrip_protocol(found)), filesystem, found
            )


def _options(protocol: str, limits: Limits) -> dict[str, Any]:
    if protocol not in _WEB:
        return {}
    import aiohttp  # noqa: PLC0415  # an extra

    timeout = aiohttp.ClientTimeout(total=None, connect=limits.seconds, sock_read=limits.seconds)
    return {"client_kwargs": {"timeout": timeout}}


def _missing(protocol: str, error: ImportError) -> str:
    extra = _EXTRAS.get(protocol)
    wanted = f"pip install '.[{extra}]' in Dateline's folder" if extra else str(error)
    return f"{protocol} addresses need an extra: {wanted}."


def _protocols(filesystem: Any) -> tuple[str, ...]:  # noqa: ANN401  # fsspec is untyped
    protocol = filesystem.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def _listed(filesystem: Any, path: str) -> list[str]:  # noqa: ANN401  # fsspec is untyped
    if MAGIC & set(path):
        return sorted(found for found in filesystem.glob(path) if not filesystem.isdir(found))
    if filesystem.isdir(path):
        return sorted(filesystem.find(path))
    return [path] if filesystem.exists(path) else []


def _fixed(path: str) -> str:
    """The folder above a file, or above the first part of a pattern that varies."""
    parts = path.split("/")
    magic = [at for at, part in enumerate(parts) if MAGIC & set(part)]
    return "/".join(parts[: magic[0]] if magic else parts[:-1])
