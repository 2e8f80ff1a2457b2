"""Graphite's own functions on series that a test makes up: JSON in, JSON out.

Each case is {"target": text, "seconds": length of the window, "series": {path: one point a minute}}; the answer is the
series of the target, each a list of points.
"""

import json
import sys
import types
from datetime import datetime, timezone

from django.conf import settings

SETTINGS = {
    "ENFORCE_INPUT_VALIDATION": True,
    "DEFAULT_XFILES_FACTOR": 0,
    "TIME_ZONE": "UTC",
    "LOG_ROTATION_COUNT": 1,
    "REMOTE_FETCH_TIMEOUT": 1,
    "REMOTE_FIND_TIMEOUT": 1,
    "POOL_WORKERS": 1,
    "POOL_WORKERS_PER_BACKEND": 1,
}
FALSE = ["RENDER_TRIM_RECENT_IN_AGGREGATE", "UTF8_METRICS", "LOG_ROTATION", "USE_WORKER_POOL"]
SILENT = ["INFO", "EXCEPTION", "CACHE", "RENDERING"]
EMPTY = ["FUNCTION_PLUGINS", "INPUT_VALIDATION_SOURCE_ID_HEADERS", "STORAGE_FINDERS", "CLUSTER_SERVERS"]
settings.configure(
    **SETTINGS,
    **{name: False for name in FALSE},
    **{f"LOG_{kind}_PERFORMANCE": False for kind in SILENT},
    **{f"LOG_FILE_{kind}": "-" for kind in SILENT},
    **{name: [] for name in EMPTY},
    LOG_DIR="",
    LOG_METRIC_ACCESS=False,
    TAGDB=None,
)

# what draws pictures and keeps events needs cairo and a database, and no function of series does
for name, parts in {"graphite.render.glyph": ["format_units"], "graphite.events": ["models"]}.items():
    stub = types.ModuleType(name)
    for part in parts:
        setattr(stub, part, None)
    sys.modules[name] = stub

from graphite import functions  # noqa: E402
from graphite.render import evaluator  # noqa: E402
from graphite.render.datalib import TimeSeries  # noqa: E402

functions.loadFunctions()
END = 1_700_000_040  # a whole minute


def moment(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc)


def answer(case):
    start = END - case["seconds"]

    def fetch(_context, path):
        points = case["series"].get(path)
        return [] if points is None else [TimeSeries(path, start, END, 60, list(points))]

    evaluator.prefetchData = lambda _context, _paths: None
    evaluator.fetchData = fetch
    context = {
        "startTime": moment(start),
        "endTime": moment(END),
        "now": moment(END),
        "tzinfo": timezone.utc,
        "template": {},
        "xFilesFactor": 0,
    }
    return [list(series) for series in evaluator.evaluateTarget(context, [case["target"]])]


print(json.dumps([answer(case) for case in json.load(sys.stdin)]))
