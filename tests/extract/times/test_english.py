"""Expressions of time in the English of news, reports, stories of wars and digests, each as a whole text.

A text is followed by an empty line. In it `[expression|value]` is what an annotator by TIMEX3's guidelines
marks; nothing else may be found.
"""

import re
from datetime import date

import pytest

from extract.times.readings import Style
from tests.extract.times import find_timexes

NEWS = """
Prices have risen since [mid-2011|2011].

Twelve people died [overnight|2013-03-22TNI] near the border.

He has lived there for [more than a decade|P10Y].

The talks began at [3 p.m. local time|2013-03-22T15:00] and lasted [less than an hour|PT1H].

It was cleared by [Friday afternoon|2013-03-22TAF].

The curfew runs from [7 p.m.|2013-03-22T19:00] to [6 a.m.|2013-03-22T06:00]

He was jailed for [seven and a half years|P7Y6M].

It takes between [six and eight weeks|P8W].

She works [40 hours|PT40H] [a week|P1W].

They meet [every other day|P2D].

They meet on [the third Thursday of every month|P1M].

They rest at [weekends|XXXX-WXX-WE] and read in [the evenings|XXXX-XX-XXTEV].

[A quarter of a century|P25Y] passed, and [a year and a half|P1Y6M].

They fought in [the 1970s|197] and [1980s|198].

It burned in [the early 1900s|190].

They fled into [the early hours of Thursday|2013-03-21TMO].

They fled in [the middle of the night|2013-03-22TNI].

It began [ten years ago this month|2003-03].

It may change in [the not too distant future|FUTURE_REF].

To [this day|PRESENT_REF] nobody knows.

More cuts will come in [the months ahead|PXM].

The ban was lifted [three weeks ago|2013-W09].

They wed in [the summer of '69|1969-SU].

It meets [twice daily|P1D].

The bank, founded on [May 3, 1912|1912-05-03], failed. It reopens on [May 6|2013-05-06].

It goes back to [1966|1966]. A hearing is set for [the week of April 1|2013-W14].
"""

REPORTS = """
Net fell in [the third quarter|2008-Q3] from [a year earlier|2007-Q3].

Net fell in [the quarter|2008-Q2] ended [June 30|2008-06-30] from [a year earlier|2007-Q2].

Net fell in [the three months|P3M] ended [June 30|2008-06-30] from [the year-ago quarter|2007-Q2].

Sales rose from [the same quarter a year ago|2007-Q3].

Sales rose 2 percent in [August|2008-08] from [a year earlier|2007-08].

Sales will rise in [the December quarter|2008-Q4].

It lost money in [the final quarter of 2007|2007-Q4].

It lost money in [Q3 2007|2007-Q3] and in [H1 2008|2008-H1].

It will close in [the first quarter of next year|2009-Q1].

In [fiscal 2007|2007], it lost money.

It fell in [the first|2007-Q1] and [second quarters of 2007|2007-Q2].

Sales in [the 2007 calendar year|2007] fell.
"""

STORIES = """
On [6 September 2002|2002-09-06] they met. In [April the next year|2003-04] they signed.

On [26 August 1346|1346-08-26] archers won. He was back [the following May|1347-05] and died
[two years later|1349].

On [14 May 1861|1861-05-14] it began. [Three days later|1861-05-17] they fled. [The following
morning|1861-05-18TMO] it rained. By [mid-October|1861-10] they were gone. [The next spring|1862-SP] they
came back.

In [1917|1917] the king fell. [Five years earlier|1912] he had won. From [March|1917-03] to [June|1917-06]
there were two courts.

On [22 May 1941|1941-05-22] it began. On [the night of 14/15 June|1941-06-14TNI] they crossed. On [the
afternoon of the 26th|1941-06-26TAF] they rested.

It lasted from [1754|1754] to [1763|1763]. In [August|1754-08] the fort fell.

In [August 1942|1942-08] they dug in. On [the last day of the month|1942-08-31] they left. [Twelve days
later|1942-09-12] it snowed.

In [1915|1915] it was quiet. In [the new year|1916] he came. On [1 July|1916-07-01] it opened.

In [218 BC|BC0218] he set out. In [216|BC0216] he won. [Two years later|BC0214] he lost. [The following
spring|BC0213-SP] he fled.

On [9 January 2007|2007-01-09] he came. He left on [29 June that year|2007-06-29].

In [June 1942|1942-06] he fell ill. He died [later that year|1942]. [Today|PRESENT_REF] a stone stands
there.

On [3 June 1942|1942-06-03] it began. At [10:00 that night|1942-06-03T22:00] it was over.

It spread in [the years that followed|PXY], and in [the winter of 1941/42|1941-WI].
"""

DIGESTS = """
Deputies [yesterday|1998-07-13] debated the law that is due by [August 26|1998-08-26].

Talks will be held on [July 16|1998-07-16]-[17|1998-07-17].

Miners have blocked the line since [July 3|1998-07-03].

He was elected [a year and a half ago|1997].

The court is to rule [later this month|1998-07].

They left in [the night of July 8|1998-07-08TNI].

He was minister from [1990|1990] to [1991|1991].

They meet before the summer recess, on [the 20th of this month|1998-07-20].

The ministry said on [Thursday|1998-07-09] it would pay.
"""

REGISTERS: list[tuple[Style, date, str]] = [
    ("news", date(2013, 3, 22), NEWS),
    ("news", date(2008, 10, 9), REPORTS),
    ("narrative", date(2010, 1, 15), STORIES),
    ("news", date(1998, 7, 14), DIGESTS),
]
CASES = [
    (style, said, " ".join(marked.split()))
    for style, said, texts in REGISTERS
    for marked in texts.strip().split("\n\n")
]
MARK = re.compile(r"\[([^|]+)\|([^\]]+)\]")


@pytest.mark.parametrize(("style", "said", "marked"), CASES, ids=[marked for _, _, marked in CASES])
def test_a_text_has_the_expressions_that_an_annotator_marks(style: Style, said: date, marked: str) -> None:
    text = MARK.sub(r"\1", marked)
    found = find_timexes(text, said, style=style)
    assert [(timex.span.of(text), timex.value) for timex in found] == MARK.findall(marked)


STORY_OF_A_WAR = (
    "The war broke out in 1866. It had been prepared since 1862. On 3 July the armies met. "
    "Two days later the capital asked for terms. In 1870 another war began; in September the emperor was "
    "taken. Peace came in May 1871, after talks in 1870. The fort was built in 1588 and fell in 1810."
)


def test_a_story_is_told_from_news_by_the_years_it_names() -> None:
    found = find_timexes(STORY_OF_A_WAR, date(2010, 1, 15))
    values = {timex.span.of(STORY_OF_A_WAR): timex.value for timex in found}
    assert (values["3 July"], values["Two days later"], values["September"]) == (
        "1866-07-03",
        "1866-07-05",
        "1870-09",
    )
