"""Runs all tests and prints their count as the forge reads it: one line of JSON."""

import json
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    suite = unittest.defaultTestLoader.discover(str(root / "tests"), top_level_dir=str(root))
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped)
    print(json.dumps({"passed": result.testsRun - failed - skipped, "failed": failed, "skipped": skipped}))
    sys.exit(0 if result.wasSuccessful() else 1)
