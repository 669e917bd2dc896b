"""What the pretended agents write: a file for each kind of artifact, from `integration/artifacts/`."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

DATA = Path(__file__).with_name("integration") / "artifacts"


def write_artifact(root: Path, folder: Path, story: str, kind: str, verdict: str) -> Path:
    """Writes an artifact of a story under the name that the contract gives it."""
    contract = json.loads((root / "generated/contract.json").read_text("utf-8"))
    artifact, project = contract["artifacts"][kind], contract["project"]
    now = datetime.now(ZoneInfo(project["time_zone"]))
    file_name = artifact["file"].replace("{id}", story).replace("{timestamp}", now.strftime("%Y%m%d-%H%M"))
    target: Path = (folder.parents[1] if artifact["scope"] == "project" else folder) / file_name
    text = (DATA / f"{kind}{target.suffix}").read_text("utf-8")
    for name, value in {"ID": story, "VERDICT": verdict, "NOW": now.isoformat(timespec="milliseconds")}.items():
        text = text.replace(f"@{name}@", value)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return target
