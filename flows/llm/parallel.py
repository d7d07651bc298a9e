"""Several questions under way at once, in threads that nobody waits for at the end."""

import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_parallel(work: Callable[[Item], Result], items: Sequence[Item], threads: int) -> list[Result]:
    """What `work` gives for each item, in their order.

    The threads are daemons: Ctrl-C ends the run at once, not when the server has answered.

    Raises:
        BaseException: the first that `work` raises; what has not begun is then not begun.

    >>> in_parallel(len, ["a", "bcd"], threads=2)
    [1, 3]
    """
    waiting: SimpleQueue[int] = SimpleQueue()
    done: SimpleQueue[tuple[int, Result | None, BaseException | None]] = SimpleQueue()
    for number in range(len(items)):
        waiting.put(number)

    def go() -> None:
        for number in iter(lambda: _next(waiting), None):
            try:
                done.put((number, work(items[number]), None))
            except BaseException as error:  # noqa: BLE001  # raised again by whoever waits
                done.put((number, None, error))

    for _ in range(min(threads, len(items))):
        threading.Thread(target=go, daemon=True).start()
    results: dict[int, Result] = {}
    try:
        for _ in items:
            number, result, error = done.get()
            if error is not None:
                raise error
            results[number] = result  # type: ignore[assignment]  # set where there is no error
    finally:
        while _next(waiting) is not None:
            pass
    return [results[number] for number in range(len(items))]


def _next(waiting: "SimpleQueue[int]") -> int | None:
    """The next number; None where none waits."""
    try:
        return waiting.get_nowait()
    except Empty:
        return None
