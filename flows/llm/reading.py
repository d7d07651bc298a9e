"""The second reader that settings and the option --reader name."""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from extract.lexicon.files import SHIPPED
from extract.lexicon.types import read_types
from extract.second import SecondReader, read_prompt
from flows.llm.memory import Memory, Spending
from flows.settings import LlmSettings, Reader, SettingsError

LEFT: Final = frozenset({"llm-limit", "llm-unreachable", "llm-denied", "llm-busy"})
"""Codes of what is no fault of a document: it is left for the next run, and so are those after it."""


def require_second(reader: Reader, settings: LlmSettings, *, runner: str = "processes") -> None:
    """Refuses to begin where a second reader is wanted and cannot be asked.

    Raises:
        SettingsError: an address, a model or the extra is missing, or the folder of what was answered cannot
            be written; says which, and what to do.
    """
    if reader == "rules":
        return
    if not settings.url or not settings.model:
        missing = "DATELINE_LLM_MODEL" if settings.url else "DATELINE_LLM_URL"
        message = (
            f"--reader {reader} needs a server of language models: set {missing} (docs/second-reader.md)"
        )
        raise SettingsError(message)
    if not settings.url.startswith(("http://", "https://")):
        message = "DATELINE_LLM_URL is no address of a server: write it as http://localhost:11434/v1"
        raise SettingsError(message)
    if find_spec("openai") is None:
        message = f"--reader {reader} needs the extra: pip install '.[llm]' in Dateline's folder"
        raise SettingsError(message)
    if runner != "processes":
        message = f"--reader {reader} runs in one process, which asks for many documents: leave out --runner"
        raise SettingsError(message)
    Memory(Path(settings.cache)).close()


def spending_of(settings: LlmSettings, run: str) -> Spending:
    """What a run's second reader has asked and spent."""
    memory = Memory(Path(settings.cache))
    try:
        return memory.spending(run)
    finally:
        memory.close()


def second_reader(reader: Reader, settings: LlmSettings, run: str) -> SecondReader | None:
    """The second reader of a run; None for the rules alone.

    Args:
        reader: who proposes events.
        settings: how its server is asked.
        run: whose limit of tokens it is.

    Raises:
        SettingsError: it cannot be asked; see `require_second`.
    """
    if reader == "rules":
        return None
    require_second(reader, settings)
    from flows.llm.asking import Asking  # noqa: PLC0415  # an extra, needed here alone

    prompt = read_prompt(read_types(SHIPPED))
    return SecondReader(reader, settings.model or "", prompt.digest, Asking(settings, prompt, run))
