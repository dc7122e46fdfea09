import type { SiteState } from "../../world.ts";

/** Names that PrestaShop itself makes while people work; patterns of `kind:name`. */
const ownOfTheShop = [
  /^configuration:(PS_|_?CONF_|BLOCK|NW_|CONNECTION|SEARCH_|GF_|MA_)/,
  /^files:(img|upload|download|themes|mails)\//,
  // A deleted module leaves its page names to the shop; they are the shop's list of what can be hidden.
  /^hooks:[A-Za-z]+:(?:ps_|dash|grid|graphs|stats|block|contactform|gsitemap|pagesnotfound|psgdpr|productcomments|sekeywords|welcome|gamification)/,
];

/**
 * What is in the shop after the module that was not there before: `kind:name`. A name that holds the module's own is always a
 * leftover; others only when nobody but the module can have made them.
 */
export function findModuleLeftovers(before: SiteState, after: SiteState, module: string): string[] {
  return Object.entries(after).flatMap(([kind, names]) =>
    names
      .filter((name) => !(before[kind] ?? []).includes(name))
      .map((name) => `${kind}:${name}`)
      .filter((full) => full.toLowerCase().includes(module) || !ownOfTheShop.some((pattern) => pattern.test(full))),
  );
}
