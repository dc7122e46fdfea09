import type { Engine } from "./engine.ts";

export interface ContainerCosts {
  /** Highest sum of all containers' memory, files in memory included; sampled, so a short peak may be missed. */
  peakMiB(): number;
  /** Settles when the shop has written more into its image's layer than it may, with what to say. */
  readonly tooMuch: Promise<string>;
}

/** A shop whose image cannot be read-only may write this much beside its folder. */
const layerMiB = 1024;
const everyMs = 2000;
const units: Readonly<Record<string, number>> = { B: 2 ** -20, KiB: 2 ** -10, MiB: 1, GiB: 2 ** 10 };

/** `118.7MiB / 1GiB` as MiB; 0 for anything else. */
export function parseMemoryUse(text: string): number {
  const [, amount, unit = ""] = /^([\d.]+)([KMG]?i?B)/.exec(text.trim()) ?? [];
  return Number(amount ?? 0) * (units[unit] ?? 0);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Looks at containers until `over`; `layerOf` names the one whose own layer is counted. */
export function gatherContainerCosts(
  engine: Engine,
  names: readonly string[],
  over: AbortSignal,
  layerOf: string | undefined,
): ContainerCosts {
  let peak = 0;
  const look = async (): Promise<string | undefined> => {
    const call = { signal: over, timeoutMs: 20_000 };
    const { stdout } = await engine.run(["stats", "--no-stream", "--format", "{{.MemUsage}}", ...names], call);
    const sum = stdout.split("\n").reduce((total, line) => total + parseMemoryUse(line), 0);
    peak = Math.max(peak, Math.round(sum));
    if (layerOf === undefined) return undefined;
    const size = await engine.run(["container", "inspect", "--size", "--format", "{{.SizeRw}}", layerOf], call);
    const written = Number(size.stdout.trim()) / 2 ** 20;
    return written > layerMiB
      ? `The shop wrote ${Math.round(written)} MiB beside its folder; ${layerMiB} are allowed.`
      : undefined;
  };
  const tooMuch = (async () => {
    while (!over.aborted) {
      const words = await look();
      if (words) return words;
      await wait(everyMs, over);
    }
    // Nobody asks any more.
    return new Promise<string>(() => {});
  })();
  return { peakMiB: () => peak, tooMuch };
}
