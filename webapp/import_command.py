"""`familiar import`: enrol the photos of a folder or a ZIP archive."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from tqdm import tqdm

from webapp import data_folder
from webapp.config import Settings
from webapp.domain.audit import COMMAND
from webapp.domain.bulk import BulkEnrolment
from webapp.domain.gallery import Gallery
from webapp.domain.outcomes import ACCEPTABLE, DONE, Outcome, Verdict
from webapp.domain.ports import ImportRecord
from webapp.domain.register import Register, Rehearsal
from webapp.import_report import check_report, write_report
from webapp.services import open_services
from webapp.storage.import_record import NoRecord, recorded
from webapp.storage.sources import opened

UNDECIDED, INTERRUPTED = 3, 130  # exit codes
_SHOWN = 20  # photos that the summary names


def import_photos(
    settings: Settings, source: Path, gallery: str, accept: Sequence[str], dry_run: bool, report: Sequence[Path]
) -> int:
    """Enrol what can be enrolled without doubt, and tell the rest.

    Returns 0 where everything is enrolled, 3 where a person has to decide about something, 130 after Ctrl-C.
    Raises SettingsError and domain errors where the import cannot begin.
    """
    for path in report:
        check_report(path)
    data_folder.prepare(settings.data)
    services = open_services(settings)
    accepted = tuple(Verdict(each) for each in accept)
    about = {"source": str(source.resolve()), "gallery": gallery, "accept": sorted(accepted)}
    try:
        with opened(source) as offers, _record(settings.data, about, dry_run) as record:
            bulk = _enrolment(services.open.of(gallery), accepted, dry_run)
            if not dry_run:
                services.audit.note(COMMAND, "command.import", gallery, {})
            outcomes = list(_watched(bulk.run(offers, record), len(offers)))
            for path in report:
                write_report(path, outcomes)
    except KeyboardInterrupt:
        print(
            f"\nStopped. {'Nothing was changed' if dry_run else 'The same command goes on from here'}.", file=sys.stderr
        )
        return INTERRUPTED
    finally:
        services.engine.dispose()
    _summarise(outcomes, dry_run)
    return 0 if all(outcome.is_done for outcome in outcomes) else UNDECIDED


def _record(data: Path, about: Mapping[str, object], dry_run: bool) -> AbstractContextManager[ImportRecord]:
    return nullcontext(NoRecord()) if dry_run else recorded(data, about)


def _enrolment(gallery: Gallery, accept: Sequence[Verdict], dry_run: bool) -> BulkEnrolment:
    from webapp.inference.analyzer import Analyzer  # importing TensorFlow takes seconds
    from webapp.inference.finder import AnalyzerFinder

    finder = AnalyzerFinder(Analyzer(), gallery.rules.recogniser)
    return BulkEnrolment(Rehearsal(gallery) if dry_run else Register(gallery), finder, accept)


def _watched(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Show how far it is: a bar on a terminal, a line a photo elsewhere."""
    if sys.stderr.isatty():
        yield from tqdm(outcomes, total=total, unit=" photos", dynamic_ncols=True)
        return
    for number, outcome in enumerate(outcomes, 1):
        print(f"{number}/{total} {outcome.verdict} {_printable(outcome.path)}", flush=True)
        yield outcome


def _summarise(outcomes: Sequence[Outcome], dry_run: bool) -> None:
    counts = Counter(outcome.verdict for outcome in outcomes)
    people = {outcome.person_id for outcome in outcomes if outcome.verdict is Verdict.ADDED}
    left = [outcome for outcome in outcomes if not outcome.is_done]
    done = "would be enrolled" if dry_run else "enrolled"
    print(f"{counts[Verdict.ADDED]} of {len(outcomes)} photos {done}, of {len(people)} people.")
    if counts[Verdict.PRESENT]:
        print(f"{counts[Verdict.PRESENT]} were there already.")
    if not left:
        return
    print(f"{len(left)} are left for you to decide:")
    for verdict in (each for each in Verdict if counts[each] and each not in DONE):
        hint = f"  (--accept {verdict} enrols them)" if verdict in ACCEPTABLE else ""
        print(f"  {counts[verdict]:6} {verdict}{hint}")
    for outcome in left[:_SHOWN]:
        print(f"- {_printable(outcome.path)}: {_printable(outcome.message)}")
    if len(left) > _SHOWN:
        print(f"… and {len(left) - _SHOWN} more; --report FILE.csv or FILE.jsonl lists all.")


def _printable(text: str) -> str:
    """Return a text that cannot steer a terminal and that any terminal can show."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in text)
    encoding = sys.stdout.encoding or "utf-8"
    return shown.encode(encoding, "replace").decode(encoding)
