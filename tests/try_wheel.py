"""
Build the wheel, put it into an empty environment and plan with the network shut off.

Run by ``make wheel``; not a test file, as it takes a minute.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHUT = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
PLAN = """
import socket
def refuse(*_): raise OSError("the network is shut off")
socket.socket.connect = refuse
from datetime import date
import motorplan as mp
catalogue = mp.load_catalogue()
child = mp.load_child("otter.toml")
plan = mp.make_plan(child, catalogue, weeks=4, start=date(2026, 11, 30))
assert mp.check_plan(plan, child, catalogue) == ()
assert len(catalogue.activities) >= 40
from motorplan.cli import run
assert run(["schema", "child"]) == 0
assert run(["plan", "otter.toml", "--start", "2026-11-30"]) == 0
"""


def main() -> None:
    """Build, install, plan."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        build = [sys.executable, "-m", "build", "--wheel", "--sdist", "-o", str(place), str(ROOT)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        (wheel,) = place.glob("*.whl")
        venv.create(place / "empty", with_pip=True)
        python = place / "empty" / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True)
        shutil.copy(ROOT / "examples" / "otter.toml", place)
        home = {"HOME": folder, "PATH": os.environ["PATH"]}
        done = subprocess.run(
            [python, "-c", PLAN],
            check=True,
            cwd=place,
            env={**home, **SHUT},
            capture_output=True,
            text=True,
        )
        here = subprocess.run(
            [
                sys.executable,
                "-m",
                "motorplan",
                "plan",
                "examples/otter.toml",
                "--start",
                "2026-11-30",
            ],
            check=True,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if not done.stdout.endswith(here.stdout):
            sys.exit("the wheel plans otherwise than the checkout")
    sys.stdout.write(f"{wheel.name}: planned in an empty environment, the network shut off\n")


if __name__ == "__main__":
    main()
