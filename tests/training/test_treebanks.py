"""Treebanks are read as they are meant."""

import lzma
from pathlib import Path

from training.treebanks import parse_conllu, read_conllu, read_iob2, with_names

CONLLU = """# newdoc id = one
# sent_id = one-1
# text = They can't stay.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\tName=B-PER
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tstay\tstay\tVERB\tVB\t_\t_\t_\t_\t_
4\tstay\tstay\tVERB\tVB\t_\t0\troot\t_\tEntity=(1-person)|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = one-2
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

"""


def test_heads_are_counted_from_0_and_the_root_is_its_own() -> None:
    first, _ = parse_conllu(CONLLU)
    assert [word.head for word in first.words] == [3, 3, 3, 3, 3]


def test_empty_nodes_are_dropped_and_multiword_tokens_are_unspaced_words() -> None:
    first, _ = parse_conllu(CONLLU)
    assert [(word.form, word.space) for word in first.words] == [
        ("They", True),
        ("ca", False),
        ("n't", True),
        ("stay", False),
        (".", True),
    ]


def test_misc_gives_names_and_entities() -> None:
    first, _ = parse_conllu(CONLLU)
    assert first.words[0].name == "B-PER"
    assert first.words[3].entity == "(1-person)"


def test_a_document_goes_on_until_the_next() -> None:
    assert [sentence.document for sentence in parse_conllu(CONLLU)] == ["one", "one"]


def test_compressed_files_read_alike(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(CONLLU, encoding="utf-8")
    (tmp_path / "a.conllu.xz").write_bytes(lzma.compress(CONLLU.encode()))
    assert read_conllu(tmp_path / "a.conllu") == read_conllu(tmp_path / "a.conllu.xz")


def test_names_of_another_file_are_put_on_and_sentences_without_are_left_out(tmp_path: Path) -> None:
    rows = "\n".join(f"{n}\tx\t{tag}\t-\t-" for n, tag in enumerate(["B-LOC", "O", "B-OTH", "O", "O"], 1))
    (tmp_path / "a.iob2").write_text(f"# sent_id = one-1\n{rows}\n\n", encoding="utf-8")
    (named,) = with_names(tuple(parse_conllu(CONLLU)), read_iob2(tmp_path / "a.iob2"))
    assert [word.name for word in named.words] == ["B-LOC", "O", "O", "O", "O"]
