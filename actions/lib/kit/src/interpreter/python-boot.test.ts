import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const portable = join(import.meta.dirname, "../../portable");
interface Parsed {
  readonly code: string | undefined;
  readonly argv: readonly string[];
}
const { parsePythonArguments: parse } = (await import(
  pathToFileURL(join(portable, "parse-python-arguments.mjs")).href
)) as { parsePythonArguments: (given: readonly string[]) => Parsed };

describe("the command line of Python in WebAssembly", () => {
  it.each<[string[], Parsed]>([
    [["-I", "-B", "-u", "main.py", "-c", "x"], { code: undefined, argv: ["main.py", "-c", "x"] }],
    [["-IBu", "-c", "print(1)", "a", "-u"], { code: "print(1)", argv: ["-c", "a", "-u"] }],
    [["-c"], { code: "", argv: ["-c"] }],
    [["main.py", "-I"], { code: undefined, argv: ["main.py", "-I"] }],
  ])("%j is what python3 makes of it", (given, parsed) => {
    expect(parse(given)).toEqual(parsed);
  });
});

const python = ["/usr/bin/python3", "/usr/local/bin/python3"].find((path) => existsSync(path));
/** What the glue around Pyodide does: names in, then the text, whose _status is the exit code. */
const host = `import json, sys
names = json.loads(sys.argv[1])
exec(compile(open(names.pop("boot")).read(), "boot", "exec"), names)
sys.exit(names["_status"])`;

// Here with the machine's own Python; in WebAssembly by npm run test:deep -- npm-only.
describe.skipIf(python === undefined)("what Python in WebAssembly does with a program", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "python-boot-")));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (given: readonly string[]) => {
    const { code = null, argv } = parse(given);
    const names = { boot: join(portable, "python-boot.py"), _code: code, _argv: argv, _folder: folder };
    const { status, stdout, stderr } = spawnSync(python ?? "", ["-I", "-c", host, JSON.stringify(names)], {
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  it("runs a file in the working folder with its arguments, its neighbours and its own name", () => {
    writeFileSync(join(folder, "neighbour.py"), "word = 'beside'\n");
    writeFileSync(
      join(folder, "main.py"),
      "import os, sys, neighbour\nprint(__name__, sys.argv, neighbour.word, os.getcwd())\n",
    );
    expect(run(["main.py", "a", "b"])).toEqual({
      ...{ status: 0, stderr: "" },
      stdout: `__main__ ['main.py', 'a', 'b'] beside ${folder}\n`,
    });
    expect(existsSync(join(folder, "__pycache__"))).toBe(false);
  });

  it.each([
    ["pass", 0, ""],
    ["import sys; sys.exit()", 0, ""],
    ["import sys; sys.exit(7)", 7, ""],
    ["import sys; sys.exit('no key')", 1, "no key\n"],
    ["raise ValueError('broken')", 1, "ValueError: broken\n"],
    ["raise KeyboardInterrupt()", 1, "KeyboardInterrupt\n"],
    ["(", 1, "SyntaxError: '(' was never closed\n"],
  ])("%s ends with %i", (code, status, words) => {
    const ended = run(["-I", "-c", code]);
    expect(ended.status).toBe(status);
    expect(ended.stderr.slice(-words.length)).toBe(words);
    if (words === "") expect(ended.stderr).toBe("");
  });
});
