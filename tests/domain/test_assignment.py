"""Nobody is given twice, and Python gives whom JavaScript gives."""

from typing import Any

import numpy as np
import pytest

from tests.support.vectors import cases
from webapp.domain.assignment import assign_below


@pytest.mark.parametrize("case", cases("assignment"))
def test_python_assigns_as_javascript_does(case: dict[str, Any]) -> None:
    costs = np.array(case["costs"], float).reshape(len(case["costs"]), -1 if case["costs"] else 0)
    assert assign_below(costs, case["limit"]).tolist() == case["expected"]


def test_what_lies_beyond_the_limit_is_never_given() -> None:
    costs = np.random.default_rng(3).uniform(0, 1, (30, 20))
    given = assign_below(costs, 0.2)
    taken = given[given >= 0]
    assert len(set(taken.tolist())) == len(taken) > 0
    assert (costs[given >= 0, taken] < 0.2).all()


def test_what_is_no_number_is_never_given() -> None:
    costs = np.array([[np.nan, 0.4], [np.nan, np.nan], [np.inf, 0.3]])
    assert assign_below(costs, 0.5).tolist() == [-1, -1, 1]


def test_the_answer_does_not_depend_on_the_order_of_the_faces() -> None:
    random = np.random.default_rng(4)
    costs = random.uniform(0, 1, (12, 9))
    order = random.permutation(12)
    assert assign_below(costs[order], 0.4).tolist() == assign_below(costs, 0.4)[order].tolist()
