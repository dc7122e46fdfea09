import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type InterpreterSearch, readInterpreter } from "./read-interpreter.ts";

describe("readInterpreter", () => {
  let root: string;
  let said: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "interpreter-"));
    said = [];
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const search = (changes: Partial<InterpreterSearch> = {}): InterpreterSearch => ({
    level: "os",
    say: (line) => said.push(line),
    environment: {},
    home: { sources: join(root, "sources"), cache: join(root, "cache") },
    exists: () => true,
    ...changes,
  });
  /** A lockfile with nothing in it: npm needs no registry for it. */
  const putSources = (lock: string) => {
    cpSync(join(import.meta.dirname, "../../portable"), join(root, "sources"), { recursive: true });
    const files = { "package.json": '{"name":"p","version":"0.0.0"}', "package-lock.json": lock };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, "sources", name), text);
  };
  const emptyLock = '{"name":"p","version":"0.0.0","lockfileVersion":3,"packages":{"":{"name":"p","version":"0.0.0"}}}';

  it("takes the machine's own behind a boundary, and says nothing", async () => {
    expect(await readInterpreter("php", search())).toEqual({
      ...{ program: "/usr/bin/php", args: [], readOnly: [], portable: false },
    });
    expect(said).toEqual([]);
  });

  it("installs WebAssembly once where the machine has none, and tells people", async () => {
    putSources(emptyLock);
    const found = await readInterpreter("python", search({ exists: () => false }));
    expect(found).toMatchObject({ program: "/usr/bin/env", portable: true });
    expect(found.args.at(-1)).toMatch(/cache\/[0-9a-f]{16}\/python\.mjs$/);
    expect(said).toEqual([expect.stringContaining("no python on this machine: installing Python")]);
    expect(await readInterpreter("python", search({ exists: () => false }))).toEqual(found);
    expect(said).toHaveLength(1);
  });

  it("prefers WebAssembly where nothing else would hold the plugin, and where it is asked for", async () => {
    putSources(emptyLock);
    expect(await readInterpreter("php", search({ level: "process" }))).toMatchObject({ portable: true });
    const asked = { PLUGSMITH_INTERPRETERS: "portable" };
    expect(await readInterpreter("php", search({ environment: asked }))).toMatchObject({ portable: true });
  });

  it("leaves nothing half installed, and falls back to the machine's own or says how to get one", async () => {
    putSources("no JSON");
    expect(await readInterpreter("php", search({ level: "process" }))).toMatchObject({ portable: false });
    await expect(readInterpreter("php", search({ exists: () => false }))).rejects.toMatchObject({
      code: "tool_missing",
      message: expect.stringContaining("npm ended with"),
      hint: expect.stringContaining("apt-get install php-cli"),
    });
    expect(readdirSync(join(root, "cache"))).toEqual([]);
  });
});
