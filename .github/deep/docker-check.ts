import { dockerEngine } from "../../actions/sandbox/src/cms/docker/docker-transport.ts";
import { gatherContainerFacts } from "../../actions/sandbox/src/cms/docker/gather-container-facts.ts";
import { findShopContainer } from "../../actions/sandbox/src/cms/docker/list-shop-containers.ts";
import { type Containers, openContainers } from "../../actions/sandbox/src/cms/docker/open-containers.ts";
import type { ShopContainer } from "../../actions/sandbox/src/cms/docker/shop-container.ts";
import { startWatchdog } from "../../actions/sandbox/src/cms/docker/watchdog-transport.ts";
import { runPlugin } from "./cms/run-plugin.ts";
import { tryHostilePlugin } from "./cms/try-hostile-plugin.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";
import { escapeWord, hostileInContainers } from "./docker/hostile-in-containers.ts";
import { killContainerStep } from "./docker/kill-container-step.ts";

const env = (name: string) => process.env[`PLUGSMITH_DOCKER_${name}`] ?? "";
const images = { image: env("SHOP_IMAGE"), "database-image": env("DATABASE_IMAGE") };
/** A release of WooCommerce, for the level real. */
const release = { "woocommerce-zip": env("WOOCOMMERCE_ZIP"), "woocommerce-sha256": env("WOOCOMMERCE_SHA256") };
const fixture = "woocommerce-full-fr";

/** Collects what was tried and what was wrong with it. */
class Tally {
  passed = 0;
  readonly failures: string[] = [];
  readonly say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.say = say;
  }

  add(what: string, wrong: readonly string[], well: string): void {
    if (wrong.length === 0) this.passed += 1;
    this.failures.push(...wrong.map((each) => `${what}: ${each}`));
    this.say(`${what}: ${wrong.length === 0 ? well : wrong.join("; ")}`);
  }
}

async function play(containers: Containers, inputs: Readonly<Record<string, string>>, what: string, tally: Tally) {
  const { result, trouble } = await runPlugin(fixture, "docker", { containers, inputs });
  if (!result) {
    tally.add(what, [trouble], "");
    return { trouble };
  }
  const { level, versions, bootMs, scenarioMs, requests, acts, blocked } = result.report;
  const wrong = acts.filter(({ status }) => status === "failed").map(({ title, detail }) => `${title}: ${detail}`);
  const passed = acts.filter(({ status }) => status === "passed").length;
  tally.add(what, wrong, `${passed} acts passed at level ${level}, ${Math.round(scenarioMs / 1000)} s`);
  const said = Object.fromEntries(acts.map(({ id, status, detail }) => [id, `${status}: ${detail.split("\n")[0]}`]));
  const pictures = result.files.filter(({ name }) => name.endsWith(".png")).length;
  const { peakRssMiB } = result;
  return {
    level,
    versions,
    bootMs,
    scenarioMs,
    requests,
    pictures,
    peakRssMiB,
    blockedCalls: blocked.length,
    acts: said,
  };
}

async function tryHostile(containers: Containers, tally: Tally): Promise<Record<string, object>> {
  const outcomes: Record<string, object> = {};
  for (const hostile of hostileInContainers) {
    let told = "";
    const outcome = await tryHostilePlugin(hostile, async (code) => {
      const run = await runPlugin(fixture, "docker", { containers, code });
      told = run.result?.files.map(({ bytes }) => bytes.toString("utf8")).join("\n") ?? "";
      return run;
    });
    const escaped = told.includes(escapeWord) ? ["it did what no container may"] : [];
    const effects = [...outcome.effects, ...escaped];
    outcomes[hostile.id] = { tries: hostile.tries, effects, verdict: outcome.verdict };
    tally.add(hostile.id, effects, `stopped (${outcome.verdict})`);
  }
  return outcomes;
}

async function run(say: (line: string) => void): Promise<DeepResult> {
  const tally = new Tally(say);
  const engine = dockerEngine();
  const container = findShopContainer("woocommerce") as ShopContainer;
  const ask = (input: string) => images[input as keyof typeof images] ?? "";
  const facts = await gatherContainerFacts(engine, container, ask);
  if (facts.missing !== undefined) {
    const why = `nothing was tried: ${facts.missing}. PLUGSMITH_DOCKER_SHOP_IMAGE and PLUGSMITH_DOCKER_DATABASE_IMAGE name pinned images. ${facts.hint}`;
    return { passed: 0, failed: 1, figures: {}, failures: [why] };
  }
  const ports = { engine, watch: startWatchdog };
  const containers = await openContainers(ports, container, ask, { say, nowMs: Date.now() });
  const figures: Record<string, unknown> = { engine: containers.versions };
  figures["contract"] = await play(containers, {}, "WordPress with the kernel", tally);
  if (release["woocommerce-zip"] === "")
    say("WooCommerce itself is left out: PLUGSMITH_DOCKER_WOOCOMMERCE_ZIP names none");
  else figures["real"] = await play(containers, release, "WordPress with WooCommerce", tally);
  figures["hostile"] = await tryHostile(containers, tally);
  for (const watchdogToo of [false, true]) {
    const outcome = await killContainerStep(engine, [images.image, images["database-image"]], watchdogToo);
    const what = watchdogToo ? "SIGKILL of step and watchdog, next run" : "SIGKILL of the step";
    tally.add(
      what,
      outcome.left.map((each) => `stayed: ${each}`),
      `all gone after ${outcome.secondsUntilGone} s`,
    );
    figures[what] = { there: outcome.there.length, left: outcome.left, secondsUntilGone: outcome.secondsUntilGone };
  }
  const { passed, failures } = tally;
  return { passed, failed: failures.length, figures, failures };
}

/** Plugins, hostile ones too, in the images of a shop on a real engine. */
export const dockerCheck: DeepCheck = {
  name: "docker",
  summary: "does a plugin live in the shop's own image on a real Docker, and does nothing get out or stay?",
  covers: [
    "actions/sandbox/src/cms/docker/**/*.ts",
    "actions/sandbox/src/cms/inside/platforms/woocommerce/wordpress-docker-transport.ts",
    ".github/deep/docker/*.ts",
  ],
  run,
};
