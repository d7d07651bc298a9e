"""What a second reader is told: the data of prompt.toml as messages, and the form of its answer."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from extract.lexicon.files import LexiconError, read_toml
from extract.lexicon.types import EventType
from extract.model import STATUSES
from extract.second.records import Portion

SHIPPED: Final[Traversable] = files("extract").joinpath("second")
"""The folder of the prompt that travels with the package."""

FILE: Final = "prompt.toml"

FIELDS: Final = ("passage", "sentence", "trigger", "type", "status", "time", "actors", "recipients")
"""Of an event, in the order in which a model writes them."""

Message = Mapping[str, str]
"""`role` (system, user, assistant) and `content`."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stands before every question, and what the answer must look like."""

    opening: tuple[Message, ...]
    """The instructions, then each example as question and answer."""
    repair: str
    """What is said to an answer that is none; `{fault}` says why."""
    schema: Mapping[str, Any]
    """JSON schema of an answer."""

    @property
    def digest(self) -> str:
        """Of all that the model is told: 12 hexadecimal digits."""
        told = json.dumps([*self.opening, self.repair, self.schema], sort_keys=True)
        return hashlib.blake2b(told.encode(), digest_size=6).hexdigest()

    def messages(self, portions: Sequence[Portion]) -> tuple[Message, ...]:
        """The question about portions. Their text stands in JSON strings, which nothing in it can end."""
        return (*self.opening, _message("user", _question([portion.sentences for portion in portions])))

    def again(self, asked: Sequence[Message], answered: str, fault: str) -> tuple[Message, ...]:
        """The same question once more, after an answer that could not be used."""
        told = self.repair.format(fault=fault)
        return (*asked, _message("assistant", answered), _message("user", told))


def read_prompt(types: Mapping[str, EventType], folder: Traversable = SHIPPED) -> Prompt:
    """The shipped prompt, or one of another folder.

    Args:
        types: the event types that the model may use.
        folder: holds prompt.toml.

    Raises:
        LexiconError: the file is missing or broken.

    >>> from extract.lexicon.files import SHIPPED as LEXICON
    >>> from extract.lexicon.types import read_types
    >>> prompt = read_prompt(read_types(LEXICON))
    >>> [message["role"] for message in prompt.messages([Portion(0, 0, ("He left.",))])][:3]
    ['system', 'user', 'assistant']
    """
    table = read_toml(folder, FILE)
    try:
        instructions = table["instructions"].format(
            types=_listed({name: types[name].meaning for name in types}),
            statuses=_listed({status: table["statuses"][status] for status in STATUSES}),
        )
        examples = [message for one in table["example"] for message in _example(one)]
        opening = (_message("system", instructions.strip()), *examples)
        return Prompt(opening, table["repair"].strip(), schema_of(tuple(types)))
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise LexiconError(FILE, str(wrong), "is missing, or no such value: see the shipped file") from wrong


def schema_of(types: Sequence[str]) -> Mapping[str, Any]:
    """JSON schema of an answer, strict: every field required, no other allowed."""
    words = {"type": "string"}
    names = {"type": "array", "items": words}
    number = {"type": "integer"}
    kinds, statuses = ({**words, "enum": list(allowed)} for allowed in (types, STATUSES))
    forms = (number, number, words, kinds, statuses, {"type": ["string", "null"]}, names, names)
    event = _object(dict(zip(FIELDS, forms, strict=True)))
    return _object({"events": {"type": "array", "items": event}})


def _object(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def _example(table: Mapping[str, Any]) -> tuple[Message, Message]:
    """An example as question and answer; TOML has no null, so that an empty time stands for it."""
    events = [dict(zip(FIELDS, event, strict=True)) for event in table["events"]]
    events = [{**event, "time": event["time"] or None} for event in events]
    return _message("user", _question(table["passages"])), _message("assistant", _json({"events": events}))


def _question(passages: Sequence[Sequence[str]]) -> str:
    """The passages as JSON, their sentences numbered."""
    return _json(
        {
            "passages": [
                {"passage": number, "sentences": {str(n): text for n, text in enumerate(sentences, 1)}}
                for number, sentences in enumerate(passages, 1)
            ]
        }
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(meanings: Mapping[str, str]) -> str:
    return "\n".join(f"- {name}: {meaning}" for name, meaning in meanings.items())


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}
