"""Run every check and test of Familiar in turn: what `make test` does after the set-up."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
NPX = ["npx", "--no-install"]
CODE = ["converter", "webapp", "tools", "bench", "tests"]
CHECKS = {
    "lint": [
        [str(BIN / "ruff"), "check", *CODE],
        [str(BIN / "ruff"), "format", "--check", *CODE],
        [str(BIN / "mypy"), "converter", "webapp", "tools", "bench"],
        [*NPX, "eslint", "."],
        [*NPX, "tsc", "--noEmit", "-p", "tsconfig.json"],
    ],
    "javascript": [["node", "--test", "tests/js/"]],
    "python": [[str(BIN / "pytest"), "-q", "--ignore=tests/browser"]],
    "browser": [[str(BIN / "pytest"), "-q", "tests/browser"]],
}
ON_REQUEST = {
    "screenshot": [
        [str(BIN / "pytest"), "-q", "tests/browser/test_screenshot.py"],
        ["cp", "tests/.output/live.jpg", "docs/live.jpg"],
    ]
}


def main() -> int:
    """Run the groups of checks; returns 0 if all passed, else 1 after naming those that failed."""
    options = argparse.ArgumentParser(description="Check and test Familiar.")
    options.add_argument("--only", choices=[*CHECKS, *ON_REQUEST], help="one group")
    only = options.parse_args().only
    groups = {only: {**CHECKS, **ON_REQUEST}[only]} if only else CHECKS
    if set(groups) - {"lint"}:
        subprocess.run([BIN / "python", ROOT / "tools" / "photos.py"], check=True)
    if {"browser", "screenshot"} & set(groups):
        need_chromium()
    failed = [" ".join(command) for commands in groups.values() for command in commands if not passes(command)]
    if failed:
        print("\nFailed:\n  " + "\n  ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def passes(command: list[str]) -> bool:
    """Run one command with its name and time shown."""
    shown = " ".join(Path(part).name if part.startswith(str(ROOT)) else part for part in command)
    print(f"── {shown}", flush=True)
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, check=False)
    print(f"── {'passed' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - start:.0f} s\n", flush=True)
    return done.returncode == 0


def need_chromium() -> None:
    """Install Chromium from the system's packages where that is allowed; otherwise say what to install."""
    if shutil.which("chromium"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("── installing Chromium from the system's packages", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "-qq", "update"],
            ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
    if not shutil.which("chromium"):
        raise SystemExit("The browser tests need Chromium: run `sudo apt-get install chromium` and try again.")


if __name__ == "__main__":
    sys.exit(main())
