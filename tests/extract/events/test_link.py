"""Rows as a whole: sides, status, speaker, place, money, and one row for one event."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract_issue
from extract.events.link import digest_of
from extract.model import DayOptions, Event, Extraction, Span

FLOOR = 0.6
"""The share of sentences whose sides must both be right to the letter."""


def read(text: str) -> Extraction:
    """The extraction of a text published on 14 July 1998."""
    return extract_issue(text, options=DayOptions(published=date(1998, 7, 14)))


def event_at(text: str, trigger: str) -> Event:
    """The event of a text whose trigger has the words."""
    extraction = read(text)
    (found,) = [event for event in extraction.events if trigger in event.trigger.of(text)]
    return found


def names(event: Event, side: str) -> list[str]:
    """The names on a side."""
    return [participant.name for participant in event.participants if participant.side == side]


# (text, trigger, actors, recipients). Who takes part is chosen; a floor holds the share that is right.
SIDES = [
    (
        "Armenia and Azerbaijan agreed on July 8 to extend the cease-fire.",
        "agreed", ["Armenia"], ["Azerbaijan"],  # of a mutual act the first named is the actor
    ),
    (
        "Solana, whose talks with Primakov broke up on Friday, said yesterday that he was hopeful.",
        "talks", ["Solana"], ["Primakov"],  # whose round of talks
    ),
    (
        ("Guests included Polish President Lech Walesa and Lithuanian President Algirdas Brazauskas, "
        "both of whom held talks with Leonid Kuchma."),
        "talks", ["Lech Walesa", "Algirdas Brazauskas"], ["Leonid Kuchma"],  # both of whom
    ),
    (
        "Pavlo Lazarenko was invited to testify by a Swiss court.",
        "invited", ["Swiss court"], ["Pavlo Lazarenko"],  # an agent behind the infinitive
    ),
    (
        "Javier Solana will resume talks this week with Leonid Kuchma.",
        "talks", ["Javier Solana"], ["Leonid Kuchma"],  # a partner named behind the time
    ),
    (
        "Seventeen bankers yesterday signed a letter asking for a loan.",
        "asking", ["Seventeen bankers"], [],  # who sent a letter asking
    ),
    (
        "On July 11, gunmen had fired on a checkpoint outside Gudermes.",
        "fired on", ["gunmen"], ["checkpoint"],  # nobody fires on a day
    ),
    (
        "The Helsinki summit ended on Tuesday.",
        "summit", [], [],  # a city says where a summit is
    ),
    (
        "Russian-Japanese talks began in Tokyo on Monday.",
        "talks", ["Russia"], ["Japan"],  # adjectives of countries
    ),
    (
        "Chernomyrdin was received in Bonn yesterday by Chancellor Helmut Kohl.",
        "received", ["Helmut Kohl"], ["Chernomyrdin"],  # passive with agent and title
    ),
    (
        "Unidentified gunmen shot dead the mayor of Nefteyugansk, Vladimir Petukhov, on June 26.",
        "shot", ["Unidentified gunmen"], ["Vladimir Petukhov"],  # a name behind a description
    ),
    (
        "Anatoly Chubais, put in charge of debts on June 17, said yesterday that talks had begun.",
        "said", ["Anatoly Chubais"], [],  # a participle between subject and verb
    ),
    (
        "Moldovan President Petru Lucinschi is to meet Leonid Kuchma in Odessa on July 24.",
        "meet", ["Petru Lucinschi"], ["Leonid Kuchma"],  # is to meet
    ),
    (
        "Three policemen were wounded when a mine exploded near Gali on July 12.",
        "wounded", [], ["Three policemen"],  # nobody is said to have done it
    ),
    (
        "The Russian and Georgian foreign ministers held talks in Sochi.",
        "talks", ["Russian foreign ministers"], ["Georgian foreign ministers"],  # of two nations
    ),
    (
        "Russian-Latvian talks ended on Friday. The envoy said that the two sides had agreed on a border.",
        "agreed", ["Russia"], ["Latvia"],  # the two sides of the talks before
    ),
    (
        "Lebed demanded that federal troops be withdrawn.",
        "demanded", ["Lebed"], [],  # who is to be withdrawn is asked nothing
    ),
    (
        "Haidar Aliev, on his way to Florida for talks with Robert Kocharian, has made no comment.",
        "talks", ["Haidar Aliev"], ["Robert Kocharian"],  # on the way for talks
    ),
    (
        "Yeltsin asked the Federation Council to endorse the move.",
        "asked", ["Yeltsin"], ["Federation Council"],  # who is asked to do it
    ),
    (
        "Journalists picketed the ministry yesterday; four of them were fined.",
        "fined", [], ["Journalists"],  # four of them
    ),
    (
        "Kiev served notice that it would dissolve the Crimean assembly.",
        "served notice", ["Kiev"], ["Crimean assembly"],  # against whom a threat is, told by its object
    ),
    (
        "The miners picketed the parliament building.",
        "picketed", ["miners"], ["parliament building"],  # a building is picketed
    ),
    (
        "Workers protested against the deal.",
        "protested", ["Workers"], [],  # a deal is no one to protest against
    ),
    (
        "Putin will host twenty of Russia's top businessmen.",
        "host", ["Putin"], ["twenty of Russia's top businessmen"],  # a number of people
    ),
    (
        "A court in Kharkiv has impounded six locomotives.",
        "impounded", ["court in Kharkiv"], [],  # which court, its place tells
    ),
    (
        "Negotiators for Chechnya and for Moscow put their names to an accord.",
        "put their names", ["Chechnya"], ["Moscow"],  # for whom negotiators act
    ),
    (
        "The presidents of Russia and Georgia met in Sochi.",
        "met", ["Russia"], ["Georgia"],  # two presidents of two states
    ),
    (
        "Lev Ponomarev threw his weight behind Boris Yeltsin.",
        "threw", ["Lev Ponomarev"], ["Boris Yeltsin"],  # where the words of the trigger lead
    ),
    (
        "Ivan Rybkin came to Berezovsky's defense.",
        "came", ["Ivan Rybkin"], ["Berezovsky"],  # whose defense
    ),
    (
        "Ukraine moved two battalions to the Dniester.",
        "moved", ["Ukraine"], [],  # a river is no one to move troops against
    ),
]  # fmt: skip


def test_most_sentences_give_who_takes_part() -> None:
    right = []
    for text, trigger, actors, recipients in SIDES:
        found = [event for event in read(text).events if trigger in event.trigger.of(text)]
        right.append(
            [(names(one, "actor"), names(one, "recipient")) for one in found] == [(actors, recipients)]
        )
    assert sum(right) / len(right) >= FLOOR


SPEAKERS = [
    pytest.param("Yanai told reporters that rebels attacked the town.", "Yanai", id="told that"),
    pytest.param("According to Yanai, rebels attacked the town.", "Yanai", id="according to"),
    pytest.param("Rebels attacked the town, Yanai said.", "Yanai", id="said behind"),
    pytest.param("Yanai met the king and said that rebels attacked the town.", "Yanai", id="met and said"),
    pytest.param("Yanai, who said that rebels attacked the town, left.", "Yanai", id="who said"),
    pytest.param("Hashimoto was told by Yanai that rebels attacked the town.", "Yanai", id="told by"),
    pytest.param("Rebels attacked the town.", None, id="the digest itself"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_an_event_has_the_one_who_reports_it(text: str, speaker: str | None) -> None:
    assert event_at(text, "attacked").speaker == speaker


def test_a_statement_has_no_speaker_but_its_actor() -> None:
    event = event_at("Yanai told reporters that rebels attacked the town.", "told")
    assert (event.speaker, names(event, "actor")) == (None, ["Yanai"])


PLACES = [
    pytest.param(
        "Iran and Turkmenistan signed a treaty in Ashgabat.", "signed", ("Ashgabat", "TKM"), id="in a city"
    ),
    pytest.param("The premier will visit Moscow.", "visit", ("Moscow", "RUS"), id="a capital visited"),
    pytest.param("Rebels attacked the town.", "attacked", (None, None), id="nowhere"),
]


@pytest.mark.parametrize(("text", "trigger", "place"), PLACES)
def test_an_event_has_its_place(text: str, trigger: str, place: tuple[str | None, str | None]) -> None:
    event = event_at(text, trigger)
    assert (event.place_name, event.place_country) == place


ONCE = [
    pytest.param(
        "Lebed resigned yesterday. His resignation surprised Moscow.", "RESIGN", id="his resignation"
    ),
    pytest.param("Yeltsin met Kohl yesterday. The meeting took place in Bonn.", "CONSULT", id="the meeting"),
    pytest.param("Two guards were killed by a bomb attack on Monday.", "ASSAULT", id="the means of an act"),
    pytest.param("Two guards were killed in an attack on Monday.", "ASSAULT", id="the act of a deed"),
]


@pytest.mark.parametrize(("text", "event_type"), ONCE)
def test_an_event_told_twice_is_one_row_and_keeps_its_mentions(text: str, event_type: str) -> None:
    (event,) = [event for event in read(text).events if event.event_type == event_type]
    assert len(event.mentions) == 1


def test_two_people_who_resign_make_two_rows() -> None:
    text = "Lebed resigned yesterday. The resignation of Chubais followed."
    assert [event.event_type for event in read(text).events].count("RESIGN") == 2


def test_a_hedge_is_kept_beside_the_status() -> None:
    event = event_at("Rebels reportedly attacked the town yesterday.", "attacked")
    assert (event.status, event.hedged) == ("occurred", True)


def test_money_belongs_to_the_event_that_names_it() -> None:
    amount = event_at("Germany lent Russia 3 billion marks yesterday.", "lent").amount
    assert amount is not None
    assert (int(amount.low), amount.currency) == (3_000_000_000, "DEM")


@given(st.integers(0, 9999), st.integers(1, 40), st.sampled_from(["AGREE", "VOTE"]), st.integers(0, 3))
def test_an_identity_is_32_digits_and_tells_rows_apart(
    start: int, length: int, kind: str, number: int
) -> None:
    span = Span(start, start + length)
    found = digest_of("0" * 32, span, kind, number)
    assert len(found) == 32
    assert found != digest_of("0" * 32, span, kind, number + 1)
    assert found != digest_of("1" * 32, span, kind, number)


SENTENCES = [
    "Rebels seized the town on Monday.",
    "Yeltsin dismissed two generals yesterday.",
    "The premier will visit Oslo in September.",
    "Talks were held in Minsk.",
]


@settings(max_examples=20)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_every_row_rests_on_the_text(sentences: list[str]) -> None:
    extraction = read(" ".join(sentences))
    assert extraction.events
    for event in extraction.events:
        assert event.sentence.contains(event.trigger)
        assert 0 <= event.confidence <= 1
        assert (event.first_day is None and event.last_day is None) == (event.date_basis is None)
        assert event.first_day is None or event.last_day is None or event.first_day <= event.last_day
        assert event.status != "occurred" or event.first_day is None or event.first_day <= date(1998, 7, 14)
