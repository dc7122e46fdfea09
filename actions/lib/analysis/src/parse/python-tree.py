"""Prints the trees of Python files as JSON, one line a file. Parses only: nothing of the files is run.

Arguments: a folder and paths below it. A node is [type, line, {field: value}]; a file that cannot be read answers {"why"}.
"""
import ast
import io
import json
import sys
import tokenize
import warnings

MOST_BYTES = 4 << 20
SKIPPED = {"ctx", "type_comment", "type_ignores", "annotation", "returns", "kind"}


def pack(value):
    if isinstance(value, ast.AST):
        fields = {name: pack(inner) for name, inner in ast.iter_fields(value) if name not in SKIPPED}
        return [type(value).__name__, getattr(value, "lineno", 0), fields]
    if isinstance(value, list):
        return {"many": [pack(inner) for inner in value]}
    if isinstance(value, bytes):
        return {"text": value.decode("latin-1")}
    if isinstance(value, str):
        return {"text": value.encode("utf-8", "replace").decode("utf-8")}
    if isinstance(value, bool):
        return ["Name", 0, {"id": {"text": str(value)}}]
    if value is None or isinstance(value, complex) or value is Ellipsis:
        return None
    if isinstance(value, (int, float)):
        return value if abs(value) < 1 << 53 else None
    return None


def names(source):
    """Names as they are written: the parser already reads styled letters as plain ones."""
    tokens = tokenize.tokenize(io.BytesIO(source).readline)
    return [[token.start[0], token.string] for token in tokens if token.type == tokenize.NAME and not token.string.isascii()]


def read(folder, path):
    with open(folder + "/" + path, "rb") as file:
        source = file.read(MOST_BYTES + 1)
    if len(source) > MOST_BYTES:
        return {"path": path, "why": "it is larger than 4 MiB"}
    try:
        tree = ast.parse(source)
        return {"path": path, "tree": pack(tree), "names": [] if source.isascii() else names(source)}
    except (SyntaxError, ValueError) as problem:
        return {"path": path, "why": "it is not Python " + sys.version.split()[0] + ", line " + str(getattr(problem, "lineno", 0))}
    except (RecursionError, MemoryError):
        return {"path": path, "why": "it is nested too deep"}


warnings.simplefilter("ignore")
for path in sys.argv[2:]:
    print(json.dumps(read(sys.argv[1], path), separators=(",", ":"), allow_nan=False))
