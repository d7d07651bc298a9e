"""Mends of verbs that the parser coordinated with the wrong one."""

from extract.events.arcs import FINITE, Tokens, child, children, hang


def resumed_verbs(tokens: Tokens) -> None:
    """Read "ruled" in "promised that he would pay and ruled out a delay" beside "promised".

    A past tense is not coordinated with a bare verb under a modal, nor with a participle ("accused them of
    stalling and left"), nor behind a comma with a perfect ("denied that they had fired, and accused Baku");
    the parser joins them for their nearness.
    """
    for index, token in enumerate(tokens):
        near = tokens[token.head]
        above = tokens[near.head]
        if token.label != "conj" or token.tag != "VBD" or above.tag != "VBD":
            continue
        perfect = near.tag == "VBN" and child(tokens, token.head, "aux") is not None
        unlike = near.tag in {"VB", "VBG"} or (perfect and _is_set_off(tokens, index))
        own = child(tokens, index, "nsubj", "aux") is not None
        if unlike and near.label in {"ccomp", "xcomp", "advcl"} and not own:
            hang(tokens, index, near.head, token.label)


def _is_set_off(tokens: Tokens, verb: int) -> bool:
    """Whether a comma stands before the "and" of a coordinated verb."""
    joint = child(tokens, verb, "cc")
    return joint is not None and tokens[joint - 1].text == ","


def joined_names(tokens: Tokens) -> None:
    """Read "Viktor Belov and party leader Ivan Petrov met" as two who met, not as a leader of two kinds.

    No name of a person that has a given name stands before a noun to say what kind it is.
    """
    for index, token in enumerate(tokens):
        if token.label not in {"compound", "nmod", "amod"} or token.pos != "PROPN" or token.head < index:
            continue
        joint = max(children(tokens, index, "flat"), default=index) + 1
        if joint == index + 1 or tokens[joint].text != "and":
            continue
        head = token.head
        while tokens[head].head > head and tokens[head].label.partition(":")[0] in {"compound", "nmod"}:
            head = tokens[head].head
        if head < joint or tokens[head].pos != "PROPN":
            continue
        above = tokens[head].head
        hang(tokens, index, index if above == head else above, tokens[head].label)
        hang(tokens, head, index, "conj")
        hang(tokens, joint, head, "cc")


def open_clauses(tokens: Tokens) -> None:
    """Read "sent a note to Baku, whose envoy took it and left" with the envoy as who left.

    A relative clause behind a comma goes on until a comma ends it.
    """
    for index, token in enumerate(tokens):
        if token.label != "conj" or token.tag != "VBD" or child(tokens, index, "nsubj") is not None:
            continue
        joint = child(tokens, index, "cc") or 0
        for verb in range(token.head + 1, joint):
            if tokens[verb].label != "acl:relcl" or tokens[verb].tag != "VBD":
                continue
            opens = min(children(tokens, verb), default=verb)
            if tokens[opens].text == "," and "," not in {word.text for word in tokens[verb:joint]}:
                hang(tokens, index, verb, "conj")


def sentences_apart(tokens: Tokens) -> None:
    """Read what stands behind a semicolon as a sentence of its own, not as what was said before it."""
    for index, token in enumerate(tokens):
        if token.label != "ccomp" or token.tag not in FINITE or token.head > index:
            continue
        subject = child(tokens, index, "nsubj")
        if subject is not None and any(word.text == ";" for word in tokens[token.head : subject]):
            hang(tokens, index, token.head, "parataxis")
