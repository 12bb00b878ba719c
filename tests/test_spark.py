"""On a real cluster of two executors, one of which is killed while it works: nothing is lost, nothing comes twice."""

from __future__ import annotations

import gzip
import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest

pytest.importorskip("pyspark", reason="a cluster needs Spark: pip install 'a11ylint[spark]'")
pytest.importorskip("pyarrow", reason="a cluster needs pyarrow")
pytest.importorskip("fastwarc", reason="web archives need FastWARC")

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
from hypothesis import given
from hypothesis import strategies as st

from a11ylint import spark
from a11ylint.arrow import SCHEMA, batch_of, lint_batch
from a11ylint.inputs import Input
from a11ylint.inputs.archives import pages_in
from a11ylint.run import Configuration, Run
from a11ylint.settings import Settings
from tests.inputs.making import record

TASKS: Final = 10
PAGES: Final = 24  # a task: it takes many times as long as finding out that somebody is at it
PATIENCE: Final = 600  # seconds, for machines that do much else
EACH_FILE: Final = 64 * 1024 * 1024  # bytes that opening one is taken for, and that make a task
QUICKLY: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # Java is to start soon, not to run for long
CONF: Final = {
    "spark.master": "local-cluster[2,1,1024]",
    "spark.executor.memory": "512m",
    "spark.driver.extraJavaOptions": QUICKLY,
    "spark.executor.extraJavaOptions": QUICKLY,
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.files.maxPartitionBytes": EACH_FILE,
    "spark.sql.files.openCostInBytes": EACH_FILE,
}
EXECUTOR: Final = b"CoarseGrainedExecutorBackend"
WORKER: Final = b"pyspark.daemon"


def java() -> int:
    """The version of the Java that Spark would run on; 0: there is none."""
    home = os.environ.get("JAVA_HOME")
    command = str(Path(home) / "bin/java") if home else "java"
    try:
        told = subprocess.run([command, "-version"], capture_output=True, text=True, check=False).stderr
    except OSError:
        return 0
    version = re.search(r'version "(\d+)', told)
    return int(version[1]) if version is not None else 0


needs_a_cluster = pytest.mark.skipif(
    java() < 17 or not Path("/proc/self/stat").exists(), reason="Spark needs Java 17 or later, and this test Linux"
)


def page(task: int, number: int) -> str:
    """A page of our own, long enough that a task takes a moment; no two are the same."""
    words = f"The harbour of berth {number} opens on day {task} of the season, and {number + 3} boats lie in it. "
    body = "".join(
        f"<p id=p{line % 7}>{words * 3}</p><img src='{task}-{line}.jpg'><a href='/{line}'>read more</a>"
        for line in range(60 + number)
    )
    return f"<!doctype html><html lang=en><title>Day {task}</title><h1>Berth {number}</h1>{body}</html>"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Spark's folder with settings of ours; its workers write there, and not into the installed one."""
    folder = tmp_path_factory.mktemp("spark")
    for name in ("bin", "jars"):
        (folder / name).symlink_to(Path(pyspark.__file__).parent / name)
    (folder / "conf").mkdir()
    lines = "".join(f"{name} {value}\n" for name, value in CONF.items())
    (folder / "conf/spark-defaults.conf").write_text(lines, "utf-8")
    return folder


def start(home: Path, *arguments: object) -> subprocess.Popen[str]:
    """``python -m a11ylint.spark`` on the cluster."""
    return subprocess.Popen(
        [sys.executable, "-m", "a11ylint.spark", *map(str, arguments)],
        env={
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def below(process: int) -> Iterator[int]:
    """The processes that a process started, and those that these did."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue  # it has ended meanwhile
        children.setdefault(parent, []).append(int(stat.parent.name))
    waiting = [process]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            yield child
            waiting.append(child)


def runs(process: int, what: bytes) -> bool:
    try:
        return what in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def executor_of(driver: int) -> int | None:
    """An executor that is at work: below it, Python lints."""
    worker = worker_of(driver)
    if worker is None:
        return None
    return next((each for each in below(driver) if runs(each, EXECUTOR) and worker in below(each)), None)


def worker_of(driver: int) -> int | None:
    """A Python process that lints: a daemon has started it, and it computes."""
    daemons = [each for each in below(driver) if runs(each, WORKER)]
    before = {child: ticks(child) for daemon in daemons for child in below(daemon)}
    time.sleep(0.04)
    return next((child for child, spent in before.items() if ticks(child) > spent), None)


def ticks(process: int) -> int:
    """The CPU time that a process has taken, in the system's units."""
    try:
        return int(Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[11])
    except (OSError, IndexError):
        return 0


def kill_one(job: subprocess.Popen[str], victim: Callable[[int], int | None], output: Path) -> None:
    """``kill -9`` as soon as a part of the work is done, which is not yet all."""
    until = time.monotonic() + PATIENCE
    while not list(output.glob("_temporary/0/task_*")):
        assert job.poll() is None, job.communicate()[1]
        assert time.monotonic() < until, "nothing was done in time"
        time.sleep(0.02)
    while (process := victim(job.pid)) is None:
        assert job.poll() is None, "all was done before anything could be killed"
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
    assert not (output / "_SUCCESS").exists()


def rows(table: pa.Table | pa.RecordBatch) -> list[dict[str, Any]]:
    return sorted(table.to_pylist(), key=lambda row: str(row["path"]))


def results_of(job: subprocess.Popen[str], output: Path) -> list[dict[str, Any]]:
    told = job.communicate(timeout=PATIENCE)[1]
    assert job.returncode == 0, told
    assert "Lost task" in told, "what was killed had nothing to do"
    assert (output / "_SUCCESS").exists()
    table = pq.read_table(output)
    assert table.schema.names == SCHEMA.names
    return rows(table)


@needs_a_cluster
def test_web_archives_whose_executor_is_killed(home: Path, tmp_path: Path) -> None:
    archives, output = tmp_path / "news of May", tmp_path / "out"
    archives.mkdir()
    for task in range(TASKS):
        records = [
            record(f"https://example.org/{task}/{number}", page(task, number).encode()) for number in range(PAGES)
        ]
        packed = task % 3 > 0
        data = b"".join(map(gzip.compress, records) if packed else records)
        (archives / f"{task}.warc{'.gz' if packed else ''}").write_bytes(data if task != 4 else data[:-100])
    job = start(home, archives, output, "--input-format", "warc")
    kill_one(job, executor_of, output)
    made = results_of(job, output)
    configuration = Configuration(lambda settings: settings, Settings())
    one_machine = Run([str(each) for each in archives.iterdir()], configuration, io.BytesIO(), describe=True)
    assert made == rows(batch_of(one_machine.results()))
    assert len(made) == TASKS * PAGES
    assert [row["path"] for row in made if row["unreadable"]] == [f"{archives}/4.warc.gz"]


@needs_a_cluster
def test_a_table_whose_python_worker_is_killed(home: Path, tmp_path: Path) -> None:
    table, output, config = tmp_path / "pages.parquet", tmp_path / "out", tmp_path / "a11ylint.toml"
    table.mkdir()
    config.write_text('ignore = ["markup"]\n', "utf-8")
    parts = []
    for task in range(TASKS):
        part = pa.table(
            {
                "path": [f"{task}-{number}.html" for number in range(PAGES)],
                "html": [None, *(page(task, number) for number in range(1, PAGES))],
                "url": [f"https://example.org/{task}/{number}" for number in range(PAGES)],
                "fetched": [task] * PAGES,
            }
        )
        pq.write_table(part, table / f"part-{task}.parquet")
        parts.append(part)
    job = start(home, table, output, "--config", config)
    kill_one(job, worker_of, output)
    whole = pa.concat_tables(parts).combine_chunks().to_batches()
    one_machine = [row for batch in whole for row in lint_batch(batch, Settings(ignore=("markup",))).to_pylist()]
    made = results_of(job, output)
    assert made == sorted(one_machine, key=lambda row: str(row["path"]))
    assert len(made) == TASKS * PAGES


def test_wrong_settings_are_told_before_a_cluster_is_asked_for(tmp_path: Path) -> None:
    config = tmp_path / "a11ylint.toml"
    config.write_text('select = ["image-alt-mising"]\n', "utf-8")
    command = [sys.executable, "-m", "a11ylint.spark", "in.warc.gz", str(tmp_path / "out"), "--config", str(config)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "did you mean 'image-alt-missing'" in told.stderr
    assert len(told.stderr.splitlines()) == 1


@given(st.lists(st.integers(1, 4000), max_size=9), st.integers(1, 4), st.booleans())
def test_an_archive_is_the_same_however_it_comes(cuts: list[int], size: int, packed: bool) -> None:
    """Batches end anywhere; what Spark splits at is put back."""
    records = [record(f"https://example.org/{each}") for each in range(3)]
    data = b"".join(map(gzip.compress, records) if packed else records)
    data = data[: len(data) - sum(cuts) % 300] if len(cuts) % 2 else data
    packing = spark._PACKINGS[0 if packed else 1]
    schema = pa.schema({"file": pa.string(), "value": pa.binary()})
    split = [{"file": "file:/news%20of/may.warc", "value": part} for part in data.split(packing.mark)]
    batches = [pa.RecordBatch.from_pylist(split[at : at + size], schema) for at in range(0, len(split), size)]
    streamed = list(spark._pages(iter(batches), packing.mark))
    assert [each.path.partition("!")[0] for each in streamed] == ["/news of/may.warc"] * len(streamed)
    assert [(each.data, each.trouble) for each in streamed] == [(each.data, each.trouble) for each in here(data)]


def here(data: bytes) -> list[Input]:
    """The pages of an archive that is a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "may.warc"
        path.write_bytes(data)
        return list(pages_in(str(path)))


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("file:/news%20of/may.warc", "/news of/may.warc"),
        ("file:///may.warc", "/may.warc"),
        ("hdfs://names:8020/news/may.warc", "hdfs://names:8020/news/may.warc"),
        ("s3a://bucket/a%20b.warc", "s3a://bucket/a b.warc"),
    ],
)
def test_files_are_called_what_people_call_them(location: str, name: str) -> None:
    assert spark._name_of(location) == name
