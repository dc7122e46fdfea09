import { badPlugins, contractPlays } from "./contract-plays.ts";
import { runContractPlugin } from "./run-contract-plugin.ts";

interface Tried {
  tried: number;
  readonly failures: string[];
  readonly figures: Record<string, unknown>;
}

/** Generated plugins that must live at the contract hosts of Shopify and Magento, and bad ones that must not. */
export async function tryContractHosts(say: (line: string) => void, native: boolean): Promise<Tried> {
  const done: Tried = { tried: 0, failures: [], figures: {} };
  const runs = (fixture: string, driver: string) => native || driver !== "native" || fixture.startsWith("shopify");
  for (const [fixture, driver] of contractPlays.filter(([fixture, driver]) => runs(fixture, driver))) {
    const { result, trouble } = await runContractPlugin(fixture, driver);
    done.tried += 1;
    const failed = result?.report.acts.find(({ status }) => status === "failed");
    const wrong = failed ? `${failed.title}: ${failed.detail}` : trouble;
    if (wrong) done.failures.push(`${fixture}, ${driver}: ${wrong}`);
    const { level, versions, bootMs, scenarioMs, requests, acts = [] } = result?.report ?? {};
    const told = Object.fromEntries(acts.map(({ id, status, detail }) => [id, `${status}: ${detail}`]));
    const pictures = result?.files.filter(({ name }) => name.endsWith(".png")).length;
    done.figures[`${fixture} ${driver}`] = { level, versions, bootMs, scenarioMs, requests, pictures, acts: told };
    say(`${fixture}, ${driver}: ${wrong || `all acts passed, ${Math.round((scenarioMs ?? 0) / 1000)} s`}`);
  }
  const refused: Record<string, object> = {};
  for (const { id, fixture, tries, edits, foundBy } of badPlugins.filter(({ fixture }) => runs(fixture, "native"))) {
    const { result, trouble } = await runContractPlugin(fixture, "native", edits);
    done.tried += 1;
    const failed = result?.report.acts.find(({ status }) => status === "failed");
    const verdict = failed ? `${failed.id}: ${failed.detail.split("\n")[0]?.slice(0, 160)}` : trouble || "passed";
    refused[id] = { tries, verdict };
    if (failed?.id !== foundBy) done.failures.push(`${id}: not found by ${foundBy}, but ${verdict}`);
    say(`${id}: ${failed?.id === foundBy ? `refused (${verdict})` : `NOT refused by ${foundBy}: ${verdict}`}`);
  }
  done.figures["badPlugins"] = refused;
  return done;
}
