"""The bill of materials names what runs, and what hangs on what."""

from supply.bill import cut

BILL = {
    "bomFormat": "CycloneDX",
    "metadata": {"component": {"bom-ref": "root", "name": "dateline"}},
    "components": [
        {"bom-ref": "Needed==1", "name": "Needed.Name"},
        {"bom-ref": "linter==2", "name": "linter"},
    ],
    "dependencies": [
        {"ref": "root", "dependsOn": ["Needed==1", "linter==2"]},
        {"ref": "Needed==1"},
        {"ref": "linter==2", "dependsOn": ["Needed==1"]},
    ],
}


def test_a_bill_keeps_what_runs_and_says_nothing_of_the_rest() -> None:
    assert cut(BILL, {"needed-name"}) == {
        "bomFormat": "CycloneDX",
        "metadata": BILL["metadata"],
        "components": [{"bom-ref": "Needed==1", "name": "Needed.Name"}],
        "dependencies": [{"ref": "root", "dependsOn": ["Needed==1"]}, {"ref": "Needed==1"}],
    }


def test_a_bill_of_all_is_left_as_it_is() -> None:
    assert cut(BILL, {"needed-name", "linter"}) == BILL
