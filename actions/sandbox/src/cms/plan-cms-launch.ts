import type { ConfinedRequest } from "@plugsmith/action-kit";
import type { CmsParts } from "./cms-parts.ts";
import type { PreparedShop } from "./cms-platform.ts";
import type { CmsDriver } from "./decide-driver.ts";
import type { InsidePlan } from "./inside/inside-plan.ts";

export interface CmsLaunch {
  readonly cms: InsidePlan["cms"];
  readonly driver: CmsDriver;
  readonly level: InsidePlan["level"];
  readonly plugin: InsidePlan["plugin"];
  readonly locale: string;
  readonly features: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  /** PHP for the driver wasm, as `8.2`. */
  readonly php: string;
  /** Told to the shop's image, with the driver docker. */
  readonly adminPassword?: string | undefined;
  /** Key of this run's answer. */
  readonly seal: string;
  readonly parts: CmsParts;
  /** Folder of our sources: sites and kernels. */
  readonly sources: string;
  /** As a platform prepared them. */
  readonly shop: InsidePlan["shop"];
  /** Of a shop that is larger than shops are. */
  readonly size?: PreparedShop["size"];
  /** Node, and the program that it runs behind the boundary. */
  readonly node: string;
  readonly program: string;
  /** Folders that the program itself needs. */
  readonly programNeeds: readonly string[];
}

/** Milliseconds for boot and scenario; twenty times what they take on an idle machine, because runners are shared. */
const deadlineMs: Readonly<Record<CmsDriver, number>> = { native: 300_000, wasm: 900_000, docker: 600_000 };

/** A whole shop is several times its contract, and plays more acts. */
const realFactor = 2;

export const cmsLimits = {
  /** For each process; the browser and PHP in WebAssembly are the large ones. */
  memoryMiB: 4096,
  processes: 512,
  openFiles: 4096,
  /** Also the size of the private /tmp that holds the whole site. */
  fileSizeMiB: 1024,
  cpuSeconds: 900,
};

/** Limits of one run. */
export const limitsOf = (size: PreparedShop["size"]) =>
  size ? { ...cmsLimits, fileSizeMiB: size.filesMiB } : cmsLimits;

/** The one confined program of a run: CMS, provider, browser and scenario share a network of their own with nobody in it. */
export function planCmsLaunch(launch: CmsLaunch): ConfinedRequest {
  const { cms, driver, level, plugin, locale, features, versions, php, parts, sources, shop, size } = launch;
  const { playground, playwright, chromium, libraries, fontConfig } = parts;
  const allowed = size?.deadlineMs ?? deadlineMs[driver] * (level === "real" ? realFactor : 1);
  const plan: InsidePlan = {
    ...{ cms, driver, level, locale, features, plugin, versions, php, shop, seal: launch.seal },
    ...(launch.adminPassword === undefined ? {} : { adminPassword: launch.adminPassword }),
    deadlineMs: allowed,
    parts: { playground, playwright, chromium, libraries, fontConfig },
  };
  return {
    // Through env, because Node's permission model, which the kit adds to a bare node, would keep it from starting PHP.
    program: "/usr/bin/env",
    args: [launch.node, launch.program],
    cwd: "/tmp",
    readOnly: [launch.node, ...launch.programNeeds, parts.root, sources, ...Object.values(shop)],
    limits: limitsOf(size),
    timeoutMs: allowed + 20_000,
    maxOutputBytes: 64 * 1024 * 1024,
    input: JSON.stringify(plan),
  };
}
