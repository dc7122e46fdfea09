import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyseFiles, findLanguage, type SourceFile } from "@plugsmith/analysis/rules";
import { type ForgeRequest, type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import { renderPlugin } from "@plugsmith/templates";
import { afterAll, describe, expect, it } from "vitest";
import { readPackFor } from "../read-pack-for.ts";
import { writeTree } from "../write-tree.ts";

const root = join(import.meta.dirname, "../../../..");
const fixtures = join(root, "templates/fixtures");
const folder = mkdtempSync(join(tmpdir(), "plugsmith-packs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As build's plan: tests, CI and the forge's own files are not in the package. */
const left = /^(tests?|spec|ci)\//;

function readPython(where: string, paths: readonly string[]): Map<string, NonNullable<SourceFile["python"]>> {
  if (paths.length === 0) return new Map();
  const script = join(root, "actions/lib/analysis/src/parse/python-tree.py");
  const run = spawnSync("/usr/bin/python3", ["-I", script, where, ...paths], { encoding: "utf8", maxBuffer: 1 << 28 });
  const answers = run.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as NonNullable<SourceFile["python"]> & { path: string });
  return new Map(answers.map((answer) => [answer.path, answer]));
}

async function analyseFixture(name: string) {
  const request = JSON.parse(readFileSync(join(fixtures, name, "request.json"), "utf8")) as ForgeRequest;
  const pack = await readPackFor(request.cms);
  const requester = { id: 1, login: "rita" };
  const tree = renderPlugin({ pack, request, version: "1.0.0", requestNumber: 1, requester, author: "Rita" });
  const where = join(folder, name);
  await writeTree(where, tree);
  const paths = [...tree.keys()].filter((path) => !left.test(path));
  const trees = readPython(
    where,
    paths.filter((path) => findLanguage(path) === "python"),
  );
  const files = paths.map((path): SourceFile => {
    const python = trees.get(path);
    const bytes = readFileSync(join(where, path));
    return python ? { path, bytes, python } : { path, bytes };
  });
  const manifest = parsePluginManifest(JSON.parse(readFileSync(join(where, "plugin.json"), "utf8")));
  if (!manifest.ok) throw new Error("plugin.json");
  return analyseFiles(files, declare(manifest.value));
}

const declare = ({ permissions: { network, filesystem, usb } }: PluginManifest) => ({
  hosts: network.outbound.map(({ host }) => host),
  network: network.outbound.length > 0 || network.inbound,
  files: filesystem.length > 0,
  usb: usb.length > 0,
});

describe("what every pack makes", () => {
  const names = readdirSync(fixtures);

  it("is there to be read", () => {
    expect(new Set(names.map((name) => name.split("-")[0])).size).toBe(8);
  });

  it.each(names)("breaks no rule of the static analysis in %s", async (name) => {
    const answer = await analyseFixture(name);
    expect(answer.files).toBeGreaterThan(0);
    expect(answer.findings.filter(({ severity }) => severity !== "note")).toEqual([]);
  });
});
