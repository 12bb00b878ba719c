"""The documentation's program for Dask, as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("dask", reason="Dask is not installed")
pytest.importorskip("pyarrow", reason="tables need pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq

from a11ylint.arrow import SCHEMA, lint_batch
from a11ylint.settings import read_settings

DOCS = Path(__file__).parent.parent / "docs/use/cluster.md"


def test_lints_a_table_in_parts_as_one_machine_does(tmp_path: Path) -> None:
    program = re.search(r'```python title="lint_with_dask.py"\n(.+?)```', DOCS.read_text("utf-8"), re.DOTALL)
    assert program is not None
    (tmp_path / "lint_with_dask.py").write_text(program[1], "utf-8")
    (tmp_path / "a11ylint.toml").write_text('ignore = ["dates"]\n', "utf-8")
    (tmp_path / "pages.parquet").mkdir()
    tables = [
        pa.table(
            {
                "path": [f"{part}-{number}.html" for number in range(70)],
                "html": [f"<html lang=en><h1>Day {part}</h1><p>{number}<img src=boat.jpg>" for number in range(70)],
            }
        )
        for part in range(3)
    ]
    for number, table in enumerate(tables):
        pq.write_table(table, tmp_path / f"pages.parquet/{number}.parquet")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run([sys.executable, "lint_with_dask.py"], cwd=tmp_path, env=environment, check=True, timeout=300)
    settings = read_settings(tmp_path / "a11ylint.toml")
    batches = (batch for table in tables for batch in table.to_batches())
    alone = pa.Table.from_batches((lint_batch(batch, settings) for batch in batches), SCHEMA)
    made = pq.read_table(tmp_path / "results.parquet")
    assert made.equals(alone)
    assert made.num_rows == 210
