"""The system's Chromium, as the tests and the bench start it."""

import shutil

from playwright.sync_api import Browser, Playwright

QUIET = (
    "--no-sandbox",  # it refuses to start as root otherwise; it only meets pages of these tests
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
)
WITHOUT_GPU = ("--disable-gpu",)
EMULATED_GPU = (  # WebGL and WebGPU drawn by the processor: slow, and the same code paths as a graphics card's
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
    "--enable-features=Vulkan",
)


def launch(playwright: Playwright, *more: str, graphics: tuple[str, ...] = WITHOUT_GPU) -> Browser:
    """Start Chromium with more arguments; the caller closes it."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*QUIET, *graphics, *more])
