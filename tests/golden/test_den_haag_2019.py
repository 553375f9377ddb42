"""Den Haag 2019 from the real CBS files: an answer that may only change on purpose.

To make it again, after a change of the method, with the files in ../shared/cbs:

    python -m kinderwerk_stats dekking --cbs ../shared/cbs/odata-84583NED-2019-den-haag-untyped.csv \
        --leeftijden ../shared/cbs/odata-03759ned-2019-den-haag.csv --gemeente GM0518 --jaar 2019 --json \
        > tests/golden/den-haag-2019.json

It holds figures that follow from open data of CBS (CC BY 4.0), not the files themselves.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from kinderwerk_stats.cli import main

GOLDEN = Path(__file__).with_name("den-haag-2019.json")


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return answer


def test_the_answer_is_the_same_as_before(shared_dir, capsys, golden):
    cbs = shared_dir / "cbs"
    status = main(
        ["dekking", "--cbs", str(cbs / "odata-84583NED-2019-den-haag-untyped.csv"), "--leeftijden",
         str(cbs / "odata-03759ned-2019-den-haag.csv"), "--gemeente", "GM0518", "--jaar", "2019", "--json"]
    )  # fmt: skip
    answer = json.loads(capsys.readouterr().out)
    assert status == 0
    assert list(answer) == list(golden)
    for key in ("gemeente", "year", "age_range", "norm", "sources"):
        assert answer[key] == golden[key], key
    assert [row["wijk_code"] for row in answer["wijken"]] == [row["wijk_code"] for row in golden["wijken"]]
    for row, before in zip([*answer["wijken"], answer["total"]], [*golden["wijken"], golden["total"]], strict=True):
        assert row == {key: _close(value) for key, value in before.items()}, before["wijk_code"]


def test_the_golden_file_holds_what_the_method_says_of_den_haag(golden):
    # METHOD 1.3: exactly 55,660 of 92,532 children of 0-14 were 4 to 12 years old, a share of .6015.
    assert (golden["total"]["children_0_14_count"], golden["total"]["children_count"]) == (92_532, 55_660)
    share = 55_660 / 92_532
    known = [row for row in golden["wijken"] if row["children_0_14_count"]]
    assert len(golden["wijken"]) == 44
    assert all(row["children_count"] == pytest.approx(row["children_0_14_count"] * share) for row in known)
    # Rounded to 5 each, the wijken add up to about the gemeente: 4 sqrt(45) + 4 at most (METHOD 1.6).
    assert abs(sum(row["children_0_14_count"] for row in golden["wijken"]) - 92_532) <= 4 * 45**0.5 + 4


def test_the_golden_file_names_no_place_on_a_machine(golden):
    assert [source["file"] for source in golden["sources"]] == [
        "odata-84583NED-2019-den-haag-untyped.csv", "odata-03759ned-2019-den-haag.csv"
    ]  # fmt: skip


def _close(value: Any) -> Any:
    return pytest.approx(value, rel=1e-9) if isinstance(value, float) else value
