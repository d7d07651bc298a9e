"""Known weaknesses of what is locked, as pip-audit finds them: `python -m supply.audit PIP-AUDIT`.

pip-audit calls a distribution that it could not ask about "skipped", and ends well all the same. Behind a
mirror without advisories every one is skipped: so its answer is read, and what was not audited is said.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from supply.dependencies import LOCK

SHOWN = 5
"""Names that a message lists before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Audit:
    """How many distributions could be asked about, what is known of them, and which others could not."""

    asked: int
    weaknesses: tuple[str, ...]
    unasked: tuple[str, ...]

    @property
    def status(self) -> int:
        """The exit status: 1 where a weakness is known, 2 where not all could be asked about, else 0."""
        if self.weaknesses:
            return 1
        return 2 if self.unasked or not self.asked else 0

    def __str__(self) -> str:
        """The outcome in words, what is wrong first."""
        lines = [*self.weaknesses]
        if self.unasked:
            more = f" and {len(self.unasked) - SHOWN} more" if len(self.unasked) > SHOWN else ""
            names = ", ".join(self.unasked[:SHOWN]) + more
            lines += [
                f"NOT audited: {len(self.unasked)} distributions ({names}).",
                "The package index in use has no advisories on them. Run this with one that has.",
            ]
        lines.append(f"Audited: {self.asked} distributions. Known weaknesses: {len(self.weaknesses)}.")
        return "\n".join(lines)


def understood(report: dict[str, Any]) -> Audit:
    """What pip-audit's JSON says."""
    asked = [one for one in report["dependencies"] if "skip_reason" not in one]
    weaknesses = [
        f"{one['name']} {one['version']}: {weakness['id']},"
        f" mended in {', '.join(weakness['fix_versions']) or 'no release yet'}"
        for one in asked
        for weakness in one["vulns"]
    ]
    unasked = [one["name"] for one in report["dependencies"] if "skip_reason" in one]
    return Audit(len(asked), tuple(weaknesses), tuple(unasked))


def main(tool: str) -> int:
    """Have pip-audit look at the lock, and say what came of it."""
    words = [
        tool,
        "--requirement",
        str(LOCK),
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
    ]
    done = subprocess.run([*words, "--format", "json"], capture_output=True, text=True, check=False)  # noqa: S603
    if not done.stdout.startswith("{"):
        last = done.stderr.strip().rpartition("\n")[2]
        print(f"NOT audited: pip-audit gave no answer, but ended with: {last}", file=sys.stderr)
        return 2
    audit = understood(json.loads(done.stdout))
    print(audit, file=sys.stderr if audit.status else sys.stdout)
    return audit.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
