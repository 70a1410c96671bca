"""`python -m bench.accuracy [PARTS] [--subset N] [--report-only]`: measure what is missing, then write the report."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bench.accuracy import report
from bench.accuracy.datasets import ROOT, DataMissing
from bench.accuracy.parts import fer2013, groups, lfpw, lfw, liveness, served, shards, utkface, wider, ytf
from bench.accuracy.work import Run, Work
from converter import cards

REPORT = ROOT / "bench" / "ACCURACY.md"
FIGURES = cards.MEASURED
PARTS = {
    "lfw": lfw,
    "ytf": ytf,
    "groups": groups,
    "wider": wider,
    "lfpw": lfpw,
    "fer2013": fer2013,
    "utkface": utkface,
    "liveness": liveness,
    "served": served,
    "shards": shards,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and report; returns 0, 2 where the data are not there, 130 where it was interrupted."""
    chosen = _options(arguments)
    work = Work(subset=chosen.subset)
    parts: list[Any] = [PARTS[name] for name in chosen.parts or PARTS]
    try:
        if not chosen.report_only:
            _measure([run for part in parts for run in part.runs(work)])
        _report(work)
    except DataMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrupted. What is measured is kept: the same command goes on from here.", file=sys.stderr)
        return 130
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    options.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all when absent")
    options.add_argument(
        "--subset", type=int, metavar="N", help="at most N items a part; the report then lies with the results"
    )
    options.add_argument("--report-only", action="store_true", help="measure nothing, write what is known")
    chosen = options.parse_args(arguments)
    if unknown := set(chosen.parts) - set(PARTS):
        options.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return chosen


def _measure(runs: list[Run]) -> None:
    seconds = sum(len(run.missing) * run.pace for run in runs)
    print(
        f"{sum(len(run.missing) for run in runs):,} measurements are missing: about {seconds / 60:.0f} minutes.",
        flush=True,
    )
    for run in runs:
        run.fill()


def _report(work: Work) -> None:
    """Write every part of which something is known, whether or not it was just measured."""
    sections = [section for part in PARTS.values() if (section := _section(part, work))]
    file = REPORT if work.subset is None else work.root / "ACCURACY.md"
    report.write(file, sections)
    if work.subset is None:
        report.write_figures(FIGURES, [figure for section in sections for figure in section.figures])
    print(f"Wrote {file}.")


def _section(part: Any, work: Work) -> report.Section | None:
    """Return a part's section; one that is not complete says so, and its figures stay off the cards."""
    section: report.Section | None = part.section(work)
    runs = part.runs(work)
    missing, total = (sum(map(len, each)) for each in ((run.missing for run in runs), (run.items for run in runs)))
    if section is None or not missing:
        return section
    note = f"**Unfinished: {missing:,} of {total:,} measurements are missing.**"
    return replace(section, protocol=f"{section.protocol}\n\n{note}", figures=())


if __name__ == "__main__":
    sys.exit(main())
