"""Whatever words and parses come, the cast points into the text and nothing is raised."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.actors import adjectival_countries, describe_words, find_actors, words_of
from extract.model import NameType, Sentence, Span, Token
from tests.extract.actors.made import issue_of
from tests.shipped import LEXICON

WORDS = [
    "President",
    "Boris",
    "Yeltsin",
    ",",
    "who",
    "heads",
    "the",
    "Security",
    "Council",
    "of",
    "Russia",
    "-",
    "and",
    "his",
    "deputy",
    "'s",
    "(",
    "IMF",
    ")",
    "former",
    "acting",
    "he",
    "she",
    "they",
    "it",
    "the",
    "two",
    "sides",
    "Japanese",
    "leader",
    "Secretary",
    "State",
    "for",
    "general",
    "Sergei",
    "al",
    "bin",
    "Moscow",
    "Chechen",
    "fighters",
    ".",
    "both",
]
TAGS = (
    ("NNP", "PROPN"),
    ("NN", "NOUN"),
    ("NNS", "NOUN"),
    ("JJ", "ADJ"),
    ("DT", "DET"),
    ("PRP", "PRON"),
    ("PRP$", "PRON"),
    ("VBD", "VERB"),
    ("IN", "ADP"),
)
LABELS = (
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:desc",
    "nmod:poss",
    "amod",
    "compound",
    "conj",
    "appos",
    "flat",
    "root",
)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """Any words in any tree, and in some that are no trees."""
    names: tuple[NameType, ...] = ("PER", "LOC", "ORG", "")
    count = draw(st.integers(1, 14))
    tokens, at = [], 0
    for _ in range(count):
        text = draw(st.sampled_from(WORDS))
        tag, pos = draw(st.sampled_from(TAGS))
        head, label = draw(st.integers(0, count - 1)), draw(st.sampled_from(LABELS))
        name = draw(st.sampled_from(names))
        tokens.append(Token(text, Span(at, at + len(text)), text.lower(), tag, pos, head, label, name))
        at += len(text) + draw(st.integers(0, 1))
    return Sentence(Span(0, tokens[-1].span.end), tuple(tokens))


@settings(max_examples=300)
@given(sentences())
def test_every_mention_lies_in_the_text_and_names_an_actor(made: Sentence) -> None:
    cast = find_actors(issue_of(made), (made,), LEXICON.gazetteer)
    assert all(made.span.contains(mention.span) and len(mention.span) for mention in cast.mentions)
    assert {mention.actor for mention in cast.mentions} == set(range(len(cast.actors)))
    assert all(role.actor < len(cast.actors) and role.role for role in cast.roles)


def named(*words: tuple[str, str, str]) -> Sentence:
    """One name, by its words with their tags, as no parser would have it."""
    text = [word for word, _, _ in words]
    starts = [sum(map(len, text[:k])) for k in range(len(text))]
    tokens = (
        Token(word, Span(at, at + len(word)), word.lower(), tag, pos, 0, "nsubj", "PER")
        for (word, tag, pos), at in zip(words, starts, strict=True)
    )
    return Sentence(Span(0, sum(map(len, text))), tuple(tokens))


@settings(max_examples=300)
@given(sentences())
@example(named(("Boris", "NNP", "PROPN"), (",", "NNP", "PROPN"), ("President", "DT", "DET")))
def test_any_head_can_be_described(made: Sentence) -> None:
    cast = find_actors(issue_of(made), (made,), LEXICON.gazetteer)
    words = words_of(made, LEXICON.gazetteer)
    for head in range(len(made.tokens)):
        description = describe_words(words, head, cast)
        assert description.span.contains(made.tokens[head].span)
        assert description.name
        assert all(place.country != "" for place in adjectival_countries(words, head))
