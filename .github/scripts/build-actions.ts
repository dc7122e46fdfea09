/**
 * Bundles every `actions/<step>/src/main.ts` to `actions/<step>/dist/`, which runs without node_modules. Byte-reproducible.
 * `--check-start` also starts each bundle outside this checkout; arguments name single steps.
 */
import { copyFileSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { rolldown } from "rolldown";
import { checkStarts } from "./check-action-starts.ts";
import { lazyBuiltins } from "./lazy-builtins.ts";

const root = join(import.meta.dirname, "../..");
const actions = join(root, "actions");

/** sigstore's dynamic imports of CommonJS break when they are split off (facts/tooling.md 7.3). */
const inOneFile = new Set(["sign", "publish"]);

async function bundle(input: string, dist: string, name: string, split: boolean): Promise<void> {
  const build = await rolldown({
    input,
    cwd: root,
    platform: "node",
    logLevel: "silent",
    tsconfig: false,
    // CommonJS libraries ask for __dirname, which an ES module does not have.
    transform: { define: { __dirname: "import.meta.dirname" } },
    plugins: split ? [lazyBuiltins()] : [],
    // A step uses three of the sixteen validators; 60 KiB each. Whoever imports node:module for nothing would make main.js
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
  await build.close();
  for (const part of output) {
    // Region comments name files of this checkout and its node_modules; nobody reads them.
    const content = part.type === "chunk" ? part.code.replaceAll(/^\/\/#(end)?region.*\n/gm, "") : part.source;
    writeFileSync(join(dist, part.fileName), content);
  }
}

/** Files that a bundle opens beside itself. */
async function addCompanions(step: string, dist: string): Promise<void> {
  const code = readdirSync(dist).map((file) => readFileSync(join(dist, file), "utf8"));
  if (code.some((text) => text.includes('"child-entry.mjs"'))) {
    copyFileSync(join(actions, "lib/host/src/child-entry.mjs"), join(dist, "child-entry.mjs"));
  }
  const bundler = join(actions, step, "src/bundler/main.ts");
  if (!globSync(bundler).length) return;
  await bundle(bundler, dist, "bundler.mjs", false);
  // Every native part of rolldown that is installed here; the release is built on the platform of the runners.
  for (const binding of globSync("node_modules/@rolldown/binding-*/*.node", { cwd: root })) {
    copyFileSync(join(root, binding), join(dist, basename(binding)));
  }
}

async function buildAction(step: string): Promise<{ step: string; files: number; bytes: number }> {
  const dist = join(actions, step, "dist");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  await bundle(join(actions, step, "src/main.ts"), dist, "main.js", !inOneFile.has(step));
  await addCompanions(step, dist);
  const files = readdirSync(dist);
  return { step, files: files.length, bytes: files.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0) };
}

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const steps = globSync("*/action.yml", { cwd: actions })
  .map((file) => dirname(file))
  .filter((step) => wanted.length === 0 || wanted.includes(step))
  .sort();
if (steps.length === 0 && !wanted.includes("bot")) throw new Error("There is no action to build.");

for (const step of steps) {
  const { files, bytes } = await buildAction(step);
  const main = statSync(join(actions, step, "dist/main.js")).size;
  console.log(
    `${step.padEnd(10)} main.js ${String(Math.round(main / 1024)).padStart(6)} KiB, ${files} files, ${Math.round(bytes / 1024)} KiB`,
  );
}

// The root action (evaluation mode): the bot itself, in one file.
if (wanted.length === 0 || wanted.includes("bot")) {
  const dist = join(root, "dist");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  await bundle(join(root, "app/src/workflow/main.ts"), dist, "main.js", false);
  console.log(`bot        main.js ${String(Math.round(statSync(join(dist, "main.js")).size / 1024)).padStart(6)} KiB`);
}

if (process.argv.includes("--check-start")) {
  const failures = checkStarts(actions, steps);
  for (const failure of failures) console.error(failure);
  console.log(`${steps.length - failures.length} of ${steps.length} bundles start without node_modules.`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
