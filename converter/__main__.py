"""The command `familiar-convert`: build, verify and list networks; convert a user's own model."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from converter import build, quantise, registry
from converter.errors import ConversionError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns 0, or 1 after a sentence that says what went wrong."""
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except ConversionError as error:
        print(f"familiar-convert: {error}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of all subcommands; `run` in its result is the function to call."""
    top = argparse.ArgumentParser(prog="familiar-convert", description="Keras networks → tfjs shards.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "list", "show the networks and what is built", run_list)
    for name, text, run in (
        ("build", "convert published weights into static/models/", run_build),
        ("verify", "compare Keras with the shards in TensorFlow.js", run_verify),
    ):
        command = _command(commands, name, text, run)
        command.add_argument("names", nargs="+", metavar="NAME", help="networks, or `all`")
    command.add_argument("--photos", type=Path, help="folder with sample*.jpg that show faces")
    keras = _command(commands, "keras", "convert your own .keras file or SavedModel", run_keras)
    keras.add_argument("model", type=Path, metavar="MODEL")
    keras.add_argument("--name", required=True)
    keras.add_argument("--out", type=Path, required=True, metavar="DIR")
    keras.add_argument("--quantize", choices=quantise.MODES, default="lossless")
    keras.add_argument("--trust", action="store_true", help="open a model that can run code on this machine")
    return top


def run_list(_options: argparse.Namespace) -> None:
    """Print every network with its task, and its bytes if it is built."""
    for network in registry.NETWORKS:
        folder = build.MODELS / network.name
        state = f"{build.size(folder):>9,} bytes" if (folder / "spec.json").exists() else "not built"
        print(f"{network.name:<24}{network.task:<14}{state}")


def run_build(options: argparse.Namespace) -> None:
    """Build the networks asked for, one line each."""
    names = _expand(options.names)
    for number, name in enumerate(names, 1):
        head, start = f"[{number}/{len(names)}] {name:<22}", time.monotonic()
        folder = build.build(name, report=lambda step, head=head: _status(f"{head} {step} …"))  # type: ignore[misc]
        _done(f"{head} {build.size(folder):>9,} bytes  {time.monotonic() - start:4.1f} s")


def run_verify(options: argparse.Namespace) -> None:
    """Verify the networks asked for and print the largest difference of each output."""
    from converter import verify

    for name in _expand(options.names):
        _status(f"{name} …")
        differences = verify.verify(name, photos=options.photos or verify.PHOTOS)
        tolerance = registry.find(name).tolerance
        _done(
            "\n".join(
                f"{name:<22} {key:<12} {value:.1e}  (allowed {tolerance:.0e})" for key, value in differences.items()
            )
        )


def run_keras(options: argparse.Namespace) -> None:
    """Convert a user's model and print how far its shards are from it."""
    from converter import user_models

    differences = user_models.convert(options.model, options.name, options.out, options.quantize, options.trust)
    folder = options.out / options.name
    print(f"{options.name}: {build.size(folder):,} bytes in {folder}")
    for key, value in differences.items():
        print(f"largest difference in {key}: {value:.1e}")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], None],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _expand(names: list[str]) -> list[str]:
    """Return the names in order, `all` replaced by every network; an unknown one is refused before work starts."""
    expanded = [each for name in names for each in (registry.names() if name == "all" else [registry.find(name).name])]
    return list(dict.fromkeys(expanded))


def _status(text: str) -> None:
    """Show what is being done, on one line that the next one overwrites; nothing where nobody watches."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def _done(text: str) -> None:
    print(f"\r\033[K{text}" if sys.stdout.isatty() else text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
