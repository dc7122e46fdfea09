# What `python3` does with its arguments: _code is the text of -c or None, _argv what follows, _folder the working folder.
# Leaves the exit code in _status, its last word.
import os, runpy, sys
os.chdir(_folder)
sys.argv = list(_argv)
sys.dont_write_bytecode = True
sys.path[:0] = [] if _code is not None else [os.path.dirname(os.path.abspath(_argv[0]))]
try:
    if _code is not None:
        exec(compile(_code, "<string>", "exec"), {"__name__": "__main__"})
    else:
        runpy.run_path(_argv[0], run_name="__main__")
    _status = 0
except SystemExit as _end:
    _status = _end.code if isinstance(_end.code, int) else 0 if _end.code is None else 1
    if _status == 1 and not isinstance(_end.code, int):
        print(_end.code, file=sys.stderr)
except BaseException:
    import traceback
    traceback.print_exc()
    _status = 1
sys.stdout.flush()
sys.stderr.flush()
_status
