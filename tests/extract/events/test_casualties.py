"""People killed, wounded and arrested: as many as the text says, each count once, with its words."""

import pytest

from extract import extract_issue
from extract.events.counts import find_count, number_of
from tests.shipped import LEXICON

COUNTS = {
    "twelve soldiers": (12, 12),
    "12": (12, 12),
    "1,200 people": (1200, 1200),
    "twenty-five men": (25, 25),
    "two hundred and six": (206, 206),
    "at least twelve": (12, None),
    "more than 100 demonstrators": (100, None),
    "no fewer than six": (6, None),
    "up to 40": (0, 40),
    "as many as five": (0, 5),
    "ten to fifteen": (10, 15),
    "10-15": (10, 15),
    "between ten and fifteen": (10, 15),
    "two or three": (2, 3),
    "dozens of people": (24, None),
    "hundreds": (200, None),
    "several": (3, None),
    "several dozen": (36, None),
    "two dozen": (24, 24),
    "a dozen": (12, 12),
    "a policeman": (1, 1),
    "about 50": (50, 50),
    "no civilians": (0, 0),
}


@pytest.mark.parametrize("words", COUNTS)
def test_words_count(words: str) -> None:
    found = find_count(words, LEXICON.casualties)
    assert found is not None
    assert (found.low, found.high) == COUNTS[words]


@pytest.mark.parametrize(
    "words", ["soldiers", "$12 million", "12 percent of it".replace(" percent", "%"), ""]
)
def test_words_that_count_no_people(words: str) -> None:
    assert find_count(words, LEXICON.casualties) is None


@pytest.mark.parametrize(("words", "number"), [("two thousand five hundred", 2500), ("ninety-nine", 99)])
def test_number_words_add_up(words: str, number: int) -> None:
    assert number_of(words, LEXICON.casualties) == number


TOLD = {
    "Rebels attacked a checkpoint near Gudermes, killing at least twelve soldiers and wounding thirty.": (
        {"killed": (12, None), "wounded": (30, 30)}
    ),
    "Twelve policemen were killed when gunmen attacked a post in Vladikavkaz.": {"killed": (12, 12)},
    "The shelling of Sukhumi left 12 dead and 30 wounded.": {"killed": (12, 12), "wounded": (30, 30)},
    "Gunmen assassinated the deputy governor in Osh.": {"killed": (1, 1)},
    "Police arrested up to 40 demonstrators in Minsk.": {"arrested": (0, 40)},
    "Gunmen killed two soldiers and a policeman.": {"killed": (3, 3)},
    "Rebels shelled the village.": {},
    "Rebels killed soldiers near Vedeno.": {},
}


@pytest.mark.parametrize("sentence", TOLD)
def test_a_sentence_tells(sentence: str) -> None:
    extraction = extract_issue(sentence)
    found = {
        casualty.fate: (casualty.low, casualty.high)
        for event in extraction.events
        for casualty in event.casualties
    }
    assert found == TOLD[sentence]
    given = [(c.fate, c.span) for event in extraction.events for c in event.casualties]
    assert len(given) == len(set(given))


def test_what_did_not_happen_hurt_nobody() -> None:
    extraction = extract_issue("Rebels will kill twelve hostages, the letter warned.")
    assert extraction.events
    assert all(event.killed is None for event in extraction.events)
