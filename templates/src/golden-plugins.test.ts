import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ForgeRequest, parseForgeRequest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { readPacks } from "./read-pack.ts";
import { renderPlugin } from "./render-plugin.ts";
import { selectPack } from "./select-pack.ts";

/**
 * One folder of `templates/fixtures` is one case: `request.json` and the `tree/` that is rendered from it.
 * `UPDATE_GOLDEN=1` writes the trees anew; look at the difference before you commit it.
 */
const fixtures = join(import.meta.dirname, "../fixtures");
const packs = await readPacks();
const cases = (await readdir(fixtures)).sort();

async function readRequest(folder: string): Promise<ForgeRequest> {
  const parsed = parseForgeRequest(JSON.parse(await readFile(join(folder, "request.json"), "utf8")));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

async function readTree(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (file: string) => [file.slice(folder.length + 1), await readFile(file, "utf8")] as const;
  return new Map((await Promise.all(files.sort().map(read))).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function render(request: ForgeRequest): Map<string, string> {
  // The digest is masked: it changes with every file of a pack, and its own test watches it.
  const pack = { ...selectPack(packs, request.cms), digest: `sha256:${"0".repeat(64)}` };
  const requester = { id: 4711, login: "rita-requester" };
  const tree = renderPlugin({
    pack,
    request,
    version: "1.2.3",
    requestNumber: 42,
    requester,
    author: "Rita <script> */ ?>",
  });
  return new Map([...tree].map(([path, { content }]) => [path, String(content)]));
}

describe("plugins rendered from golden requests", () => {
  it("are at least three per pack", () => {
    for (const { definition } of packs)
      expect(cases.filter((name) => name.startsWith(`${definition.name}-`)).length).toBeGreaterThanOrEqual(3);
  });

  it.each(cases)("%s is rendered as it was, byte by byte, each time", async (name) => {
    const folder = join(fixtures, name);
    const request = await readRequest(folder);
    const tree = render(request);
    expect(render(request)).toEqual(tree);
    if (process.env["UPDATE_GOLDEN"] === "1") {
      await rm(join(folder, "tree"), { recursive: true, force: true });
      for (const [path, content] of tree) {
        await mkdir(dirname(join(folder, "tree", path)), { recursive: true });
        await writeFile(join(folder, "tree", path), content);
      }
    }
    const golden = await readTree(join(folder, "tree"));
    expect([...tree.keys()]).toEqual([...golden.keys()]);
    for (const [path, content] of golden) expect(tree.get(path), path).toBe(content);
  });

  it.each(cases)("%s has what every plugin has", async (name) => {
    const tree = render(await readRequest(join(fixtures, name)));
    for (const path of ["plugin.json", "forge.json", "README.md", "LICENSE", "AGENTS.md"])
      expect(tree.has(path), path).toBe(true);
    for (const [path, content] of tree) expect(content, path).toMatch(/[^\n]\n$/);
  });
});
