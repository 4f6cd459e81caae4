"""The door, build.py: each way in, and each way in which setting up can fail.

Every test starts a copy of build.py in a folder of its own, with a lock of one package and a program that only
says how it was called. Nothing here needs a network: pip looks for that package in a folder.
"""

import ast
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[1]
WINDOWS = os.name == "nt"
SETTING_UP = "Setting up .venv from {}. This is done once and takes about a minute."
PROGRAM = """
import json, os, sys
def main(argv):
    print(json.dumps({"prefix": os.path.realpath(sys.prefix), "words": argv}))
    return 7
"""
INSTALLS = "(site / 'tiny-1.0.dist-info').mkdir(exist_ok=True)"


@dataclass
class Project:
    """A copy of the door in a folder, and how to start it."""

    root: Path
    temp: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def guard(self) -> Path:
        return self.root / ".venv.lock"

    def start(self, *words: str, **env: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(self.root / "build.py"), *words],
            env=self.env | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *words: str, **env: str) -> "Outcome":
        return Outcome.of(self.start(*words, **env))

    def shim(self, name: str, code: str) -> str:
        """A folder for PYTHONPATH in which a module of that name has this code."""
        folder = self.root.parent / f"shim-{name}"
        folder.mkdir()
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
        return str(folder)

    def give_venv(self, pip: str) -> None:
        """A `.venv` that somebody made, whose pip does no more than these lines. They know `site`, its folder."""
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(self.venv)], check=True)
        folder = next(self.venv.rglob("site-packages")) / "pip"
        folder.mkdir()
        (folder / "__init__.py").touch()
        lines = "import sys, time\nfrom pathlib import Path\nsite = Path(__file__).parents[1]\n" + pip
        (folder / "__main__.py").write_text(lines, encoding="utf-8")

    def give_real_venv(self, made: Path) -> None:
        """The same with the real pip: a copy, since making one takes seconds."""
        shutil.copytree(made, self.venv, symlinks=True)

    def finished(self) -> bool:
        return (self.venv / "installed-requirements.txt").exists() and not self.guard.stat().st_size


@dataclass(frozen=True)
class Outcome:
    """What a start came to."""

    code: int
    out: str
    err: list[str]

    @classmethod
    def of(cls, process: "subprocess.Popen[str]") -> "Outcome":
        out, err = process.communicate(timeout=120)
        return cls(process.returncode, out, err.splitlines())

    @property
    def said(self) -> dict[str, object]:
        """What the program said about how it was called."""
        answer = json.loads(self.out)
        assert isinstance(answer, dict)
        return answer


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project in a folder whose name has a space and letters beyond ASCII."""
    root, temp, wheels = tmp_path / "mënt älh 心", tmp_path / "temp", tmp_path / "wheels"
    for folder in (root / "nottalone_ssg", temp, wheels):
        folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "build.py", root)
    (root / "nottalone_ssg" / "cli.py").write_text(PROGRAM)
    digest = hashlib.sha256(tiny_wheel(wheels).read_bytes()).hexdigest()
    for lock in ("requirements.txt", "requirements-test.txt"):
        (root / lock).write_text(f"tiny==1.0 \\\n    --hash=sha256:{digest}\n    # via nobody\n")
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "NOTTALONE"))}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": wheels.as_uri(), "PIP_CONFIG_FILE": os.devnull}
    temps = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temp))
    return Project(root, temp, ours | pip | temps | {"PYTHONIOENCODING": "utf-8"})


def tiny_wheel(folder: Path) -> Path:
    """The smallest package that pip installs."""
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", "")
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return path


@pytest.fixture(scope="module")
def real_venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with pip."""
    path = tmp_path_factory.mktemp("real") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", str(path)], check=True)
    return path


@pytest.fixture(scope="module")
def door() -> ModuleType:
    """The door as a module, for what cannot be reached by starting it here."""
    spec = importlib.util.spec_from_file_location("door", REPOSITORY / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestAnOldPython:
    def test_can_read_the_door(self) -> None:
        """Otherwise it would show a SyntaxError instead of the line that says what to install."""
        tree = ast.parse((REPOSITORY / "build.py").read_text(encoding="utf-8"), feature_version=(3, 4))
        newer = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.AsyncFunctionDef, ast.Match)
        assert [node.lineno for node in ast.walk(tree) if isinstance(node, newer)] == []
        assert [hint for hint in annotations(tree) if "[" in ast.unparse(hint) and not is_quoted(hint)] == []

    def test_is_told_what_to_install(self, project: Project) -> None:
        shim = project.shim(
            "sitecustomize", "import sys\nsys.version_info = (3, 10, 4)\nsys.version = '3.10.4 (main)'\n"
        )
        outcome = project.run("check", PYTHONPATH=shim)
        line = (
            "NottAlone needs Python 3.11 or newer, and this is Python 3.10.4. "
            "Install one from https://www.python.org/downloads/ and start build.py with it."
        )
        assert (outcome.code, outcome.out, outcome.err) == (2, "", [line])


def annotations(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from (hint for hint in (node.returns, *(arg.annotation for arg in node.args.args)) if hint)


def is_quoted(hint: ast.expr) -> bool:
    return isinstance(hint, ast.Constant) and isinstance(hint.value, str)


class TestWherePackagesAreInstalledAlready:
    @pytest.fixture
    def packages(self, tmp_path: Path) -> Path:
        folder = tmp_path / "packages"
        (folder / "Tiny-1.0.dist-info").mkdir(parents=True)
        return folder

    def test_this_python_is_used(self, project: Project, packages: Path) -> None:
        """An active environment, or a host's build image, stays in charge: nothing is made."""
        outcome = project.run("check", "--json", PYTHONPATH=str(packages))
        assert (outcome.code, outcome.err) == (7, [])
        assert outcome.said == {"prefix": os.path.realpath(sys.prefix), "words": ["check", "--json"]}
        assert not project.venv.exists()

    def test_no_words_mean_build(self, project: Project, packages: Path) -> None:
        assert project.run(PYTHONPATH=str(packages)).said["words"] == ["build"]

    def test_a_package_for_another_system_is_not_missed(self, project: Project, packages: Path) -> None:
        with (project.root / "requirements.txt").open("a") as lock:
            lock.write("colorama==0.4.6 ; sys_platform == 'other' \\\n    --hash=sha256:0\n")
        assert project.run(PYTHONPATH=str(packages)).code == 7

    def test_the_program_is_found_from_any_folder(self, project: Project, packages: Path) -> None:
        assert project.run(PYTHONPATH=str(packages), PYTHONSAFEPATH="1").code == 7

    def test_another_version_will_not_do(self, project: Project, packages: Path) -> None:
        (packages / "Tiny-1.0.dist-info").rename(packages / "Tiny-1.1.dist-info")
        project.give_venv(INSTALLS)
        assert project.run(PYTHONPATH=str(packages)).said["prefix"] == os.path.realpath(project.venv)

    def test_a_start_imports_nothing_more(self) -> None:
        """Each later start passes through here; every import would be paid for each time."""
        code = (
            "import os, sys; before = set(sys.modules); import build; build.has_installed(build.LOCK); "
            "build.is_ready(build.LOCK); print(*(set(sys.modules) - before))"
        )
        run = subprocess.run(
            [sys.executable, "-S", "-c", code], cwd=REPOSITORY, check=True, capture_output=True, text=True
        )
        assert run.stdout.split() == ["build"]


class TestTheFirstStart:
    def test_makes_an_environment_and_goes_on_in_it(self, project: Project) -> None:
        """With the real pip and real hashes; the second start finds all ready and says nothing."""
        first, second = project.run("check"), project.run("check")
        assert (first.code, first.err) == (7, [SETTING_UP.format("requirements.txt")])
        assert first.said == {"prefix": os.path.realpath(project.venv), "words": ["check"]}
        assert (second.code, second.err, second.out) == (7, [], first.out)
        assert project.finished()

    def test_uses_an_environment_that_somebody_made(self, project: Project) -> None:
        """An editor program may have made .venv; what is in it stays."""
        project.give_venv(INSTALLS)
        theirs = project.venv / "theirs.txt"
        theirs.touch()
        assert project.run().said["prefix"] == os.path.realpath(project.venv)
        assert theirs.exists()

    def test_tests_are_set_up_and_run(self, project: Project) -> None:
        """They start in the project's folder, wherever the person is."""
        project.give_venv(INSTALLS)
        (project.root / "pytest.py").write_text("import os, sys; print(os.getcwd(), sys.argv[1:]); sys.exit(5)")
        outcome = project.run("test", "-k", "hours of day")
        assert (outcome.code, outcome.err) == (5, [SETTING_UP.format("requirements-test.txt")])
        assert outcome.out.strip() == f"{os.path.realpath(project.root)} ['-k', 'hours of day']"
        assert project.run().err == []  # the lock for tests has all that building needs

    def test_all_tests_are_shared_by_two_processes_and_a_few_are_not(self, project: Project) -> None:
        project.give_venv(INSTALLS)
        (project.root / "pytest.py").write_text("import sys; print(sys.argv[1:])")
        assert "'-n', '2'" in project.run("test").out
        assert project.run("test", "tests/test_values.py").out.strip() == "['tests/test_values.py']"

    def test_a_new_lock_is_followed(self, project: Project) -> None:
        project.give_venv(INSTALLS)
        project.run()
        lock = project.root / "requirements.txt"
        lock.write_text(lock.read_text() + "# renewed\n")
        assert project.run().err == [SETTING_UP.format("requirements.txt")]
        assert project.run().err == []

    def test_an_environment_of_another_python_is_made_again(self, project: Project) -> None:
        project.give_venv(INSTALLS)
        project.run()
        stamp = project.venv / "installed-requirements.txt"
        stamp.write_text(stamp.read_text().replace("cpython-", "cpython-2"))
        assert project.run().err == [SETTING_UP.format("requirements.txt")]


class TestTwoStartsAtOnce:
    PIP = f"""
deadline = time.monotonic() + 60
(site / 'at work').touch()
while not (site / 'let go').exists() and time.monotonic() < deadline:
    time.sleep(0.02)
{INSTALLS}
with (site / 'runs').open('a') as runs:
    runs.write('1')
"""

    def test_the_second_waits_for_the_first(self, project: Project) -> None:
        project.give_venv(self.PIP)
        first = project.start()
        site = wait_until_at_work(project)
        second = project.start()
        assert second.stderr is not None
        assert second.stderr.readline() == "Another start is setting up .venv; waiting for it.\n"
        (site / "let go").touch()
        outcomes = Outcome.of(first), Outcome.of(second)
        assert [outcome.code for outcome in outcomes] == [7, 7]
        assert [outcome.err for outcome in outcomes] == [[SETTING_UP.format("requirements.txt")], []]
        assert (site / "runs").read_text() == "1"

    @pytest.mark.skipif(WINDOWS, reason="a step can only outlive its start on POSIX")
    def test_a_killed_one_leaves_nothing_to_trust(self, project: Project) -> None:
        """Half-made is made again from nothing, once the step that outlived its start has ended."""
        project.give_venv(self.PIP)
        killed = project.start()
        site = wait_until_at_work(project)
        killed.kill()
        killed.wait()
        again = project.start()
        assert again.stderr is not None
        assert again.stderr.readline() == "Another start is setting up .venv; waiting for it.\n"
        (site / "let go").touch()
        assert Outcome.of(again).code == 7
        assert not (site / "runs").exists()
        assert project.finished()
        Outcome.of(killed)

    @pytest.mark.skipif(WINDOWS, reason="Ctrl-C cannot be sent to another console there")
    def test_ctrl_c_stops_quietly(self, project: Project) -> None:
        project.give_venv(self.PIP)
        process = project.start()
        wait_until_at_work(project)
        os.killpg(process.pid, signal.SIGINT)
        outcome = Outcome.of(process)
        line = "Setting up was stopped. Start again and it begins afresh."
        assert (outcome.code, outcome.err[1:]) == (2, [line])
        assert not project.finished()


def wait_until_at_work(project: Project) -> Path:
    """The folder of packages of `.venv`, once its pip is at work."""
    deadline = time.monotonic() + 30
    while not (at_work := [*project.venv.rglob("at work")]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return at_work[0].parent


class TestWhenSettingUpFails:
    """One line that says what to do, exit code 2, no traceback."""

    def refusal(self, outcome: Outcome) -> str:
        """The one line after the one that says what is being done."""
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err[0].startswith("Setting up .venv")
        assert len(outcome.err) == 2
        return outcome.err[1]

    def test_a_package_that_is_not_the_locked_one(self, project: Project, real_venv: Path) -> None:
        project.give_real_venv(real_venv)
        lock = project.root / "requirements.txt"
        lock.write_text(re.sub("sha256:....", "sha256:0000", lock.read_text()))
        line = self.refusal(project.run())
        assert line.startswith("A downloaded package is not the one that was tested, so it was not installed.")
        assert "Expected sha256 0000" in self.log(line)

    def test_no_network(self, project: Project, real_venv: Path) -> None:
        """A closed port of this machine stands for a registry that does not answer."""
        project.give_real_venv(real_venv)
        away = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1"}
        line = self.refusal(project.run(**away))
        assert line.startswith("The package registry cannot be reached. Check that you are online and start again.")
        assert project.run().code == 7  # as soon as it is back

    def test_no_package(self, project: Project, real_venv: Path) -> None:
        project.give_real_venv(real_venv)
        project.env["PIP_FIND_LINKS"] = ""
        assert self.refusal(project.run()).startswith("A package was not found. Check that you are online,")

    @pytest.mark.parametrize(
        ("printed", "told"),
        [
            ("OSError: [Errno 28] No space left on device", "The disk is full. Free 500 MB and start again."),
            ("OSError: [WinError 112] Es steht nicht genug", "The disk is full. Free 500 MB and start again."),
            ("after connection broken by 'NewConnectionError'\n[Errno 28]", "The disk is full. Free 500 MB"),
            ("PermissionError: [Errno 13] Permission denied", "{root} cannot be written to. Copy the project"),
            ("PermissionError: [WinError 32] in use", "{root} cannot be written to. Copy the project"),
            ("SSLError(SSLCertVerificationError(1,", "There is no safe connection to the package registry."),
            ("Read timed out.", "The package registry cannot be reached."),
            ("one\ntwo: boom", "Setting up failed: two: boom. Delete the folder {root}" + os.sep + ".venv and"),
            ("", "Setting up failed: a step ended without a word."),
        ],
    )
    def test_a_step_that_fails(self, project: Project, printed: str, told: str) -> None:
        project.give_venv(f"print({printed!r}, file=sys.stderr); sys.exit(1)")
        line = self.refusal(project.run())
        assert line.startswith(told.format(root=project.root))
        assert self.log(line) == printed
        assert not project.finished()

    @pytest.mark.parametrize(
        ("number", "told"), [(30, "cannot be written to. Copy the project"), (28, "The disk is full.")]
    )
    def test_a_folder_that_takes_no_file(self, project: Project, number: int, told: str) -> None:
        """Simulated, since these tests may run as root, whom no folder refuses."""
        code = f"""
            import builtins, os
            def refusing(path, *rest, honest=open, **more):
                if str(path).endswith(".venv.lock"):
                    raise OSError({number}, os.strerror({number}), path)
                return honest(path, *rest, **more)
            builtins.open = refusing
        """
        outcome = project.run(PYTHONPATH=project.shim("sitecustomize", dedent(code)))
        assert (outcome.code, outcome.out, len(outcome.err)) == (2, "", 1)
        assert told in outcome.err[0]

    def test_a_python_without_ensurepip(self, project: Project) -> None:
        """Debian packs it apart: python3 is there and python3-venv is not."""
        outcome = project.run(PYTHONPATH=project.shim("ensurepip", "raise ImportError('packed apart')"))
        assert self.refusal(outcome) == (
            "This Python cannot make environments. On Debian or Ubuntu: apt install python3-venv; "
            "elsewhere install Python from https://www.python.org/downloads/. Then start again."
        )

    def test_a_missing_lock(self, project: Project) -> None:
        (project.root / "requirements.txt").unlink()
        outcome = project.run()
        assert (outcome.code, outcome.err) == (2, ["requirements.txt is missing. Get the whole project again."])

    def test_a_log_that_cannot_be_kept(self, door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a full disk there is no room for it; the line still says what to do."""
        monkeypatch.setattr("tempfile.tempdir", str(REPOSITORY / "no such folder"))
        assert door.keep("what pip said") == ""

    def log(self, line: str) -> str:
        """The text of the log that a line names."""
        named = re.search(r"\(The log is (.*)\.\)$", line)
        assert named is not None
        return Path(named[1]).read_text(encoding="utf-8")


class TestOnWindows:
    """What only runs there, as far as it can be seen from here."""

    def test_the_exit_code_comes_through(self, door: ModuleType) -> None:
        assert door.wait_for([sys.executable, "-c", "raise SystemExit(3)"]) == 3

    @pytest.mark.skipif(WINDOWS, reason="sends a POSIX signal")
    def test_ctrl_c_is_left_to_the_program(self, door: ModuleType) -> None:
        """The program says that the last good site is as it was; the door must not speak over it."""
        code = "import os, signal, time; os.kill(os.getppid(), signal.SIGINT); time.sleep(0.3); raise SystemExit(4)"
        assert door.wait_for([sys.executable, "-c", code]) == 4


class TestTheLocks:
    def read(self, name: str) -> dict[str, str]:
        """Each locked package with its hashes."""
        text = re.sub(r"\n +#.*", "", (REPOSITORY / name).read_text())
        return {entry.split()[0]: entry for entry in re.split(r"\n(?=\w)", text.strip())}

    def test_the_one_for_tests_has_all_of_the_other(self) -> None:
        """So that .venv, set up for tests, is set up for building too."""
        assert self.read("requirements.txt").items() <= self.read("requirements-test.txt").items()

    @pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
    def test_every_line_is_a_version_with_its_hashes(self, name: str) -> None:
        """No address and no path of somebody's machine among them."""
        entry = re.compile(r"[\w-]+==[\w.]+( ; [\w ='!<>.]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
        assert [entry_ for entry_ in self.read(name).values() if not entry.fullmatch(entry_.rstrip())] == []

    def test_each_dependency_has_its_reason(self) -> None:
        """docs/decisions/dependencies.md says of everything we chose why it is there, and of the rest whose it is."""
        project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
        chosen = [*project["dependencies"], *project["optional-dependencies"]["test"]]
        built = [pin.split("==")[0] for pin in self.read("requirements.txt")]
        said = (REPOSITORY / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8").lower()
        names = {re.split("[=>]", name)[0].lower() for name in [*chosen, *built]}
        assert sorted(name for name in names if name not in said) == []
