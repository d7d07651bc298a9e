"""Asks a model about portions of text: what it told before comes from memory, the rest in few requests."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from extract.model import Problem
from extract.second import Answer, Portion, Prompt, Unheard
from extract.second.answers import BadAnswerError, read_answer, shown, told_of
from extract.second.prompt import Message
from flows.llm.client import Client, FailedError, StoppedError
from flows.llm.memory import Memory
from flows.llm.parallel import in_parallel
from flows.settings import LlmSettings

_MOST_REPEATED: Final = 4000
"""Characters of a faulty answer that the model is shown again."""

Kept = Mapping[str, Any]
"""What a model told of one portion as it is kept: `events` as JSON has them, or the `problem` with it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A portion with the digest of all that its answer rests on."""

    key: str
    portion: Portion


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that cannot be used, and why."""

    answer: str
    why: str


class Asking:
    """Asks about portions; see `extract.second.Ask`."""

    def __init__(self, settings: LlmSettings, prompt: Prompt, run: str) -> None:
        """Opens the memory; connects to nothing yet.

        Raises:
            SettingsError: the memory cannot be used.
        """
        self.settings = settings
        self.prompt = prompt
        self.run = run
        self.memory = Memory(Path(settings.cache))
        self.client = Client(settings, self.memory, run)
        self.stopped: StoppedError | None = None
        """Why nobody is asked any more in this run."""

    def __call__(self, portions: Sequence[Portion], others: int) -> Sequence[Answer | Unheard]:
        """What the model tells of each, in order; equal texts are asked about once.

        Args:
            portions: what is asked about.
            others: how many sentences more there were to read.
        """
        questions = [Question(self.key_of(portion), portion) for portion in portions]
        known = self.memory.answers([one.key for one in questions])
        wanted = {one.key: one for one in questions if one.key not in known}
        calls = list(_batches(list(wanted.values()), self.settings.passages))
        outcomes = in_parallel(self._answered, calls, self.settings.concurrency)
        found = {key: one for outcome in outcomes for key, one in outcome.items()}
        unheard = {key for key, outcome in found.items() if isinstance(outcome, Unheard)}
        self._count(questions, known, unheard, others)
        return [_answer(known[one.key] if one.key in known else found[one.key]) for one in questions]

    def _count(
        self, questions: Sequence[Question], known: Collection[str], unheard: Collection[str], others: int
    ) -> None:
        """Counts the sentences: those in all, those asked about now, and those that were known."""
        sizes = [(one.key, len(one.portion.sentences)) for one in questions]
        old = sum(size for key, size in sizes if key in known)
        new = sum(size for key, size in sizes if key not in known and key not in unheard)
        total = sum(size for _, size in sizes) + others
        self.memory.count(self.run, sentences=total, asked=new, known=old)

    def key_of(self, portion: Portion) -> str:
        """The digest of model, prompt and text."""
        told = json.dumps([self.settings.model, self.prompt.digest, *portion.sentences])
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _answered(
        self,
        questions: Sequence[Question],
        asked: Sequence[Message] | None = None,
        *,
        last: bool = False,
    ) -> dict[str, Kept | Unheard]:
        """What came of one request. Answers are kept at once, whatever becomes of the others.

        An answer that cannot be used is asked for once more, about each portion alone.

        Args:
            questions: what is asked about.
            asked: in which words; by default the prompt's.
            last: whether it was asked before.
        """
        words = asked or self.prompt.messages([one.portion for one in questions])
        outcome = self._outcome(words, len(questions))
        if isinstance(outcome, Fault | FailedError) and len(questions) > 1:
            again = isinstance(outcome, Fault)
            singly = [self._answered([one], last=again) for one in questions]
            return {key: told for found in singly for key, told in found.items()}
        if isinstance(outcome, Fault) and not last:
            repaired = self.prompt.again(words, outcome.answer, outcome.why)
            return self._answered(questions, repaired, last=True)
        if isinstance(outcome, StoppedError):
            return dict.fromkeys((one.key for one in questions), _unheard(outcome))
        told = [_unusable(outcome)] if isinstance(outcome, Fault) else outcome
        found = {one.key: kept for one, kept in zip(questions, told, strict=True)}
        self.memory.keep(found)
        return {**found}

    def _outcome(self, asked: Sequence[Message], portions: int) -> list[Kept] | Fault | StoppedError:
        """What is told of each portion, or why nothing is."""
        if self.stopped is not None:
            return self.stopped
        try:
            reply = self.client.ask(asked, self.prompt.schema)
        except FailedError as failed:
            return failed
        except StoppedError as stopped:
            self.stopped = stopped
            return stopped
        if reply.refusal is not None:
            refused = {
                "code": "llm-refused",
                "message": f"the model will not read this: {shown(reply.refusal)}.",
            }
            return [{"problem": refused}] if portions == 1 else Fault("", "it is a refusal")
        try:
            return [{"events": list(events)} for events in read_answer(reply.content, portions)]
        except BadAnswerError as bad:
            return Fault(reply.content[:_MOST_REPEATED], str(bad))


def _unusable(fault: Fault) -> Kept:
    message = f"the model's answer cannot be used: {fault.why}: {shown(fault.answer)}."
    return {"problem": {"code": "llm-bad-answer", "message": message}}


def _answer(kept: Kept | Unheard) -> Answer | Unheard:
    """What was kept, as an answer."""
    if isinstance(kept, Unheard):
        return kept
    problem = kept.get("problem")
    if problem is not None:
        return Answer(problems=(Problem("llm", problem["code"], problem["message"]),))
    return told_of(kept["events"])


def _unheard(why: StoppedError) -> Unheard:
    return Unheard(Problem("llm", why.code, why.message))


def _batches(questions: Sequence[Question], size: int) -> Iterator[list[Question]]:
    """Lists of `size` questions, the last one shorter."""
    waiting = iter(questions)
    while batch := list(islice(waiting, size)):
        yield batch
