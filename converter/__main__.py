"""The command `familiar-convert`: build, verify and list networks; convert a user's own model."""

import argparse
import functools
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from converter import build, cards, quantise, registry
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
    building = _command(commands, "build", "convert published weights into static/models/", run_build)
    verifying = _command(commands, "verify", "compare Keras with the shards in TensorFlow.js", run_verify)
    card = _command(commands, "card", "show a network's model card", run_card)
    for command in (building, verifying, card):
        command.add_argument("names", nargs="+", metavar="NAME", help="networks, or `all`")
    building.add_argument("--weights", type=Path, metavar="FILE", help="your own file, for tiny_yolov2")
    building.add_argument("--out", type=Path, metavar="DIR", default=build.MODELS)
    verifying.add_argument("--photos", type=Path, help="folder with sample*.jpg that show faces")
    verifying.add_argument("--record", action="store_true", help="write the differences into the model cards")
    keras = _command(commands, "keras", "convert your own .keras file or SavedModel", run_keras)
    keras.add_argument("model", type=Path, metavar="MODEL")
    keras.add_argument("--name", required=True)
    keras.add_argument("--out", type=Path, required=True, metavar="DIR")
    keras.add_argument("--quantize", choices=quantise.MODES, default="lossless")
    keras.add_argument("--trust", action="store_true", help="open a model that can run code on this machine")
    return top


def run_list(_options: argparse.Namespace) -> None:
    """Print every network with its task, and its bytes if it is built or else what brings its weights."""
    here = registry.available()
    for network in registry.NETWORKS:
        folder = build.MODELS / network.name
        missing = "not built" if network.name in here else f"its weights are not here: {cards.command(network)}"
        state = f"{build.size(folder):>10,} bytes" if (folder / "spec.json").exists() else missing
        print(f"{network.name:<24}{network.task:<14}{state}")


def run_build(options: argparse.Namespace) -> None:
    """Build the networks asked for, one line each; `all` means those whose weights are here."""
    names = _expand(options.names, registry.available())
    if options.weights and len(names) > 1:
        raise ConversionError("--weights is one network's file; name that network alone.")
    for number, name in enumerate(names, 1):
        head, start = f"[{number}/{len(names)}] {name:<22}", time.monotonic()
        report = functools.partial(_step, head)
        folder = build.build(name, options.out, report, options.weights)
        _done(f"{head} {build.size(folder):>10,} bytes  {time.monotonic() - start:4.1f} s")
    if "all" in options.names:
        for name in registry.awaited():
            build.blank(name, options.out)


def run_verify(options: argparse.Namespace) -> None:
    """Verify the networks asked for and print the largest difference of each output."""
    from converter import verify

    for name in _expand(options.names, _built()):
        _status(f"{name} …")
        differences = verify.verify(name, photos=options.photos or verify.PHOTOS)
        allowed = {key: f"{registry.find(name).tolerance_of(key):.0e}" for key in differences}
        lines = [f"{name:<22} {key:<13} {value:.1e}  (allowed {allowed[key]})" for key, value in differences.items()]
        _done("\n".join(lines))
        if options.record:
            figures = [
                {"what": f"Keras and shards: {key}", "value": f"{value:.1e}", "allowed": allowed[key]}
                for key, value in differences.items()
            ]
            cards.record("parity", {name: figures})


def run_card(options: argparse.Namespace) -> None:
    """Print the model cards of the networks asked for."""
    for name in _expand(options.names, _built()):
        file = build.MODELS / name / "card.json"
        if not file.exists():
            raise ConversionError(f"{name} is not built yet. Run `familiar-convert build {name}` first.")
        print(cards.markdown(json.loads(file.read_text())) + "\n")


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


def _built() -> list[str]:
    return [name for name in registry.names() if (build.MODELS / name / "spec.json").exists()]


def _expand(names: list[str], everything: list[str]) -> list[str]:
    """Return the names in order, `all` replaced by `everything`; an unknown one is refused before work starts."""
    expanded = [each for name in names for each in (everything if name == "all" else [registry.find(name).name])]
    return list(dict.fromkeys(expanded))


def _status(text: str) -> None:
    """Show what is being done, on one line that the next one overwrites; nothing where nobody watches."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def _step(head: str, step: str) -> None:
    _status(f"{head} {step} …")


def _done(text: str) -> None:
    print(f"\r\033[K{text}" if sys.stdout.isatty() else text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
