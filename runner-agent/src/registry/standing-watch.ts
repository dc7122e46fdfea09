import type { BenchConfig } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import { decideStanding, explainStanding, type RegistryStanding } from "./registry-standing.ts";
import type { RegistryTrustStore } from "./registry-trust-store.ts";

/**
 * The standing as it is at each question; whoever reads the log is told once when it gets worse, and once when it is well again.
 * @throws what the store throws: a bench that cannot read what it has accepted must not start as if it had accepted nothing.
 */
export function createStandingWatch(
  config: Pick<BenchConfig, "registry" | "sources">,
  ports: { readonly trust: RegistryTrustStore; readonly clock: Clock; readonly log: (message: string) => void },
): () => RegistryStanding {
  const { trust, clock, log } = ports;
  trust.read();
  let told = "fresh";
  return () => {
    const standing = decideStanding(config, trust.read(), new Date(clock.now()));
    const { state, ageSeconds } = standing.knowledge;
    // Before the first look nothing was heard; that is no news.
    const isNews = state !== told && (ageSeconds !== null || standing.trust === "missing");
    if (isNews) {
      told = state;
      log(state === "fresh" ? "the registry is heard of again" : `WARNING: ${explainStanding(standing)}`);
    }
    return standing;
  };
}
