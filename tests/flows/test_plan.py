"""A plan's digest of options says whether rows would come out the same."""

import os
import subprocess
import sys

from extract.model import DayOptions
from flows.plan import Plan


def test_the_digest_of_options_is_the_same_in_every_process() -> None:
    program = "from flows.plan import Plan; print(Plan((), 'sqlite://').options_digest)"
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


def test_other_options_have_another_digest() -> None:
    literal = Plan((), "sqlite://", DayOptions(today_is="dateline"))
    assert literal.options_digest != Plan((), "sqlite://").options_digest
