"""
Build sdist and wheel, install the wheel into an empty environment, plan without a network.

Run by ``make wheel``; not a test file, as it takes a minute. The network is shut off by
``unshare``; where that is not to be had its part is left out, or fails when
``MOTORPLAN_ALL_TOOLS`` says that nothing may be.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
START = ("--start", "2026-11-30")
ACTIVITY = "activities/fine/threading.toml"
LIBRARY = """
from datetime import date
import motorplan as mp
catalogue = mp.load_catalogue()
child = mp.load_child("otter.toml", catalogue, on=date(2026, 11, 24))
plan = mp.make_plan(child, catalogue, weeks=4, start=date(2026, 11, 30))
assert mp.check_plan(plan, child, catalogue) == ()
assert len(catalogue.activities) >= 40
import os
assert "motorplan/compiled" in {"/".join(p.split(os.sep)[-2:]) for p, *_ in os.walk(mp.__path__[0])}
"""
ALONE = 'import socket; assert {name for _, name in socket.if_nameindex()} <= {"lo"}'


def main() -> None:
    """Build, compare, install, plan."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        wheel, sdist = built(place / "first", ROOT)
        with tarfile.open(sdist) as archive:
            archive.extractall(place / "unpacked", filter="data")
        (source,) = (place / "unpacked").iterdir()
        must_hold_all(source)
        again, _ = built(place / "second", source, "--no-isolation")
        if names_in(again) != names_in(wheel):
            differ = sorted(names_in(again) ^ names_in(wheel))
            sys.exit(f"a wheel built from the sdist holds other files: {differ}")
        try_installed(wheel, place)
    sys.stdout.write(f"{wheel.name}: planned in an empty environment{WITHOUT_NETWORK}\n")


def built(target: Path, source: Path, *options: str) -> tuple[Path, Path]:
    """Return the wheel and the sdist built of *source* into *target*."""
    command = [sys.executable, "-m", "build", "--wheel", "--sdist", *options, "-o", target, source]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (wheel,), (sdist,) = target.glob("*.whl"), target.glob("*.tar.gz")
    return wheel, sdist


def names_in(wheel: Path) -> set[str]:
    """Return the names of all files in *wheel*."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def must_hold_all(source: Path) -> None:
    """Exit unless an unpacked sdist holds every activity and every file of data."""
    for part in ("activities", "motorplan/data"):
        here, there = (
            {p.relative_to(base) for p in (base / part).rglob("*.*") if p.suffix != ".pyc"}
            for base in (ROOT, source)
        )
        if here != there or not here:
            sys.exit(f"the sdist holds another {part}: {sorted(map(str, here ^ there))}")


def shut_off() -> list[str]:
    """Return the words before a command that take the network from it; none without the tool."""
    words = ["unshare", "--map-root-user", "--net"]
    can = shutil.which("unshare") and not subprocess.run([*words, "true"], check=False).returncode
    if can:
        return words
    if os.environ.get("MOTORPLAN_ALL_TOOLS"):
        sys.exit("unshare cannot be used here, so the network cannot be shut off")
    return []


SHUT_OFF = shut_off()
WITHOUT_NETWORK = ", the network shut off" if SHUT_OFF else "; unshare is missing, network left on"


def try_installed(wheel: Path, place: Path) -> None:
    """Exit unless the installed package and its command do what the checkout does."""
    venv.create(place / "empty", with_pip=True)
    programs = place / "empty" / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", wheel], check=True)
    shutil.copy(ROOT / "examples" / "otter.toml", place)
    shutil.copy(ROOT / ACTIVITY, place / "my-threading.toml")
    environment = {"HOME": str(place), "PATH": os.environ["PATH"]}

    def said(*command: str | Path, cwd: Path = place) -> str:
        done = subprocess.run(
            [*SHUT_OFF, *command],
            cwd=cwd,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    if SHUT_OFF:
        said(programs / "python", "-c", ALONE)
    said(programs / "python", "-c", LIBRARY)
    motorplan = programs / "motorplan"
    if "plan" not in said(motorplan, "--help"):
        sys.exit("motorplan --help does not name its commands")
    said(motorplan, "check", "my-threading.toml")
    here = said(sys.executable, "-m", "motorplan", "plan", "examples/otter.toml", *START, cwd=ROOT)
    if said(motorplan, "plan", "otter.toml", *START) != here:
        sys.exit("the wheel plans otherwise than the checkout")


if __name__ == "__main__":
    main()
