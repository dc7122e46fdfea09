/**
 * Bundles every `actions/<step>/src/main.ts` to `actions/<step>/dist/`, and the bot to `dist/`; they run without node_modules.
 * Byte-reproducible. Arguments name single steps or `bot`; `--stale` leaves out what is as it was built; `--check-start` also
 * starts each bundle outside this checkout.
 */
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { isBundleFresh, writeBundleRecord } from "./bundle-record.ts";
import { checkStarts } from "./check-action-starts.ts";
import { lazyBuiltins } from "./lazy-builtins.ts";

const root = join(import.meta.dirname, "../..");
const actions = join(root, "actions");

/** sigstore's dynamic imports of CommonJS break when they are split off (facts/tooling.md 7.3). */
const inOneFile = new Set(["sign", "publish"]);

/** What every bundle depends on besides its modules: how it is made, what is installed, and what packages export. */
const always = [
  ".github/scripts/build-actions.ts",
  ".github/scripts/lazy-builtins.ts",
  "node_modules/.package-lock.json",
  ...globSync("{schemas,templates,app,actions/lib/*}/package.json", { cwd: root }),
];

/** Writes one bundle; answers our own files among its modules, from the root. */
async function bundle(input: string, dist: string, name: string, split: boolean): Promise<string[]> {
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    input,
    cwd: root,
    platform: "node",
    logLevel: "silent",
    tsconfig: false,
    // CommonJS libraries ask for __dirname, which an ES module does not have.
    transform: { define: { __dirname: "import.meta.dirname" } },
    plugins: split ? [lazyBuiltins()] : [],
    // A step uses three of the 27 validators; 60 KiB each. Whoever imports node:module for nothing would make main.js
    // load a second file at each start.
    treeshake: { moduleSideEffects: (id) => id !== "node:module" && !id.includes("/schemas/src/") },
  });
  const { output } = await build.generate({
    format: "esm",
    minify: false,
    sourcemap: false,
    codeSplitting: split,
    entryFileNames: name,
    chunkFileNames: "[name]-[hash].js",
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  const modules = (await build.watchFiles).filter((file) => !file.includes("/node_modules/"));
  await build.close();
  for (const part of output) {
    // Region comments name files of this checkout and its node_modules; nobody reads them.
    const content = part.type === "chunk" ? part.code.replaceAll(/^\/\/#(end)?region.*\n/gm, "") : part.source;
    writeFileSync(join(dist, part.fileName), content);
  }
  return modules.map((file) => relative(root, file));
}

/** Files that a bundle opens beside itself; answers our own files that they were made from. */
async function addCompanions(step: string, dist: string): Promise<string[]> {
  const sources: string[] = [];
  const code = readdirSync(dist).map((file) => readFileSync(join(dist, file), "utf8"));
  if (code.some((text) => text.includes('"child-entry.mjs"'))) {
    const entry = join(actions, "lib/host/src/child-entry.mjs");
    copyFileSync(entry, join(dist, "child-entry.mjs"));
    sources.push(relative(root, entry));
  }
  if (code.some((text) => text.includes('"analyser.mjs"'))) {
    const analysis = join(actions, "lib/analysis/src");
    const script = join(analysis, "parse/python-tree.py");
    copyFileSync(script, join(dist, "python-tree.py"));
    sources.push(relative(root, script), ...(await bundle(join(analysis, "main.ts"), dist, "analyser.mjs", false)));
  }
  if (code.some((text) => text.includes('"read-stdin.mjs"'))) {
    const portable = join(actions, "lib/kit/portable");
    cpSync(portable, join(dist, "portable"), { recursive: true, filter: (path) => !path.includes("node_modules") });
    sources.push(...globSync("*", { cwd: portable }).map((file) => relative(root, join(portable, file))));
  }
  const inside = join(actions, step, "src/cms/inside/main.ts");
  if (globSync(inside).length > 0) sources.push(...(await bundle(inside, dist, "cms.mjs", false)));
  const watchdog = join(actions, step, "src/cms/docker/watchdog/main.ts");
  if (globSync(watchdog).length > 0) sources.push(...(await bundle(watchdog, dist, "watchdog.mjs", false)));
  const bundler = join(actions, step, "src/bundler/main.ts");
  if (!globSync(bundler).length) return sources;
  sources.push(...(await bundle(bundler, dist, "bundler.mjs", false)));
  // Every native part of rolldown that is installed here; the release is built on the platform of the runners.
  for (const binding of globSync("node_modules/@rolldown/binding-*/*.node", { cwd: root })) {
    copyFileSync(join(root, binding), join(dist, basename(binding)));
  }
  return sources;
}

/** An empty folder, filled; what went in and came out is remembered for `--stale`. */
async function fill(name: string, dist: string, work: () => Promise<readonly string[]>): Promise<string[]> {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const sources = await work();
  const files = globSync("**/*", { cwd: dist, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  writeBundleRecord(root, name, new Set([...always, ...sources, ...files.map((file) => relative(root, file))]));
  return files;
}

async function buildAction(step: string): Promise<void> {
  const dist = join(actions, step, "dist");
  const files = await fill(step, dist, async () => [
    ...(await bundle(join(actions, step, "src/main.ts"), dist, "main.js", !inOneFile.has(step))),
    ...(await addCompanions(step, dist)),
  ]);
  say(step, dist, `, ${files.length} files, ${toKiB(...files)} KiB`);
}

/** The root action (evaluation mode): the bot itself, in one file. */
async function buildBot(): Promise<void> {
  const dist = join(root, "dist");
  await fill("bot", dist, () => bundle(join(root, "app/src/workflow/main.ts"), dist, "main.js", false));
  say("bot", dist, "");
}

const toKiB = (...files: string[]) => Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1024);
const say = (name: string, dist: string, more: string) =>
  console.log(`${name.padEnd(10)} main.js ${String(toKiB(join(dist, "main.js"))).padStart(6)} KiB${more}`);

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const steps = globSync("*/action.yml", { cwd: actions })
  .map((file) => dirname(file))
  .filter((step) => wanted.length === 0 || wanted.includes(step))
  .sort();
if (steps.length === 0 && !wanted.includes("bot")) throw new Error("There is no action to build.");

const isDue = (name: string) => !process.argv.includes("--stale") || !isBundleFresh(root, name);
for (const step of steps) if (isDue(step)) await buildAction(step);
if ((wanted.length === 0 || wanted.includes("bot")) && isDue("bot")) await buildBot();

if (process.argv.includes("--check-start")) {
  const failures = checkStarts(actions, steps);
  for (const failure of failures) console.error(failure);
  console.log(`${steps.length - failures.length} of ${steps.length} bundles start without node_modules.`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
