import { type Summary, summarize } from "./summarize.ts";

/** Measures itself and returns milliseconds, or nothing: then its whole duration counts. */
export type Variant = () => Promise<number | undefined | void> | number | undefined | void;

/**
 * Runs variants in turn, one of each per round, the first one rotating, so that a busy moment of the machine hits all alike:
 * ratios within one call can be trusted where absolute times cannot.
 */
export async function measureInterleaved<Name extends string>(
  variants: Readonly<Record<Name, Variant>>,
  { rounds, warmup = 1 }: { readonly rounds: number; readonly warmup?: number },
): Promise<Record<Name, Summary>> {
  const names = Object.keys(variants) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmup; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(((round + turn) % names.length) + names.length) % names.length] as Name;
      const started = performance.now();
      const own = await variants[name]();
      if (round >= 0) samples.get(name)?.push(typeof own === "number" ? own : performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarize(samples.get(name) ?? [])])) as Record<Name, Summary>;
}
