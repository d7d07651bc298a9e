"""Feeds, tables and mail give articles with their days, under keys that an edit does not change."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from extract.model import RawIssue
from extract.sources import Columns, Unreadable, read
from extract.sources.markup import without_markup
from extract.sources.tables import day_of

TEXT = "He left yesterday. (AP, July 13)"


def found(path: Path, content: str, columns: Columns | None = None) -> list[RawIssue | Unreadable]:
    path.write_text(content, encoding="utf-8")
    return list(read(str(path), columns=columns))


def told(results: list[RawIssue | Unreadable]) -> list[tuple[str, str, str | None]]:
    return [
        (one.source_key, str(one.content), str(one.stated_on) if one.stated_on else None)
        if isinstance(one, RawIssue)
        else (one.source_key, one.problem.code, None)
        for one in results
    ]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", f'id,text,published_on\n7,"{TEXT}",1998-07-14\n', [("a.csv!7", TEXT, "1998-07-14")]),
        ("a.csv", f'Body;Date\n"{TEXT}";14.07.1998\n', [("a.csv!2", TEXT, "1998-07-14")]),
        (
            "a.tsv",
            f"content\tpubDate\n{TEXT}\tTue, 14 Jul 1998 23:00:00 -0400\n",
            [("a.tsv!2", TEXT, "1998-07-14")],
        ),
        ("a.csv", f'Title,Body\nPremier quits,"{TEXT}"\n', [("a.csv!2", f"Premier quits\n\n{TEXT}", None)]),
        ("a.csv", f'body\n"<p>{TEXT}</p><p>So.</p>"\n', [("a.csv!2", f"{TEXT}\n\nSo.", None)]),
        (
            "a.csv",
            'body,date\n"A b.",03/04/1998\n"C d.",13/04/1998\n',
            [("a.csv!2", "A b.", "1998-04-03"), ("a.csv!3", "C d.", "1998-04-13")],
        ),
        ("a.csv", 'body,date\n"A b.",03/04/1998\n', [("a.csv!2", "bad-day", None)]),
        ("a.csv", 'note,date\n"A b.",1998-07-14\n', [("a.csv!2", "no-text", None)]),
        (
            "a.json",
            json.dumps({"articles": [{"content": TEXT, "published": "July 14, 1998"}]}),
            [("a.json!1", TEXT, "1998-07-14")],
        ),
        (
            "a.json",
            json.dumps([{"id": "x", "body": TEXT}, 3]),
            [("a.json!x", TEXT, None), ("a.json!2", "not-a-record", None)],
        ),
        ("a.json", json.dumps({"body": TEXT}), [("a.json", TEXT, None)]),
        (
            "a.jsonl",
            json.dumps({"headline": "H", "article": TEXT}) + "\n",
            [("a.jsonl!1", f"H\n\n{TEXT}", None)],
        ),
    ],
    ids=str,
)
def test_columns_are_found_by_their_usual_names(
    tmp_path: Path, name: str, content: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert told(found(tmp_path / name, content)) == expected


def test_columns_may_be_named(tmp_path: Path) -> None:
    content = f'nr,summary,out,text\n5,"{TEXT}",1998-07-14,none of this\n'
    columns = Columns(text="summary", date="out", id="nr")
    assert told(found(tmp_path / "a.csv", content, columns)) == [("a.csv!5", TEXT, "1998-07-14")]


def test_what_was_guessed_is_said_once_and_our_own_names_are_no_guess(tmp_path: Path) -> None:
    guessed = found(tmp_path / "a.csv", f'Body\n"{TEXT}"\n"{TEXT}"\n')
    notes = [[problem.code for problem in one.problems] for one in guessed if isinstance(one, RawIssue)]
    assert notes == [["columns-guessed"], []]
    (own,) = found(tmp_path / "b.csv", f'id,text,published_on\n1,"{TEXT}",1998-07-14\n')
    assert isinstance(own, RawIssue)
    assert own.problems == ()


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1998-07-14", "1998-07-14"),
        ("1998-07-14T23:30:00-04:00", "1998-07-14"),
        ("Tue, 14 Jul 1998 23:30:00 -0400", "1998-07-14"),
        ("14 July 1998", "1998-07-14"),
        ("July 14, 1998", "1998-07-14"),
        ("Jul 14, 1998", "1998-07-14"),
        ("1998/07/14", "1998-07-14"),
        ("19980714", "1998-07-14"),
        ("14/07/1998", "1998-07-14"),
        ("07/14/1998 10:00", "1998-07-14"),
        ("04/04/1998", "1998-04-04"),
        ("", "None"),
        (None, "None"),
    ],
)
def test_days_of_columns_come_in_several_forms(value: object, day: str) -> None:
    assert str(day_of(value)) == day


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>W</title><link>http://example.org/</link>{}</channel></rss>"""
ITEM = (
    "<item><guid>{guid}</guid><title>Premier quits</title><link>http://example.org/{guid}</link>"
    "<pubDate>Tue, 14 Jul 1998 23:30:00 -0400</pubDate><description>{text}</description></item>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:example.org</id><title>W</title><entry><id>e1</id>'
    "<title>Premier quits</title><updated>1998-07-14T23:30:00-04:00</updated>"
    '<content type="html">&lt;p&gt;He left.&lt;/p&gt;</content></entry></feed>'
)


def test_an_rss_item_has_its_day_its_guid_and_its_link(tmp_path: Path) -> None:
    (item,) = found(
        tmp_path / "f.xml", RSS.format(ITEM.format(guid="g1", text="&lt;p&gt;He left.&lt;/p&gt;"))
    )
    assert isinstance(item, RawIssue)
    assert (item.source_key, item.source_uri) == ("http://example.org/!g1", "http://example.org/g1")
    assert (item.content, item.stated_on) == ("Premier quits\n\nHe left.", date(1998, 7, 14))


def test_an_atom_entry_is_read_too(tmp_path: Path) -> None:
    assert told(found(tmp_path / "f.atom", ATOM)) == [
        ("tag:example.org!e1", "Premier quits\n\nHe left.", "1998-07-14")
    ]


def test_an_edited_item_keeps_its_key_whatever_the_file(tmp_path: Path) -> None:
    first = found(tmp_path / "monday.xml", RSS.format(ITEM.format(guid="g1", text="He left.")))
    second = found(tmp_path / "tuesday.xml", RSS.format(ITEM.format(guid="g1", text="He stayed.")))
    assert [one.source_key for one in first] == [one.source_key for one in second]


def test_the_case_of_markup_makes_no_other_text(tmp_path: Path) -> None:
    texts = (
        "&lt;P&gt;He left.&lt;/P&gt;&lt;P&gt;So.&lt;/P&gt;",
        "&lt;p&gt;He left.&lt;/p&gt;  &lt;p&gt;So.&lt;/p&gt;",
    )
    read_texts = [
        told(found(tmp_path / "f.xml", RSS.format(ITEM.format(guid="g1", text=text))))[0][1] for text in texts
    ]
    assert read_texts[0] == read_texts[1] == "Premier quits\n\nHe left.\n\nSo."


def test_a_day_that_cannot_be_read_is_not_taken_from_elsewhere_in_the_item(tmp_path: Path) -> None:
    item = "<item><guid>g1</guid><pubDate>the day before</pubDate><description>He left.</description></item>"
    (raw,) = found(tmp_path / "f.rss", RSS.format(item))
    assert isinstance(raw, RawIssue)
    assert raw.stated_on is None


@pytest.mark.parametrize("content", [RSS.format(""), "<rss><channel><item></rss>", "<rss"])
def test_a_feed_without_items_is_refused(tmp_path: Path, content: str) -> None:
    assert [code for _, code, _ in told(found(tmp_path / "f.rss", content))] in (["no-items"], ["no-text"])


FORWARDED = {
    "gmail": "FYI\n\n---------- Forwarded message ---------\nFrom: A <a@example.org>\nDate: Mon, "
    "Jul 13, 1998 at 9:00 AM\nSubject: x\n\nHe left.",
    "outlook": "-----Original Message-----\nFrom: A\nSent: Monday, July 13, 1998 9:00 AM\nTo: B\n\nHe left.",
    "apple": "Begin forwarded message:\n\n> From: A\n> Date: 13 July 1998 at 09:00:00 BST\n> To: "
    "B\n>\n> He left.",
    "twice": "--- Forwarded message ---\nFrom: A\nDate: 14 Jul 1998\n\n--- Forwarded message "
    "---\nFrom: C\nDate: 13 Jul 1998\n\nHe left.",
}


@pytest.mark.parametrize("client", FORWARDED)
def test_forwarded_mail_is_of_the_inner_messages_day(tmp_path: Path, client: str) -> None:
    mail = (
        f"From: a@example.org\nDate: Fri, 17 Jul 1998 10:00:00 +0000\nSubject: Fwd\n\n{FORWARDED[client]}\n"
    )
    assert told(found(tmp_path / "a.eml", mail)) == [("a.eml", "He left.", "1998-07-13")]


def test_an_attached_message_is_read_where_the_mail_has_no_words(tmp_path: Path) -> None:
    mail = (
        "Date: Fri, 17 Jul 1998 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
        "boundary=b\n\n"
        "--b\nContent-Type: message/rfc822\n\nFrom: c@example.org\nDate: Mon, 13 Jul 1998 09:00:00 +0000\n"
        "Content-Type: text/plain\n\nHe left.\n--b--\n"
    )
    ((_, content, day),) = told(found(tmp_path / "a.eml", mail))
    assert (content.strip(), day) == ("He left.", "1998-07-13")


def test_standard_input_may_be_a_feed() -> None:
    content = RSS.format(ITEM.format(guid="g1", text="He left.")).encode()
    (item,) = read("-", stdin=io.BytesIO(content))
    assert isinstance(item, RawIssue)
    assert item.stated_on == date(1998, 7, 14)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("He left.", "He left."),
        ("<p>A &amp; B</p>", "A & B"),
        ("<DIV>He left.<br/>So.</DIV>", "He left.\n\nSo."),
        ("<script>x()</script><p>He left.</p>", "He left."),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
    ],
)
def test_markup_is_left_out(markup: str, text: str) -> None:
    assert without_markup(markup) == text
