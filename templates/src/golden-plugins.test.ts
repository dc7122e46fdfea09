import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ForgeRequest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { readPacks } from "./read-pack.ts";
import { parseGoldenRequest, renderGolden } from "./testing.ts";

/**
 * One folder of `templates/fixtures` is one case: `request.json` and the `tree/` that is rendered from it. A folder with
 * `digests.txt` is a compact case: a digest per file there, and in `tree/` only the files worth reading.
 * `UPDATE_GOLDEN=1` writes them anew; look at the difference before you commit it.
 */
const fixtures = join(import.meta.dirname, "../fixtures");
const packs = await readPacks();
const cases = (await readdir(fixtures)).sort();

const readRequest = async (folder: string) => parseGoldenRequest(await readFile(join(folder, "request.json"), "utf8"));

type Tree = ReadonlyMap<string, string | Uint8Array>;

async function readTree(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (file: string) => [file.slice(folder.length + 1), await readFile(file)] as const;
  return new Map((await Promise.all(files.sort().map(read))).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const render = (request: ForgeRequest) => renderGolden(packs, request);

/** A file as a difference of it is readable: text, and a picture as hex. */
const show = (path: string, content: string | Uint8Array = "") =>
  typeof content === "string" ? content : Buffer.from(content).toString(path.endsWith(".png") ? "hex" : "utf8");

const listDigests = (tree: Tree) =>
  [...tree]
    .map(([path, content]) => `${createHash("sha256").update(content).digest("hex").slice(0, 32)}  ${path}\n`)
    .join("");

/** Writes a case anew; of a compact one only the files that its `tree/` already holds. */
async function updateGolden(folder: string, tree: Tree): Promise<void> {
  const compact = existsSync(join(folder, "digests.txt"));
  const kept = compact ? await readTree(join(folder, "tree")) : tree;
  await rm(join(folder, "tree"), { recursive: true, force: true });
  for (const [path, content] of tree) {
    if (!kept.has(path)) continue;
    await mkdir(dirname(join(folder, "tree", path)), { recursive: true });
    await writeFile(join(folder, "tree", path), content);
  }
  if (compact) await writeFile(join(folder, "digests.txt"), listDigests(tree));
}

describe("plugins rendered from golden requests", () => {
  it("are at least six per pack", () => {
    for (const { definition } of packs)
      expect(cases.filter((name) => name.startsWith(`${definition.name}-`)).length).toBeGreaterThanOrEqual(6);
  });

  it.each(cases)("%s is rendered as it was, byte by byte, each time", async (name) => {
    const folder = join(fixtures, name);
    const request = await readRequest(folder);
    const tree = render(request);
    expect(render(request)).toEqual(tree);
    if (process.env["UPDATE_GOLDEN"] === "1") await updateGolden(folder, tree);
    const golden = await readTree(join(folder, "tree"));
    const digests = await readFile(join(folder, "digests.txt"), "utf8").catch(() => null);
    if (digests === null) expect([...tree.keys()]).toEqual([...golden.keys()]);
    else expect(listDigests(tree)).toBe(digests);
    for (const [path, content] of golden) expect(show(path, tree.get(path)), path).toBe(show(path, content));
  });

  it.each(cases)("%s has what every plugin has", async (name) => {
    const tree = render(await readRequest(join(fixtures, name)));
    for (const path of ["plugin.json", "forge.json", "README.md", "LICENSE", "AGENTS.md"])
      expect(tree.has(path), path).toBe(true);
    for (const [path, content] of tree) if (typeof content === "string") expect(content, path).toMatch(/[^\n]\n$/);
  });
});
