"""What the bare parse of pages costs: the floor under every lint.

    python benchmarks/parse.py FOLDER

Each page of FOLDER is read and decoded as a lint does it; then its text is parsed with the place of every tag kept, and
the tree dropped; then the same once more, asking each element for its place, which the parser works out when asked. One
JSON object is printed: `pages`, `bytes`, and the seconds of CPU that the parses took, `parse` and `places`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import turbohtml

from a11ylint.source import Source


def main() -> int:
    """Print the figures for the folder named."""
    pages = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_file())
    size, parse, places = 0, 0.0, 0.0
    for page in pages:
        data = page.read_bytes()
        text = Source.from_bytes(data, page.name).text
        size += len(data)
        begun = time.process_time()
        turbohtml.parse(text, source_locations=True)
        parsed = time.process_time()
        for element in turbohtml.parse(text, source_locations=True).select("*"):
            _ = element.source_location
        parse, places = parse + parsed - begun, places + time.process_time() - parsed
    print(json.dumps({"pages": len(pages), "bytes": size, "parse": parse, "places": places}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
