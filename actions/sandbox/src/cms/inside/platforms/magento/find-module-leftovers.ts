import type { SiteState } from "../../world.ts";

/** Names that the shop itself makes while people work; patterns of `kind:name`. */
const ownOfTheShop = [
  // The contract kernel's.
  /^files:var\/(?:sessions\/|locks\/|forge-[a-z]+\.jsonl$|errors\.log$|shop\.sqlite-journal$)/,
  // The page Payment Methods saves all methods at once.
  /^config:payment\//,
  /^files:(?:generated\/code\/Magento$|pub\/media\/|app\/code\/$)/,
];

/**
 * What is in the shop after the module that was not there before: `kind:name`. A name that holds one of `own` is always a leftover;
 * others only when nobody but the module can have made them.
 */
export function findModuleLeftovers(before: SiteState, after: SiteState, own: readonly string[]): string[] {
  const isOwn = (full: string) => own.some((name) => name !== "" && full.toLowerCase().includes(name.toLowerCase()));
  return Object.entries(after).flatMap(([kind, names]) =>
    names
      .filter((name) => !(before[kind] ?? []).includes(name))
      .map((name) => `${kind}:${name}`)
      .filter((full) => isOwn(full) || !ownOfTheShop.some((pattern) => pattern.test(full))),
  );
}
