import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPacks, renderPlugin } from "@plugsmith/templates";
import { applyCmsParts } from "../../actions/sandbox/src/cms/apply-cms-parts.ts";
import { phpSeries, wordpressSeries } from "../../actions/sandbox/src/cms/platforms/woocommerce/choose-cms-versions.ts";
import { readCmsHome } from "../../actions/sandbox/src/cms/read-cms-home.ts";
import { makePackRequest } from "../../app/cli/src/demo/every-pack/make-pack-request.ts";
import { projectRoot } from "../scripts/run-program.ts";
import { runPlugin } from "./cms/run-plugin.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";
import { findUnparsed } from "./matrix/find-unparsed.ts";
import { type Cell, renderCompatibility, type SyntaxRow } from "./matrix/render-compatibility.ts";

type Say = (line: string) => void;

const fixture = "woocommerce-full-fr";
/** PHP with which a release of WordPress is tried that the plugin does not ask for: the refusal reads the header alone. */
const phpOfRefusals = "8.2";

function readHeader(name: string): string {
  const file = join(projectRoot, "templates/fixtures", fixture, "tree/acme-pay.php");
  const found = new RegExp(`${name}:\\s*(\\S+)`, "u").exec(readFileSync(file, "utf8"))?.[1];
  if (found === undefined) throw new Error(`The plugin of ${fixture} does not say "${name}".`);
  return found;
}

const isOlder = (one: string, other: string) => one.localeCompare(other, "en", { numeric: true }) < 0;

async function playCell(wordpress: string, php: string, leastWordpress: string): Promise<Cell> {
  const { result, trouble } = await runPlugin(fixture, "wasm", { wordpress, php });
  if (!result) return { wordpress, php, status: "failed", detail: trouble };
  const { acts, versions } = result.report;
  const about = { wordpress: versions["wordpress"] ?? wordpress, php };
  const failed = acts.find(({ status }) => status === "failed");
  if (!isOlder(wordpress, leastWordpress)) {
    const detail = failed ? `${failed.title}: ${failed.detail}` : `${acts.length} acts`;
    return { ...about, status: failed ? "failed" : "passed", detail };
  }
  const isRefused = failed?.id === "install" && failed.detail.includes(`requires ${leastWordpress}`);
  const detail = failed?.detail ?? "it was installed, although its header asks for a newer WordPress";
  return { ...about, status: isRefused ? "refused" : "failed", detail };
}

async function checkSyntax(say: Say, failures: string[]): Promise<SyntaxRow[]> {
  const { root } = await applyCmsParts(readCmsHome(), say);
  const rows: SyntaxRow[] = [];
  for (const pack of await readPacks()) {
    const request = makePackRequest(pack);
    const requester = { id: 1, login: "local" };
    const tree = renderPlugin({ pack, request, version: "1.0.0", requestNumber: 0, requester, author: "local" });
    const files: Record<string, string> = {};
    for (const [path, { content }] of tree) if (/\.(?:php|phtml)$/u.test(path)) files[path] = String(content);
    if (Object.keys(files).length === 0) continue;
    const composer = JSON.parse(String(tree.get("composer.json")?.content ?? "{}")) as { require?: { php?: string } };
    const asks = composer.require?.php ?? `>=${readHeader("Requires PHP")}`;
    const least = /\d+\.\d+/u.exec(asks)?.[0] ?? phpSeries[0];
    const broken: Record<string, number> = {};
    for (const php of phpSeries) {
      const found = await findUnparsed(root, php, files);
      broken[php] = found.length;
      if (!isOlder(php, least)) failures.push(...found.map((what) => `${pack.definition.name}, PHP ${php}: ${what}`));
    }
    say(`${pack.definition.name}, ${Object.keys(files).length} files: ${JSON.stringify(broken)}`);
    rows.push({ pack: pack.definition.name, asks, files: Object.keys(files).length, broken });
  }
  return rows;
}

async function run(say: Say): Promise<DeepResult> {
  const failures: string[] = [];
  const rows = await checkSyntax(say, failures);
  const least = { wordpress: readHeader("Requires at least"), php: readHeader("Requires PHP") };
  const cells: Cell[] = [];
  for (const wordpress of wordpressSeries) {
    const phps = isOlder(wordpress, least.wordpress) ? [phpOfRefusals] : phpSeries;
    for (const php of phps) {
      const cell = await playCell(wordpress, php, least.wordpress);
      cells.push(cell);
      if (cell.status === "failed") failures.push(`WordPress ${wordpress}, PHP ${php}: ${cell.detail}`);
      say(`WordPress ${cell.wordpress}, PHP ${php}: ${cell.status}`);
    }
  }
  const asks = `Its header asks for WordPress ${least.wordpress} and PHP ${least.php}.`;
  writeFileSync(join(projectRoot, "docs/compatibility.md"), renderCompatibility(cells, rows, asks));
  const tried = cells.length + rows.length * phpSeries.length;
  return { passed: Math.max(0, tried - failures.length), failed: failures.length, figures: { cells, rows }, failures };
}

/** The WooCommerce plugin on every release of WordPress and PHP that npm carries; writes docs/compatibility.md. */
export const matrixCheck: DeepCheck = {
  name: "matrix",
  summary: "on which releases of WordPress and PHP does a generated plugin live?",
  covers: [
    "actions/sandbox/cms/**/*.{php,ini,js,json}",
    "templates/packs/{woocommerce,prestashop,magento,php}/**/*.{eta,php,yml}",
  ],
  run,
};
