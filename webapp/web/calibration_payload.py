"""A gallery's calibration as JSON; distances are Euclidean, rates 0..1, and what is not known is null."""

from typing import Any

from webapp.domain.calibration.curves import det
from webapp.domain.calibration.rates import Distances, OperatingPoint, Rate
from webapp.domain.calibration.report import Calibration
from webapp.domain.calibration.suspects import Suspect
from webapp.domain.thresholds import Thresholds

MOST_SUSPECTS = 200


def calibration_json(calibration: Calibration, current: Thresholds | None = None) -> dict[str, Any]:
    """Return a calibration, and the rates at the thresholds that the gallery has now, where they are given.

    `curve` holds the rates at every hundredth (ROC: `far` against 1 - `frr`), `det` the same as normal deviates.
    """
    distances, equal = calibration.distances, calibration.equal_error
    return {
        "target": calibration.target,
        "rate": calibration.rate,
        "people": calibration.people,
        "references": calibration.references,
        "probes": calibration.probes,
        "genuine": len(distances.genuine),
        "impostor": len(distances.impostor),
        "recommended": _points(distances, calibration.thresholds),
        "current": _points(distances, current),
        "equalError": equal and {"threshold": equal.threshold, "rate": equal.rate},
        "curve": [_curve_point(point) for point in calibration.curve],
        "det": [{"threshold": each.threshold, "x": each.x, "y": each.y} for each in det(calibration.curve)],
        "suspectCount": len(calibration.suspects),
        "suspects": [_suspect(each) for each in calibration.suspects[:MOST_SUSPECTS]],
        "cautions": [{"lack": each.lack, "have": each.have, "need": each.need} for each in calibration.cautions],
    }


def _points(distances: Distances, thresholds: Thresholds | None) -> dict[str, Any] | None:
    if thresholds is None:
        return None
    return {"known": _point(distances.at(thresholds.known)), "ask": _point(distances.at(thresholds.ask))}


def _point(point: OperatingPoint) -> dict[str, Any]:
    return {"threshold": point.threshold, "far": _rate(point.far), "frr": _rate(point.frr), "fpir": _rate(point.fpir)}


def _rate(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval
    return {"value": rate.value, "low": low, "high": high, "errors": rate.errors, "trials": rate.trials}


def _curve_point(point: OperatingPoint) -> dict[str, Any]:
    rates = {"far": point.far.value, "frr": point.frr.value, "fpir": point.fpir.value}
    return {"threshold": point.threshold, **rates}


def _suspect(suspect: Suspect) -> dict[str, Any]:
    return {
        "referenceId": suspect.reference_id,
        "personId": suspect.person_id,
        "doubt": suspect.doubt,
        "own": suspect.own,
        "otherId": suspect.other_id,
        "other": suspect.other,
    }
