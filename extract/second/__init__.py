"""A second reader beside the rules: what a large language model is asked, and what of its answers is taken.

The model proposes; it is asked for words of the text, a type and a status, and for nothing else. What it
quotes is looked for in the text, and dropped with a `Problem` where it does not stand there. Pure: whoever
asks over a network is handed in, as the `ask` of a `SecondReader`.
"""

from extract.second.answers import read_answer
from extract.second.prompt import Prompt, read_prompt
from extract.second.proposals import propose, propose_all
from extract.second.records import (
    NOTHING,
    Answer,
    Ask,
    Heard,
    Mode,
    NotReadError,
    Portion,
    Proposal,
    SecondReader,
    Told,
    Unheard,
    versioned,
)

__all__ = [
    "NOTHING",
    "Answer",
    "Ask",
    "Heard",
    "Mode",
    "NotReadError",
    "Portion",
    "Prompt",
    "Proposal",
    "SecondReader",
    "Told",
    "Unheard",
    "propose",
    "propose_all",
    "read_answer",
    "read_prompt",
    "versioned",
]
