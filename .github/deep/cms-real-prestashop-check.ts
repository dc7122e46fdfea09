import { delimiter } from "node:path";
import { digestFolder } from "../../actions/sandbox/src/cms/read-pinned-folder.ts";
import { runPrestashop } from "./cms/run-prestashop.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

const variable = "PLUGSMITH_PRESTASHOP_DIR";

/** Folders of releases that a person brought, several with the sign that separates paths. */
const listFolders = () => (process.env[variable] ?? "").split(delimiter).filter(Boolean);

/** Every release with one request; the author's name is hostile. */
const listPlays = (folders: readonly string[]) => folders.map((folder) => ["prestashop-full-fr", folder] as const);

async function play(fixture: string, folder: string) {
  const sha256 = digestFolder(folder);
  const { result, trouble } = await runPrestashop(fixture, {
    inputs: { "prestashop-dir": folder, "prestashop-sha256": sha256 },
  });
  if (!result) return { figures: { fixture, sha256, trouble }, wrong: [trouble], words: "" };
  const { level, versions, bootMs, scenarioMs, requests, perf, acts, blocked } = result.report;
  const wrong = acts.filter(({ status }) => status === "failed").map(({ title, detail }) => `${title}: ${detail}`);
  if (level !== "real") wrong.push(`it was played at level ${level}`);
  const told = Object.fromEntries(acts.map(({ id, status, detail, ms }) => [id, `${status}, ${ms} ms: ${detail}`]));
  const pictures = result.files.filter(({ name }) => name.endsWith(".png")).length;
  const measured = { bootMs, scenarioMs, requests, pictures, peakRssMiB: result.peakRssMiB, perf, blocked };
  const passed = acts.filter(({ status }) => status === "passed").length;
  const words = `PrestaShop ${versions["prestashop"]}: ${passed} acts, ${Math.round(scenarioMs / 1000)} s`;
  return { figures: { fixture, level, versions, sha256, ...measured, acts: told }, wrong, words };
}

async function run(say: (line: string) => void): Promise<DeepResult> {
  const failures: string[] = [];
  const plays: object[] = [];
  for (const [fixture, folder] of listPlays(listFolders())) {
    const { figures, wrong, words } = await play(fixture, folder);
    plays.push(figures);
    if (wrong.length > 0) failures.push(`${fixture}: ${wrong.join("; ")}`);
    say(`${fixture}: ${wrong.length === 0 ? words : wrong.join("; ")}`);
  }
  return { passed: plays.length - failures.length, failed: failures.length, figures: { plays }, failures };
}

/** The PrestaShop module in releases of PrestaShop that a person brought: this repository holds and fetches none. */
export const cmsRealPrestashopCheck: DeepCheck = {
  name: "cms-real-prestashop",
  summary: "does the PrestaShop module live in PrestaShop itself?",
  covers: [
    "actions/sandbox/cms/prestashop-site/*.{php,ini,cnf}",
    "actions/sandbox/src/cms/inside/platforms/prestashop/scenario/*.ts",
    "templates/packs/prestashop/files/module/**/*.{php,eta}",
  ],
  explainMissing: () =>
    listFolders().length > 0
      ? undefined
      : `no PrestaShop was brought: set ${variable} to the folder of an unpacked release with install/ and vendor/ (several: as in PATH)`,
  run,
};
