"""A software bill of materials cut to what runs: `python -m supply.bill < all.json > sbom.json`.

The generator describes a whole environment, linters and all. What is left out here is what Dateline doesn't
need when it runs; nothing is added, so that a valid CycloneDX document stays one.
"""

import json
import sys
from collections.abc import Collection
from typing import Any

from packaging.utils import canonicalize_name

from supply.dependencies import LOCK, locked, needed


def cut(bill: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """The bill with the components of these names alone, and what hangs on what among them."""
    components = [one for one in bill["components"] if canonicalize_name(one["name"]) in names]
    kept = {one["bom-ref"] for one in (bill["metadata"]["component"], *components)}
    links = [
        {**link, "dependsOn": [ref for ref in link["dependsOn"] if ref in kept]}
        if "dependsOn" in link
        else link
        for link in bill["dependencies"]
        if link["ref"] in kept
    ]
    return {**bill, "components": components, "dependencies": links}


def main() -> None:
    """Read the bill of an environment, write that of what runs."""
    bill = cut(json.load(sys.stdin), needed(locked(LOCK.read_text("utf-8"))))
    json.dump(bill, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
