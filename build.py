"""The door: sets NottAlone up the first time, then hands over to the command line.

    python3 build.py               builds the site into dist/
    python3 build.py WORDS         the same as `nottalone WORDS` where that is installed
    python3 build.py test          runs the test suite, in two processes
    python3 build.py test WORDS    the same in one; WORDS go to pytest

Where everything that the lock file names is installed already (an active environment, a host's
build image), the Python that runs this is used as it is. Otherwise it is `.venv` beside this file,
made from the lock once; a later start finds it ready and goes straight on in it. Whatever stops the
setting up is told in one line that says what to do, with exit code 2.

Only the standard library, in a grammar that Python 3.4 can read: a Python that is too old must get
as far as the line that says so. What only the setting up needs is imported where it is used,
because every later start passes through here.
"""

import os
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
LOCK = "requirements.txt"
TEST_LOCK = "requirements-test.txt"  # names all that LOCK names, at the same versions
# Two processes share all tests, a file at a time (docs/decisions/tests.md); who names some waits for no second one.
ALL_TESTS = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
HANDED_OVER = "NOTTALONE_HANDED_OVER"  # tells the Python in .venv that it has been checked
TOO_OLD = (
    "NottAlone needs Python 3.11 or newer, and this is Python {}. "
    "Install one from https://www.python.org/downloads/ and start build.py with it."
)
NO_VENV = (
    "This Python cannot make environments. On Debian or Ubuntu: apt install python3-venv; "
    "elsewhere install Python from https://www.python.org/downloads/. Then start again."
)
# What a failed step prints, and what to do about it. The first that fits is told, so the network,
# whose warnings may stand above another fault, comes late.
MENDS = {
    "DO NOT MATCH THE HASHES": (
        "A downloaded package is not the one that was tested, so it was not installed. "
        "Start again; if this comes back, tell the maintainers."
    ),
    "[Errno 28]|[Errno 122]|[WinError 112]": "The disk is full. Free 500 MB and start again.",
    "[Errno 1]|[Errno 13]|[Errno 30]|[WinError 5]|[WinError 32]": (
        "{root} cannot be written to. Copy the project to a folder of your own, "
        "or close what uses its .venv, and start again."
    ),
    "CERTIFICATE_VERIFY_FAILED|SSLError": (
        "There is no safe connection to the package registry. If your network has a certificate "
        "of its own, name its file in PIP_CERT and start again."
    ),
    "Connection|Timeout|timed out|NameResolution|ProxyError": (
        "The package registry cannot be reached. Check that you are online and start again."
    ),
    "No matching distribution|from versions:": (
        "A package was not found. Check that you are online, with Python 3.11 to 3.14 "
        "on Linux, macOS or Windows, and start again."
    ),
}


class CannotSetUpError(Exception):
    """The setting up cannot go on; the message is the line that says what to do."""


def main(words: "list[str]") -> int:
    """Run the words; the exit code, unless another process takes over."""
    if sys.version_info < OLDEST:
        return refuse(TOO_OLD.format(sys.version.split()[0]))
    try:
        command = command_for(words)
        if command:
            return go_on_as(command)
    except KeyboardInterrupt:
        return refuse("Setting up was stopped. Start again and it begins afresh.")
    except CannotSetUpError as reason:
        return refuse(str(reason))
    except OSError as error:
        return refuse(mend_for(str(error)))
    return run_program(words)


def command_for(words: "list[str]") -> "list[str]":
    """The process that is to go on with the words; none if this one can."""
    if words[:1] == ["test"]:
        python = python_with(TEST_LOCK)
        os.chdir(ROOT)
        return [python, "-m", "pytest"] + (words[1:] or ALL_TESTS)
    python = python_with(LOCK)
    if python == sys.executable:
        return []
    os.environ[HANDED_OVER] = "1"
    return [python, os.path.join(ROOT, "build.py")] + words


def refuse(line: str) -> int:
    """Say why nothing was done; the exit code for that."""
    say(line)
    return 2


def say(line: str) -> None:
    """A line for the person; standard output belongs to the program."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def run_program(words: "list[str]") -> int:
    """The command line, in this process."""
    if ROOT not in sys.path:  # python -P, PYTHONSAFEPATH
        sys.path.insert(0, ROOT)
    from nottalone_ssg.cli import main as program

    return program(words or ["build"])


def go_on_as(command: "list[str]") -> int:
    """Become another process; where a process cannot (Windows), wait for it and pass its exit code on."""
    if os.name == "nt":
        return wait_for(command)
    return os.execv(command[0], command)


def wait_for(command: "list[str]") -> int:
    """Run to the end. Ctrl-C reaches both processes; what it means is for the command to say."""
    import subprocess

    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


# Which Python has what a lock names?


def python_with(lock: str) -> str:
    """The path of a Python that has all the lock names: this one, or that of `.venv`, set up if need be."""
    if os.environ.pop(HANDED_OVER, "") or has_installed(lock):
        return sys.executable
    if not is_ready(lock):
        set_up(lock)
    return VENV_PYTHON


def has_installed(lock: str) -> bool:
    """Whether this Python has the locked packages at the locked versions, going by folder names alone.

    Lines with a marker are left out: they are for one system, and come with what needs them.
    """
    lines = (line for line in read(lock).splitlines() if "==" in line and line[0] not in " #")
    pins = (line.split()[0] for line in lines if " ; " not in line)
    return {normalised(pin.replace("==", "-", 1)) for pin in pins} <= set(installed())


def installed() -> "list[str]":
    """The `name-version` of every package that this Python can import."""
    names = []  # type: list[str]
    for folder in sys.path:
        try:
            names += os.listdir(folder or ".")
        except OSError:  # a zip file, or a folder that is not there
            continue
    suffix = ".dist-info"
    return [normalised(name[: -len(suffix)]) for name in names if name.endswith(suffix)]


def normalised(name: str) -> str:
    """`Types.PyYAML-6.0` and `types-pyyaml-6.0` are the same."""
    return name.lower().replace("_", "-").replace(".", "-")


def is_ready(lock: str) -> bool:
    """Whether `.venv` was finished for this very lock and this version of Python, and can still start."""
    try:
        with open(stamp_for(lock), "rb") as stamp:
            return stamp.read() == stamp_text(lock) and os.path.exists(VENV_PYTHON)
    except OSError:
        return False


def stamp_for(lock: str) -> str:
    """The file in `.venv` that says what it was finished for."""
    return os.path.join(VENV, "installed-" + lock)


def stamp_text(lock: str) -> bytes:
    """The Python, and the lock whole: comparing 60 kB is quicker than importing a digest."""
    return "{} {}\n{}".format(sys.implementation.cache_tag, sys.platform, read(lock)).encode()


def read(lock: str) -> str:
    """The text of a lock file."""
    try:
        with open(os.path.join(ROOT, lock), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        raise CannotSetUpError("{} is missing. Get the whole project again.".format(lock)) from None


# Setting up


def set_up(lock: str) -> None:
    """Make `.venv` hold what the lock names, or raise CannotSetUpError or OSError.

    One start at a time. The guard file is empty except while `.venv` is being changed: if it is
    not, an earlier start ended in the middle, and `.venv` is made again from nothing.
    """
    with open(VENV + ".lock", "ab", buffering=0) as guard:
        wait_for_turn(guard.fileno())
        if is_ready(lock):  # another start did it meanwhile
            return
        say("Setting up .venv from {}. This is done once and takes about a minute.".format(lock))
        unfinished = os.fstat(guard.fileno()).st_size > 0
        guard.write(b"unfinished\n")
        forget_stamps()
        if unfinished or not is_usable():
            make_venv(guard.fileno())
        install(lock, guard.fileno())
        write_stamps(lock)
        guard.truncate(0)


def wait_for_turn(guard: int) -> None:
    """Return when no other start is setting up; the system frees the guard when its holder ends."""
    import time

    if hold(guard):
        return
    say("Another start is setting up .venv; waiting for it.")
    while not hold(guard):
        time.sleep(0.1)


def hold(guard: int) -> bool:
    """Take the open guard file for this process, if nobody has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(guard, 0, os.SEEK_SET)
            msvcrt.locking(guard, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # some network drives know no locks: go on as if alone
        pass
    return True


def is_usable() -> bool:
    """Whether a `.venv` that is there, whoever made it, is of this version of Python and has pip."""
    import subprocess

    probe = "import sys, pip; sys.exit(sys.version_info[:2] != {!r})".format(tuple(sys.version_info[:2]))
    try:
        return subprocess.call([VENV_PYTHON, "-I", "-c", probe], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv(guard: int) -> None:
    """A new `.venv` with pip, in place of whatever was there; in two steps, so that each shows its fault."""
    try:
        import ensurepip  # noqa: F401 - Debian packs it apart from Python
        import venv  # noqa: F401
    except ImportError:
        raise CannotSetUpError(NO_VENV) from None
    run_step([sys.executable, "-I", "-m", "venv", "--clear", "--without-pip", VENV], guard)
    run_step([VENV_PYTHON, "-I", "-m", "ensurepip", "--default-pip"], guard)


def install(lock: str, guard: int) -> None:
    """Install what the lock names, checked against its hashes."""
    pip = [VENV_PYTHON, "-I", "-m", "pip", "--no-input", "--disable-pip-version-check"]
    run_step(pip + ["install", "--require-hashes", "--no-deps", "-r", os.path.join(ROOT, lock)], guard)


def run_step(command: "list[str]", guard: int) -> None:
    """Run a step; if it fails, raise CannotSetUpError with what to do and where its output is.

    The step holds the guard too (not on Windows): if this process is killed, the next start waits
    until the step has ended.
    """
    import subprocess

    step = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(os.environ, PIP_USER="0"),
        pass_fds=() if os.name == "nt" else (guard,),
    )
    if step.returncode:
        output = step.stdout.decode("utf-8", "replace").strip()
        raise CannotSetUpError(mend_for(output) + keep(output))


def mend_for(output: str) -> str:
    """What to do about a failure, by what it printed."""
    for signs, mend in MENDS.items():
        if any(sign in output for sign in signs.split("|")):
            return mend.format(root=ROOT)
    last = output.rpartition("\n")[2] or "a step ended without a word"
    return "Setting up failed: {}. Delete the folder {} and start again.".format(last, VENV)


def keep(output: str) -> str:
    """Keep the output for whoever looks into it; words that say where, or none if it cannot be kept."""
    import tempfile

    try:
        handle, path = tempfile.mkstemp(prefix="nottalone-", suffix=".log")
        with open(handle, "w", encoding="utf-8") as log:
            log.write(output)
    except OSError:
        return ""
    return " (The log is {}.)".format(path)


def forget_stamps() -> None:
    """From here on `.venv` is not finished for any lock."""
    for lock in (LOCK, TEST_LOCK):
        if os.path.exists(stamp_for(lock)):
            os.remove(stamp_for(lock))


def write_stamps(lock: str) -> None:
    """`.venv` is finished for this lock, and for LOCK, which every lock contains."""
    for name in {LOCK, lock}:
        with open(stamp_for(name), "wb") as stamp:
            stamp.write(stamp_text(name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
