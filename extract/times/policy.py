"""The numbers that steer how expressions of time are read, each with its unit and its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimesPolicy:
    """Numbers of the reading of times; the shipped ones are `TIMES_POLICY`.

    Measured where not said otherwise on TimeBank and AQUAINT (256 news texts; of each fifth document only the
    figures were seen), 24 news texts and 19 stories of our own.
    """

    # News or story.
    near_years: int = 1
    """Years from the day of speech that are still news: "last year's" wars are reported."""
    fewest_years: int = 3
    """Far years that make a story of a text, or of a paragraph, where nothing speaks of the present."""
    fewest_years_in_silence: int = 2
    """The same where besides nothing is reported, nothing looks ahead and no late year is named: of 290 news
    texts none names two far years so, short stories do."""
    fewest_months_of_a_year: int = 3
    """Months told, behind a single far year, that make a story of such a text: of no news text."""
    fewest_years_among_present: int = 5
    """Far years that make one where something does: no news text of the 280 names five and less than half as
    many words of the present."""
    years_to_present: float = 2.0
    """Far years for each word that ties a text to the day of speech or reports: 19 stories have 2.25 or more,
    the four news texts with five far years 0.73 at most."""
    far_to_near_years: float = 3.0
    """Far years for each year about the day of speech: news sums years up, "from 1991 to 1998"."""
    late_war_years: float = 10.0
    """Years, late ones too, for each word of the present, that make a story of a war of late years."""
    deictic_paragraph: int = 2
    """Words such as "yesterday" or "last week" that make a paragraph of a story news; one may close it."""

    # The year of a story.
    opening_words: int = 3
    """Words behind which a year still opens its sentence, as what a story goes on to: "But by late 1863"."""
    stride_years: int = 25
    """Years that a story goes on at once; an aside lies further ahead. F1 of values on our stories: 98.1 with
    15 or 25, 97.1 with 10, 97.9 with 40, 96.5 with 60."""
    aside_words: int = 12
    """Words looked back over for what makes an aside of a year: a relative clause, a bracket. 97.1 with 6."""
    compared_words: int = 6
    """Words between what compares and the year: "more than in the summer of 1913"."""
    compared_figures: int = 12
    """Words between what compares figures and the quarter they are of: "from $9 million in the first"."""
    clause_words: int = 12
    """Words before and behind an expression that may hold the "had" of a look back."""
    forward_weight: float = 4.0
    """How many times nearer a month behind the day last spoken of must lie than one ahead: stories run on.
    98.1 with 4 to 8, 97.7 with 1.5."""
    same_story_years: int = 2
    """Years between a day told with its year and the same day told without: 98.1 with 2 or 5, 95.9 with 0.
    """
    long_range_days: int = 366
    """Days beyond which the end of a range is not where news goes on."""
    long_ago_days: int = 365
    """Days from the day of speech at which news tells a story of old days ..."""
    same_story_words: int = 60
    """... which goes on so many words behind ..."""
    front_words: int = 2
    """... with an expression that stands before the so-many-eth word of its sentence."""

    # The verb.
    ahead_of_past: float = 0.15
    """How much nearer a day ahead must lie than the one behind, where a verb above is past, but does not
    surely govern the expression."""
    ahead_of_unknown: float = 0.7
    """The same where no verb tells: two of three bare days in news lie in the past."""
    ahead_of_future: float = 12.0
    """The same where a verb looks ahead."""
    words_before: int = 25
    """Words of the clause before an expression that are asked for a verb: clauses are seldom longer."""
    words_behind: int = 20
    """The same behind it."""
    auxiliary_words: int = 4
    """Words between an auxiliary and its participle: "will then be held"."""
    deferral_words: int = 12
    """Words between what puts off and its "until"."""
    report_words: int = 9
    """Words between a report's verb and the day it was made: "in a statement to the stock exchange on"."""
    heads_above: int = 12
    """Heads above an expression that are asked before the words are."""
    clause_opening_words: int = 4
    """Words within which an expression opens its clause."""

    # Years and events.
    years_ahead: int = 15
    """Years ahead of the day of speech that two figures may point to where no verb tells."""
    new_year_months: int = 3
    """Months in which a year is still "the new year"."""
    event_words: int = 8
    """Words of the name of an event that an expression counts from."""


TIMES_POLICY = TimesPolicy()
"""The shipped numbers."""
