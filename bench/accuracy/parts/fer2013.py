"""FER2013: seven expressions on small grey faces."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bench.accuracy import server
from bench.accuracy.cache import Results
from bench.accuracy.datasets import EXPRESSIONS, fer_faces, read_picture
from bench.accuracy.metrics.classes import accuracy, balanced_accuracy, confusion
from bench.accuracy.report import Figure, Section, Table, percent
from bench.accuracy.work import Run, Work

NAME = "FER2013 PublicTest, 3,589 faces"
NETWORK = "face_expression"
PACE = 0.008  # seconds a face
CLASSES = tuple(EXPRESSIONS.values())


def faces(work: Work) -> dict[str, str]:
    """Return path → expression."""
    return dict(work.some(list(fer_faces(work.data.folder("fer2013")).items())))


def results(work: Work) -> Results:
    """Where the probabilities are kept, class → 0..1."""
    return work.results("fer2013", NETWORK, version=server.version(NETWORK))


def runs(work: Work) -> list[Run]:
    """Return what has to be measured."""
    folder = work.data.folder("fer2013")

    def measure(some: Sequence[str]) -> list[Any]:
        answers = [server.expressions(read_picture(folder / item)) for item in some]
        return [{name: round(p, 6) for name, p in answer.items()} for answer in answers]

    return [Run(f"fer2013: {NETWORK}", results(work), list(faces(work)), measure, PACE)]


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    truth = faces(work)
    known = results(work).of(list(truth))
    if not known:
        return None
    answers = [max(values, key=values.__getitem__) for values in known.values()]
    table = confusion([truth[item] for item in known], answers, CLASSES)
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    rows = [
        [name, str(int(counts.sum())), *(percent(share, 0) for share in row)]
        for name, counts, row in zip(CLASSES, table, shares, strict=True)
    ]
    overall, balanced = percent(accuracy(table)), percent(balanced_accuracy(table))
    title = f"{len(known):,} faces: accuracy **{overall}**, mean of the classes {balanced}. A row a label."
    figures = [
        Figure(NETWORK, NAME, "accuracy, seven classes", overall),
        Figure(NETWORK, NAME, "mean accuracy of a class", balanced),
    ]
    head = ["labelled", "faces", *CLASSES]
    return Section("Expressions: FER2013", PROTOCOL, [Table(title, head, rows)], [OTHERS], figures)


PROTOCOL = (
    "The 48 × 48 grey faces go to the network as they are, without detection; the answer is the most probable "
    "class. The collection is small for some classes (disgust: 56 faces here), hence the mean over the classes "
    "too."
)
OTHERS = (
    "Others, as published, on the private test part: people 65 ± 5 %, the challenge's winner 71.2 % (Goodfellow "
    "et al., 2013). What the published weights were trained on is not known; FER2013's training part is likely "
    "among it."
)
