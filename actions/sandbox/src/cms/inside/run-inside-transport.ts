import type { CmsReport } from "../cms-report.ts";
import { openBrowser } from "./browser-transport.ts";
import type { InsideLine, InsidePlan } from "./inside-plan.ts";
import { listPlatforms } from "./list-platforms.ts";
import type { Page } from "./page.ts";
import { parseLines } from "./parse-lines.ts";
import { playActs } from "./play-acts.ts";
import { readText } from "./program-transport.ts";
import { openProvider } from "./provider-transport.ts";
import type { RunningSite, SandboxDriver } from "./sandbox-driver.ts";
import { summarisePerf } from "./summarise-perf.ts";
import type { Found, World } from "./world.ts";

interface Ports {
  readonly keys: World["keys"];
  write(line: InsideLine): Promise<void>;
}

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/** Starts the site; one start that does not get ready is made again and counted. */
async function boot(driver: SandboxDriver, plan: InsidePlan): Promise<{ site: RunningSite; restarts: number }> {
  try {
    return { site: await driver.boot(plan), restarts: 0 };
  } catch (error) {
    if (plan.driver !== "wasm") throw error;
    return { site: await driver.boot(plan), restarts: 1 };
  }
}

/** Boots, plays, and writes pictures, logs and the report; throws only when the CMS or the browser does not start. */
export async function runInside(plan: InsidePlan, ports: Ports): Promise<void> {
  const began = performance.now();
  const platform = listPlatforms()[plan.cms];
  const driver = platform.driver(plan);
  const blocked = new Set<string>();
  const provider = await openProvider(ports.keys);
  const [{ site, restarts }, browser] = await Promise.all([
    boot(driver, plan),
    openBrowser(plan, {
      staticFile: platform.staticFile,
      hosts: platform.hosts,
      onBlocked: (url) => blocked.add(`browser ${url}`),
    }),
  ]);
  const bootMs = Math.round(performance.now() - began);
  const keep = (name: string, content: string | Uint8Array) =>
    ports.write({ kind: "file", name, base64: Buffer.from(content).toString("base64") });
  const found: Found = { versions: {} };
  const [admin, shopper] = [await browser.openPage(), await browser.openPage()];
  admin.on("dialog", (dialog) => void dialog.accept());

  const world: World = {
    plan,
    site,
    admin,
    shopper,
    provider,
    keys: ports.keys,
    found,
    now: () => Math.floor(Date.now() / 1000),
    async photograph(page, name, { phone: narrow = false, fullPage = false } = {}) {
      await page.setViewportSize(narrow ? phone : desktop);
      // Bars that stay at the window's edge would lie across the middle of the picture.
      if (fullPage) await page.evaluate("window.scrollTo(0, 0)");
      await keep(`pictures/${name}.png`, await page.screenshot({ fullPage }));
      if (narrow) await page.setViewportSize(desktop);
    },
    api: (method, path, body) => site.api(admin, method, path, body),
    readLog: (name) => parseLines(site.readLog(name)),
    readErrors: () => site.readLog("errors").split("\n").filter(Boolean),
  };
  const acts = await playActs(platform.acts(plan), world, {
    features: plan.features,
    level: plan.level,
    now: () => Math.round(performance.now()),
    onFailure: async (id) => {
      for (const [who, page] of Object.entries({ admin, shopper } satisfies Record<string, Page>)) {
        await world.photograph(page, `failed-${id}-${who}`);
      }
    },
  });

  const requests = world.readLog("requests");
  const egress = world.readLog("egress");
  for (const { from, method, url } of egress) blocked.add(`${String(from)} ${String(method)} ${String(url)}`);
  const report: CmsReport = {
    schemaVersion: 1,
    driver: plan.driver,
    level: plan.level,
    versions: { ...driver.describe().versions, ...found.versions, chromium: browser.version },
    bootMs,
    scenarioMs: Math.round(performance.now() - began),
    restarts,
    acts,
    perf: summarisePerf(requests),
    requests: requests.length,
    blocked: [...blocked],
  };
  const toLines = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
  const browserLog = [...blocked]
    .filter((what) => what.startsWith("browser "))
    .map((what) => ({ from: "browser", blocked: true, url: what.slice(8) }));
  await keep("webhooks.jsonl", toLines(provider.records));
  await keep("egress.jsonl", toLines([...egress, ...browserLog]));
  await keep("shop-log.jsonl", toLines(world.readLog("shop")));
  await keep("errors.log", site.readLog("errors"));
  await keep("perf.json", `${JSON.stringify({ pages: report.perf, requests }, null, 1)}\n`);
  if (acts.some(({ status }) => status === "failed")) await keep("server.log", readText("/tmp/server.log"));
  await ports.write({ kind: "report", report });
  provider.close();
  await browser.close().catch(() => {});
  await site.stop();
}
