"""Where the processor time of a run goes: the stages' own functions, timed from outside."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any, Final, ParamSpec, TypeVar

import extract.extractor
import flows.extraction
import flows.ingest
from extract.language import LanguageModel
from load import EventStore

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")

FUNCTIONS: Final = (
    ("parse", extract.extractor, "parse_issue"),
    ("times", extract.extractor, "read_times"),
    ("actors", extract.extractor, "find_actors"),
    ("triggers", extract.extractor, "find_triggers"),
    ("link", extract.extractor, "link"),
    ("write", EventStore, "write"),
    ("write", EventStore, "write_bulk"),
    ("write", EventStore, "taken"),
    ("write", EventStore, "clear_mended"),
    ("between stages", flows.extraction, "extract_chunk"),
)
"""Stage, where its function is looked up, and the function's name there."""

GENERATORS: Final = (
    ("language model", LanguageModel, "parse_passages"),
    ("read", flows.ingest, "documents"),
    ("between stages", flows.ingest, "take_batch"),
)
"""The same for what gives its results one by one."""


class Clock:
    """Processor time by stage; a stage that calls another one is not charged for it."""

    def __init__(self) -> None:
        """Starts with nothing spent."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        """Of all threads of this process."""
        self._threads = local()

    @contextmanager
    def charging(self, stage: str) -> Iterator[None]:
        """Charges the time of the block, less that of blocks inside it, to the stage."""
        outer: list[float] = self._threads.__dict__.setdefault("inside", [])
        outer.append(0.0)
        started = time.thread_time()
        try:
            yield
        finally:
            spent = time.thread_time() - started
            self.seconds[stage] += spent - outer.pop()
            if outer:
                outer[-1] += spent

    def timed(self, stage: str, function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
        """The function, charging its time."""

        def call(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
            with self.charging(stage):
                return function(*args, **kwargs)

        return call

    def timed_steps(
        self, stage: str, function: Callable[_Parameters, Iterator[_Result]]
    ) -> Callable[_Parameters, Iterator[_Result]]:
        """The generator, charging the time of each step and not what its taker does in between."""

        def call(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> Iterator[_Result]:
            steps = function(*args, **kwargs)
            while True:
                with self.charging(stage):
                    try:
                        step = next(steps)
                    except StopIteration:
                        return
                yield step

        return call


@contextmanager
def stages_timed() -> Iterator[Clock]:
    """Has every stage of this process charge a clock, as long as the block runs."""
    clock = Clock()
    kept: list[tuple[Any, str, Any]] = []
    for makers, wrap in ((FUNCTIONS, clock.timed), (GENERATORS, clock.timed_steps)):
        for stage, place, name in makers:
            kept.append((place, name, getattr(place, name)))
            setattr(place, name, wrap(stage, getattr(place, name)))
    try:
        yield clock
    finally:
        for place, name, function in reversed(kept):
            setattr(place, name, function)
