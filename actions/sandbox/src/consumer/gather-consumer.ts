import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Interpreter, readPhpOfVersion, type StepToolkit } from "@plugsmith/action-kit";
import type { PluginManifest } from "@plugsmith/schemas";
import { type ConsumerReport, decideConsumer } from "./consumer-report.ts";
import { gatherPhp } from "./gather-php.ts";
import { parseConsumerAnswer } from "./parse-consumer-answer.ts";
import { readConsumerProgram } from "./read-consumer-program.ts";

type Program = Pick<Interpreter, "program" | "args" | "readOnly">;

interface Place {
  /** Writable, gone afterwards. */
  readonly work: string;
  /** The plugin's files in it. */
  readonly package: string;
}

const bounds = {
  // Node reserves more than it uses, and WebAssembly much more.
  limits: { memoryMiB: 2048, processes: 256, openFiles: 1024, fileSizeMiB: 64, cpuSeconds: 120 },
  timeoutMs: 60_000,
  maxOutputBytes: 256 * 1024,
};

/** Beside a Node of its own, or where distributions put it. */
const npmPlaces = () => [
  join(dirname(process.execPath), "../lib/node_modules/npm"),
  "/usr/local/lib/node_modules/npm",
  "/usr/lib/node_modules/npm",
  "/usr/share/nodejs/npm",
];

function confine(toolkit: StepToolkit, place: Place, { program, args, readOnly }: Program, cwd = place.work) {
  return toolkit.runConfined({
    ...bounds,
    program,
    args,
    cwd,
    readOnly,
    readWrite: [place.work],
    environment: { HOME: place.work, npm_config_cache: join(place.work, ".npm"), npm_config_update_notifier: "false" },
  });
}

/** Name of the package and whether it needs others; null: nothing that can be installed. */
function readPackage(file: string): { name: string; needs: boolean } | null {
  try {
    const own = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown> | null;
    const name = own?.["name"];
    if (typeof name !== "string" || !/^(@[a-z0-9._-]{1,80}\/)?[a-z0-9._-]{1,80}$/u.test(name)) return null;
    const needs = ["dependencies", "peerDependencies"].some((key) => Object.keys(own?.[key] ?? {}).length > 0);
    return { name, needs };
  } catch {
    return null;
  }
}

/** `npm pack`, `npm install` of what it packed into a project of nobody's, and an import by name. */
async function useNode(toolkit: StepToolkit, place: Place, manifest: PluginManifest): Promise<ConsumerReport> {
  const own = readPackage(join(place.package, "package.json"));
  if (own === null) return { kind: "failed", why: "package.json names no package" };
  if (own.needs) return { kind: "left", why: "it needs packages of its own, and nothing is fetched here" };
  const npm = npmPlaces().find((folder) => existsSync(join(folder, "bin/npm-cli.js")));
  if (npm === undefined) return { kind: "left", why: "this machine has no npm" };
  // Through env, because a bare node gets Node's permission model, which npm does not know.
  const node = (args: readonly string[]): Program => ({
    program: "/usr/bin/env",
    args: [process.execPath, ...args],
    readOnly: [process.execPath, npm],
  });
  const quiet = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const call = (args: readonly string[]) => node([join(npm, "bin/npm-cli.js"), ...args, ...quiet]);
  const packed = await confine(toolkit, place, call(["pack", "--pack-destination", place.work]), place.package);
  if (packed.exitCode !== 0) return parseConsumerAnswer(packed);
  const tarball = readdirSync(place.work).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) return { kind: "failed", why: "npm pack made no package" };
  const project = join(place.work, "consumer");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{"name":"consumer","private":true,"type":"module"}\n');
  writeFileSync(join(project, "consumer.mjs"), readConsumerProgram("node"));
  const installed = await confine(toolkit, place, call(["install", join(place.work, tarball)]), project);
  if (installed.exitCode !== 0) return parseConsumerAnswer(installed);
  const names = [...manifest.hooks, ...(manifest.methods ?? [])];
  const facts = JSON.stringify({ name: own.name, version: manifest.version, names });
  return parseConsumerAnswer(await confine(toolkit, place, node(["consumer.mjs", facts]), project));
}

async function useScript(
  toolkit: StepToolkit,
  place: Place,
  run: { readonly by: Interpreter; readonly file: string; readonly text: string; readonly flags: readonly string[] },
  manifest: PluginManifest,
): Promise<ConsumerReport> {
  const { by, file, text, flags } = run;
  writeFileSync(join(place.work, file), text);
  const { name, version } = manifest;
  // Python in WebAssembly brings no pip.
  const facts = JSON.stringify({ name, version, work: place.work, package: place.package, pip: !by.portable });
  const program = { ...by, args: [...by.args, ...flags, file, facts] };
  return parseConsumerAnswer(await confine(toolkit, place, program));
}

/** With a release of PHP that no other step has seen, the plugin's own tests are played too. */
async function runOwnTests(
  toolkit: StepToolkit,
  place: Place,
  by: Interpreter,
  report: Extract<ConsumerReport, { kind: "used" }>,
): Promise<ConsumerReport> {
  if (!existsSync(join(place.package, "tests/run.php"))) return report;
  const program = { ...by, args: [...by.args, "-d", "display_errors=stderr", "tests/run.php"] };
  const { exitCode, stdout, durationMs } = await confine(toolkit, place, program, place.package);
  if (exitCode === 0)
    return { ...report, detail: `${report.detail}, its own tests pass`, durationMs: report.durationMs + durationMs };
  const failed = stdout.split("\n").find((line) => line.startsWith("not ok"));
  return { kind: "failed", why: `its own tests fail with PHP ${report.version}: ${(failed ?? "").slice(0, 200)}` };
}

/** Links are left out: what they lead to is none of the plugin's. */
const isOwn = (path: string) => !lstatSync(path).isSymbolicLink();

/**
 * Uses a package of Node, PHP or Python as its users do, behind the boundary and without network, in a folder that is gone
 * afterwards.
 * @param interpreter of a PHP or Python plugin.
 * @returns null for a plugin that is no such package. @throws ForgeError as `runConfined`.
 */
export async function gatherConsumer(
  toolkit: StepToolkit,
  pluginDir: string,
  manifest: PluginManifest,
  interpreter: Interpreter | undefined,
): Promise<ConsumerReport | null> {
  const kind = decideConsumer(manifest, (name) => existsSync(join(pluginDir, name)));
  if (kind === null) return null;
  const work = mkdtempSync(join(tmpdir(), "plugsmith-consumer-"));
  const place: Place = { work, package: join(work, "package") };
  try {
    cpSync(pluginDir, place.package, { recursive: true, filter: isOwn });
    if (kind === "node") return await useNode(toolkit, place, manifest);
    if (interpreter === undefined) return { kind: "left", why: `nothing here runs ${kind}` };
    const php = kind === "php" ? await gatherPhp(toolkit) : null;
    const by = php === null ? interpreter : readPhpOfVersion(php.root, php.version);
    const report = await useScript(
      toolkit,
      place,
      kind === "php"
        ? { by, file: "consumer.php", text: readConsumerProgram("php"), flags: ["-d", "display_errors=stderr"] }
        : { by, file: "consumer.py", text: readConsumerProgram("python"), flags: ["-I", "-B"] },
      manifest,
    );
    if (report.kind !== "used") return report;
    const tried = php === null ? report : await runOwnTests(toolkit, place, by, report);
    return tried.kind === "used" ? { ...tried, portable: by.portable } : tried;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
