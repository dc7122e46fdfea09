import { type Rule, sampleStep } from "../rule.ts";
import { listSteps, type WorkflowStep } from "../workflow-file.ts";

function usesCache({ uses = "", with: inputs = {} }: WorkflowStep): boolean {
  if (/^actions\/cache(\/|@)/.test(uses)) return true;
  if (Object.entries(inputs).some(([name, value]) => /^cache(-|$)/.test(name) && value !== false && value !== ""))
    return true;
  // setup-node caches by itself where package.json names a package manager.
  return uses.startsWith("actions/setup-node@") && inputs["package-manager-cache"] !== false;
}

/** In every workflow: a cache saved by a check of main is the very one that a release would restore. */
export const cachePoisoning: Rule = {
  name: "cache-poisoning",
  why: "One poisoned cache was enough to sign 84 versions with valid provenance (TanStack, May 2026). Nothing of ours restores one.",
  find: (file) =>
    listSteps(file)
      .filter(({ step }) => usesCache(step))
      .map(({ place }) => `${place}: saves or restores a cache`),
  bad: [
    sampleStep("uses: actions/cache@v5", "with: { path: node_modules, key: x }"),
    sampleStep("uses: actions/cache/restore@v5"),
    sampleStep("uses: actions/setup-node@v6"),
    sampleStep("uses: actions/setup-node@v6", "with: { cache: npm, package-manager-cache: false }"),
    sampleStep("uses: actions/setup-python@v6", "with: { cache: pip }"),
    sampleStep("uses: docker/build-push-action@v6", "with: { cache-from: 'type=gha' }"),
  ],
  good: [
    sampleStep("uses: actions/setup-node@v6", "with: { node-version: '24', package-manager-cache: false }"),
    sampleStep("uses: actions/setup-go@v6", "with: { cache: false }"),
  ],
};
