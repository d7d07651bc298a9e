"""What Dateline is built on stands under licences of a written list."""

import tomllib

import pytest

from supply.dependencies import LOCK, locked, needed
from supply.licences import LIST, Accepted, Exemption, licence_of, objection, read_list

LIST_TEXT = LIST.read_text("utf-8")
ACCEPTED = read_list(LIST_TEXT)
NEEDED = needed(locked(LOCK.read_text("utf-8")))
EXAMPLE = Accepted(
    frozenset({"MIT", "BSD-3-Clause"}), {"lent": Exemption("LGPL-3.0-only", "can be replaced")}
)


@pytest.mark.parametrize("name", NEEDED)
def test_a_dependency_has_an_accepted_licence(name: str) -> None:
    assert objection(name, licence_of(name), ACCEPTED) is None


def test_what_runs_is_told_from_what_only_the_workshop_needs() -> None:
    assert {"prefect", "sqlalchemy", "psycopg", "openai", "spacy"} <= set(NEEDED)
    assert not {"pytest", "ruff", "mypy", "mkdocs-material", "hypothesis"} & set(NEEDED)
    assert len(NEEDED) > 100


def test_every_exemption_has_a_reason_and_is_of_something_needed() -> None:
    assert set(ACCEPTED.exemptions) <= set(NEEDED)
    assert all(len(exemption.reason) > 20 for exemption in ACCEPTED.exemptions.values())


def test_what_is_accepted_of_all_needs_no_exemption() -> None:
    plain = Accepted(ACCEPTED.names, {})
    assert [name for name in ACCEPTED.exemptions if objection(name, licence_of(name), plain) is None] == []


def test_a_licence_is_in_the_list_under_one_name() -> None:
    accepted = tomllib.loads(LIST_TEXT)["accepted"]
    names = [name for licence, others in accepted.items() for name in (licence, *others)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("licence", ["MIT", "MIT AND BSD-3-Clause", "MIT AND (MIT OR BSD-3-Clause)"])
def test_accepted_licences_may_be_joined(licence: str) -> None:
    assert objection("some", licence, EXAMPLE) is None


@pytest.mark.parametrize(
    ("name", "licence", "told"),
    [
        ("some", "AGPL-3.0-only", "'AGPL-3.0-only'"),
        ("some", "MIT AND SSPL-1.0", "'MIT AND SSPL-1.0'"),
        ("some", "MIT OR GPL-3.0-only", "'MIT OR GPL-3.0-only'"),
        ("some", "GPL-2.0-only WITH Classpath-exception-2.0", "'GPL-2.0-only WITH"),
        ("some", "All rights reserved\nby somebody", "'All rights reserved'"),
        ("some", "", "is not told"),
        ("other", "LGPL-3.0-only", "'LGPL-3.0-only'"),
        ("lent", "AGPL-3.0-only", "'AGPL-3.0-only'"),
    ],
    ids=[
        "a foreign one", "a foreign one besides", "a foreign one to choose", "one with an exception",
        "a text", "none", "an exemption of another", "another one than is exempt",
    ],
)  # fmt: skip
def test_any_other_licence_is_refused_with_what_to_do(name: str, licence: str, told: str) -> None:
    said = objection(name, licence, EXAMPLE)
    assert said is not None
    assert said.startswith(f"{name}: its licence ")
    assert told in said
    assert "licences.toml" in said
    assert "\n" not in said


def test_the_lock_names_a_version_of_each_and_a_hash() -> None:
    text = LOCK.read_text("utf-8")
    entries = [entry for entry in text.replace("\\\n", "").splitlines() if entry[:1].isalnum()]
    assert len(entries) > len(NEEDED)
    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
