"""Who is who in a whole picture: rows to columns, so that nobody is given twice."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment


def assign_below(costs: NDArray[np.float64], limit: float) -> NDArray[np.intp]:
    """Make the pairs cheaper than `limit` whose saving against it is largest in total.

    A row gets one column at most, and a column one row. `static/faces/ops/assignment.js` gives the same, in ties too.

    Args:
        costs: [rows, columns]; what is no number is too dear.
        limit: a pair must cost less.

    Returns:
        the column of each row [rows], -1 for none.
    """
    columns = np.full(len(costs), -1, np.intp)
    savings = np.where(costs < limit, costs - limit, 0)
    rows, chosen = linear_sum_assignment(savings)
    made = costs[rows, chosen] < limit
    columns[rows[made]] = chosen[made]
    return columns
