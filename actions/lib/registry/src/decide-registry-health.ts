import type { Registry, RegistryPlugin } from "@plugsmith/schemas";
import { findState } from "./find-version.ts";

export interface HealthFacts {
  readonly registry: Registry;
  /** How old the newest signed word is; null: the registry is not signed, or nobody checked. */
  readonly ageSeconds: number | null;
  /** Its signatures were checked from a pinned root. */
  readonly isSigned: boolean;
}

export interface RegistryHealth {
  readonly state: "healthy" | "attention" | "failing";
  /** A few words for a badge. */
  readonly words: string;
  readonly plugins: number;
  readonly versions: Readonly<Record<"active" | "disabled" | "suspended" | "revoked" | "removed", number>>;
  /** What somebody should look at, in words. */
  readonly concerns: readonly string[];
}

const warnSeconds = 48 * 3600;
const failSeconds = 7 * 86_400;

/** How a registry fares: whether it is signed and heard of, and whether something waits for a decision. */
export function decideRegistryHealth({ registry, ageSeconds, isSigned }: HealthFacts): RegistryHealth {
  const statesOf = ({ name, versions: own }: RegistryPlugin) => own.map((entry) => findState(registry, name, entry));
  const states = registry.plugins.flatMap(statesOf);
  const count = (status: string) => states.filter((one) => one === status).length;
  const versions = {
    active: count("active"),
    disabled: count("disabled"),
    suspended: count("suspended"),
    revoked: count("revoked"),
    removed: registry.removed?.length ?? 0,
  };
  const age = ageSeconds === null ? "" : `${Math.floor(ageSeconds / 3600)} hours old`;
  const isDead = ageSeconds !== null && ageSeconds >= failSeconds;
  const isOld = ageSeconds !== null && ageSeconds >= warnSeconds;
  const orphans = registry.plugins.filter((plugin) => statesOf(plugin).every((state) => state !== "active"));
  const concerns = [
    ...(isSigned
      ? []
      : ["No signature was checked: pin the root with --root, or sign the registry with `plugsmith registry init`."]),
    ...(isOld ? [`Its newest signed word is ${age}. Run the workflow forge-registry; it should run daily.`] : []),
    ...(versions.suspended === 1 ? ["1 version is suspended and waits for a second approver."] : []),
    ...(versions.suspended > 1 ? [`${versions.suspended} versions are suspended and wait for a second approver.`] : []),
    ...orphans.map(({ name }) => `${name} has no version that benches may load.`),
  ];
  const state = isDead ? "failing" : concerns.length > 0 ? "attention" : "healthy";
  const plugins = registry.plugins.length;
  const [first = "signed, fresh"] = [
    ...(isSigned ? [] : ["not checked"]),
    ...(isOld ? [age] : []),
    ...(versions.suspended > 0 ? [`${versions.suspended} suspended`] : []),
    ...(orphans.length > 0 ? [`${orphans.length} without version`] : []),
  ];
  return { state, words: `${plugins} ${plugins === 1 ? "plugin" : "plugins"}, ${first}`, plugins, versions, concerns };
}
