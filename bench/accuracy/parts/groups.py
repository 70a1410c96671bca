"""Recognition by group. LFW labels nothing but names: the only groups are our own network's guess of gender."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import server
from bench.accuracy.cache import Results
from bench.accuracy.descriptors import FACENET, Way, read, served
from bench.accuracy.parts import lfw
from bench.accuracy.report import Section, Table, percent
from bench.accuracy.verification import strangers
from bench.accuracy.work import Run, Work
from converter import registry

NETWORK = "age_gender"
PACE = 0.008  # seconds a face
GROUPS = {"male": "men, by the network's guess", "female": "women, by the network's guess"}


def results(work: Work) -> Results:
    """Where age and gender are kept."""
    return work.results("groups", NETWORK, version=server.version(NETWORK))


def runs(work: Work) -> list[Run]:
    """Return what has to be measured; descriptors are those of LFW."""
    items, found = lfw.photos(lfw.pairs(work)), lfw.finder(work)

    def measure(some: Sequence[str]) -> list[Any]:
        return [server.age_gender(found.picture(item), found[item].box, found[item].points) for item in some]

    return [found.run(items), Run(f"groups: {NETWORK} on LFW", results(work), items, measure, PACE)]


def person(path: str) -> str:
    """Return the name of the person in an LFW photo."""
    return path.split("/")[1]


def genders(answers: Mapping[str, Any]) -> dict[str, str]:
    """Return person → the gender that the network sees in most of their photos."""
    votes: dict[str, Counter[str]] = {}
    for path, answer in answers.items():
        votes.setdefault(person(path), Counter())[answer["gender"]] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    chosen = lfw.pairs(work)
    gender = genders(results(work).of(lfw.photos(chosen)))
    rows = [
        row
        for network in lfw.networks()
        for way in served(network)[:1]
        for row in _rows(work, way, gender, [(p.first, p.second) for p in chosen if p.same])
    ]
    if not rows:
        return None
    head = ["network", "people", "photos", "pairs of one person refused", "pairs of strangers taken for one person"]
    return Section("Recognition by group", PROTOCOL, [Table("", head, rows)])


def _rows(work: Work, way: Way, gender: Mapping[str, str], same: Sequence[tuple[str, str]]) -> list[list[str]]:
    known = read(way.results(lfw.finder(work)), lfw.photos(lfw.pairs(work)), unit=way.network == FACENET)
    threshold = registry.find(way.network).thresholds["distance"]
    rows = []
    for group, said in GROUPS.items():
        own = {path: d for path, d in known.items() if gender.get(person(path)) == group}
        pairs = [(a, b) for a, b in same if a in own and b in own]
        if len(own) > 1 and pairs:
            refused = np.mean([np.linalg.norm(own[a] - own[b]) >= threshold for a, b in pairs])
            rows.append([way.network, said, f"{len(own):,}", percent(float(refused), 2), _taken(own, threshold)])
    return rows


def _taken(descriptors: Mapping[str, NDArray[np.float32]], threshold: float) -> str:
    distances = strangers(np.stack(list(descriptors.values())), [person(path) for path in descriptors])
    return percent(float(np.mean(distances < threshold)), 2)


PROTOCOL = (
    "LFW's photos at the network's fixed threshold: pairs of one person that are refused, and pairs of photos of "
    "different people of one group that are taken for one person. LFW and YouTube Faces tell names and nothing "
    "else, so the groups are what our own age and gender network sees in most photos of a person, errors "
    "included; differences by race, age or skin **could not be measured** for recognition, and LFW shows mostly "
    "men, mostly white."
)
