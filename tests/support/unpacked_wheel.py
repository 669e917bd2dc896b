"""The code of a wheel in a folder, for tests of what users get rather than of this checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def unpacked_wheel(folder: Path, source: Path = ROOT) -> Path:
    """Build the wheel of a checkout, without the site, and unpack it. Return the folder with its packages."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "dist")]
    subprocess.run(build, cwd=source / "packaging/light", check=True, capture_output=True)
    zipfile.ZipFile(next((folder / "dist").glob("*.whl"))).extractall(folder / "unpacked")
    return folder / "unpacked"
