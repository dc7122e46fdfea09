import type { BenchConfig, Device, ErrorCode, UsbId } from "@plugsmith/schemas";
import type { RegistryStanding } from "../registry/registry-standing.ts";
import { type AgentMemory, recallPlugin } from "../store/agent-memory.ts";
import { chooseRelease } from "./choose-release.ts";
import { limitByKnowledge } from "./limit-by-knowledge.ts";
import { matchDevice } from "./match-device.ts";
import type { Refusal } from "./refusal.ts";
import type { Release } from "./release.ts";

export interface BenchFacts {
  readonly devices: readonly Device[];
  readonly memory: AgentMemory;
  /** Unsigned plugins of the watched folder. */
  readonly folder: readonly Release[];
  /** How far the registry may be believed now. */
  readonly standing: RegistryStanding;
  readonly plugins: NonNullable<BenchConfig["plugins"]>;
  readonly confinement: "os" | "process";
  readonly require: "os" | "process";
  readonly allowUnsigned: boolean;
  /** Running plugins that stay up for a while though their device is gone, so that a replug finds them ready. */
  readonly warm: ReadonlySet<string>;
}

export interface WantedPlugin {
  readonly target: Release;
  readonly start: Release;
  readonly devices: readonly Device[];
}

export interface BenchWish {
  readonly wanted: ReadonlyMap<string, WantedPlugin>;
  /** Per device key: the plugin that serves it, or why none does; with both, the plugin that would but may not run. */
  readonly devices: ReadonlyMap<
    string,
    { readonly plugin?: string; readonly code?: ErrorCode; readonly plugins?: readonly string[] }
  >;
  /** Versions that wait for a person or may not run, by plugin. */
  readonly refusals: ReadonlyMap<string, readonly Refusal[]>;
  /** Plugins of the watched folder, whether something wants them or not. */
  readonly folder: ReadonlySet<string>;
}

interface Candidate {
  readonly name: string;
  readonly target: Release;
  readonly start: Release;
}

function gateRelease(release: Release, facts: BenchFacts): Refusal | undefined {
  const { version, digest, name } = release;
  if (facts.confinement === "process" && facts.require === "os")
    return {
      version,
      digest,
      code: "confinement_unavailable",
      message: `${name} is not loaded: this machine offers no operating-system boundary and isolation.require is os.`,
    };
  if (facts.confinement === "process" && (release.runtime ?? "node") !== "node")
    return {
      version,
      digest,
      code: "confinement_unavailable",
      message: `${name} is not loaded: only Node can be held without an operating-system boundary, and it is ${release.runtime}.`,
    };
  if (release.origin === "folder" && (!facts.allowUnsigned || facts.confinement === "process"))
    return {
      version,
      digest,
      code: "attestation_missing",
      message: facts.allowUnsigned
        ? `${name} is unsigned and this machine offers no operating-system boundary.`
        : `${name} is unsigned; isolation.allowUnsigned is off.`,
    };
  return undefined;
}

/** What this bench should run: devices x registry x configuration x memory. Pure: the same facts give the same wish. */
export function decideBench(facts: BenchFacts): BenchWish {
  const { memory } = facts;
  const refusals = new Map<string, Refusal[]>();
  const refuse = (name: string, refusal: Refusal) => refusals.set(name, [...(refusals.get(name) ?? []), refusal]);
  const candidates = new Map<string, Candidate>();
  const withheld: { readonly name: string; readonly usb: readonly UsbId[]; readonly code: ErrorCode }[] = [];
  const offer = (name: string, target: Release, start: Release) => {
    const { broken } = recallPlugin(memory, name);
    const refusal =
      broken?.digest === target.digest ? { ...broken, code: broken.code as ErrorCode } : gateRelease(target, facts);
    if (refusal) refuse(name, refusal);
    else candidates.set(name, { name, target, start });
  };
  for (const entry of memory.registry?.plugins ?? []) {
    // Plugins in PHP run inside a shop, not on a bench.
    if (entry.runtime === "php" || memory.registry === undefined) continue;
    const { lastGood } = recallPlugin(memory, entry.name);
    const choice = limitByKnowledge(chooseRelease(entry, memory, memory.registry), lastGood, facts.standing);
    for (const refusal of [choice.refusal, choice.waiting]) if (refusal) refuse(entry.name, refusal);
    if (choice.refusal) withheld.push({ name: entry.name, usb: entry.usb, code: choice.refusal.code });
    if (choice.target) offer(entry.name, choice.target, choice.start ?? choice.target);
  }
  for (const release of facts.folder) {
    const rejection = recallPlugin(memory, release.name).rejected[release.digest];
    if (rejection) refuse(release.name, { ...rejection, code: rejection.code as ErrorCode, digest: release.digest });
    else offer(release.name, release, release);
  }
  for (const name of candidates.keys())
    if (recallPlugin(memory, name).held || facts.plugins[name]?.enabled === false) candidates.delete(name);

  const matchable = [...candidates.values()].map(({ name, target }) => ({ name, usb: target.usb }));
  const devices = new Map<string, { plugin?: string; code?: ErrorCode; plugins?: readonly string[] }>();
  const served = new Map<string, Device[]>();
  for (const device of facts.devices) {
    const match = matchDevice(device, matchable);
    if (match.kind === "matched") {
      devices.set(device.key, { plugin: match.plugin });
      served.set(match.plugin, [...(served.get(match.plugin) ?? []), device]);
    } else if (match.kind === "ambiguous") {
      devices.set(device.key, { code: "match_ambiguous", plugins: match.plugins });
    } else {
      const missed = matchDevice(device, withheld);
      const plugin = missed.kind === "matched" ? missed.plugin : undefined;
      const code = withheld.find(({ name }) => name === plugin)?.code;
      devices.set(device.key, plugin === undefined || code === undefined ? { code: "match_none" } : { plugin, code });
    }
  }
  const wanted = new Map<string, WantedPlugin>();
  for (const { name, target, start } of candidates.values()) {
    const own = served.get(name) ?? [];
    const asked = recallPlugin(memory, name).wanted === true || facts.plugins[name]?.enabled === true;
    if (own.length > 0 || asked || facts.warm.has(name)) wanted.set(name, { target, start, devices: own });
  }
  return { wanted, devices, refusals, folder: new Set(facts.folder.map(({ name }) => name)) };
}
