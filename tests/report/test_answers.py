from pathlib import Path

from load import EventStore
from load.questions import questions
from report.answers import LEFT_OUT, page

DOCS = Path(__file__).parents[2] / "docs"


def section(text: str, number: int) -> str:
    """One question's part of a page."""
    return text.split(f"\n## {number}. ", 1)[1].split("\n## ", 1)[0]


def test_every_question_is_answered_in_order(stories: EventStore) -> None:
    told = page(stories)
    heads = [line.partition(". ")[2] for line in told.splitlines() if line.startswith("## ")]
    assert heads == [question.title for question in questions("sqlite")]


def test_an_answer_shows_its_rows_or_says_that_there_are_none(stories: EventStore) -> None:
    told = page(stories)
    assert "| 1998-09-01 | 1998-09-30 | September | CONSULT | Anna Berg |" in section(told, 3)
    assert section(told, 5).strip().endswith("No rows.")


def test_the_page_in_docs_answers_the_questions_as_they_are_asked_now() -> None:
    told = (DOCS / "answers.md").read_text(encoding="utf-8")
    for number, question in enumerate(questions("sqlite"), 1):
        assert section(told, number).startswith(f"{question.title}\n")
        assert all(f"`{name}` = {value}" in section(told, number) for name, value in question.example.items())
        assert not any(f"| {name} |" in section(told, number) for name in LEFT_OUT)


def test_every_question_but_few_has_an_answer_on_the_examples() -> None:
    told = (DOCS / "answers.md").read_text(encoding="utf-8")
    assert told.count("No rows.") <= 2
