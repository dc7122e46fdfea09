import { type CmsDriver } from "../../actions/sandbox/src/cms/decide-driver.ts";
import { explainMissingNative } from "../../actions/sandbox/src/cms/gather-cms-facts.ts";
import { woocommerceCms } from "../../actions/sandbox/src/cms/platforms/woocommerce/woocommerce-cms.ts";
import { listReleases, type ShopRelease } from "./cms/list-releases.ts";
import { runPlugin } from "./cms/run-plugin.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

type Say = (line: string) => void;
type Play = readonly [fixture: string, driver: CmsDriver, release: ShopRelease];

/**
 * Every release with this machine's PHP, the last of several also from right to left, and the first in WebAssembly, which
 * takes longest: `PLUGSMITH_CMS_DRIVERS=native` leaves that out on a machine that has no half hour for it.
 */
function listPlays(releases: readonly ShopRelease[], drivers: readonly string[]): Play[] {
  const all = [
    ...releases.map((release): Play => ["woocommerce-full-fr", "native", release]),
    ...releases
      .slice(2)
      .slice(-1)
      .map((release): Play => ["woocommerce-refunds-ar", "native", release]),
    ...releases.slice(0, 1).map((release): Play => ["woocommerce-full-fr", "wasm", release]),
  ];
  return all.filter(([, driver]) => drivers.includes(driver));
}

async function play([fixture, driver, { woocommerce, wordpress }]: Play) {
  const { result, trouble } = await runPlugin(fixture, driver, {
    inputs: {
      "woocommerce-zip": woocommerce.zip,
      "woocommerce-sha256": woocommerce.sha256,
      "wordpress-zip": wordpress?.zip ?? "",
      "wordpress-sha256": wordpress?.sha256 ?? "",
    },
  });
  if (!result) return { figures: { trouble }, wrong: [trouble], words: "" };
  const { level, versions, bootMs, scenarioMs, restarts, requests, acts } = result.report;
  const wrong = acts.filter(({ status }) => status === "failed").map(({ title, detail }) => `${title}: ${detail}`);
  const digests = { woocommerce: woocommerce.sha256, ...(wordpress ? { wordpress: wordpress.sha256 } : {}) };
  const pictures = result.files.filter(({ name }) => name.endsWith(".png")).length;
  const told = Object.fromEntries(
    acts.map(({ id, status, detail, ms }) => [id, `${status}, ${ms} ms: ${detail.split("\n")[0]}`]),
  );
  const figures = {
    fixture,
    driver,
    level,
    versions,
    digests,
    bootMs,
    scenarioMs,
    restarts,
    requests,
    pictures,
    acts: told,
  };
  if (level !== "real") wrong.push(`it was played at level ${level}`);
  const words = `${acts.filter(({ status }) => status === "passed").length} acts, ${Math.round(scenarioMs / 1000)} s`;
  return {
    figures,
    wrong,
    words: `WooCommerce ${versions["woocommerce"]} on WordPress ${versions["wordpress"]}: ${words}`,
  };
}

async function run(say: Say): Promise<DeepResult> {
  const failures: string[] = [];
  const plays: object[] = [];
  const missing = await explainMissingNative(woocommerceCms);
  if (missing) say(`native is left out: ${missing}`);
  const drivers = (process.env["PLUGSMITH_CMS_DRIVERS"] ?? "native,wasm").split(",");
  if (!drivers.includes("wasm")) say("WebAssembly is left out, as PLUGSMITH_CMS_DRIVERS asks");
  const listed = listPlays(listReleases(process.env), missing ? drivers.filter((each) => each !== "native") : drivers);
  const playAll = async (driver: CmsDriver) => {
    for (const each of listed.filter((one) => one[1] === driver)) {
      const { figures, wrong, words } = await play(each);
      plays.push(figures);
      if (wrong.length > 0) failures.push(`${each[0]}, ${driver}: ${wrong.join("; ")}`);
      say(`${each[0]}, ${driver}: ${wrong.length === 0 ? words : wrong.join("; ")}`);
    }
  };
  // Side by side: WebAssembly takes as long as the others together.
  await Promise.all([playAll("native"), playAll("wasm")]);
  return { passed: plays.length - failures.length, failed: failures.length, figures: { plays }, failures };
}

/** The WooCommerce plugin in releases of WooCommerce that a person brought: this repository holds and fetches none. */
export const cmsRealCheck: DeepCheck = {
  name: "cms-real",
  summary: "does the WooCommerce plugin live in WooCommerce itself?",
  covers: [
    "actions/sandbox/src/cms/inside/platforms/woocommerce/scenario/*.ts",
    "templates/packs/woocommerce/files/{includes,assets}/**/*.*",
    "templates/packs/woocommerce/files/{main,uninstall}.php.eta",
  ],
  explainMissing: () =>
    listReleases(process.env).length > 0
      ? undefined
      : "no WooCommerce was brought: set PLUGSMITH_WOOCOMMERCE_ZIP to the zip of a release (several: as in PATH) and PLUGSMITH_WOOCOMMERCE_SHA256 to its digest; PLUGSMITH_WORDPRESS_ZIP and PLUGSMITH_WORDPRESS_SHA256 for one that asks for a newer WordPress than 6.5",
  run,
};
