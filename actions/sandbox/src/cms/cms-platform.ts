import type { StepToolkit } from "@plugsmith/action-kit";
import type { PluginManifest } from "@plugsmith/schemas";
import type { CmsParts } from "./cms-parts.ts";
import type { CmsDriver } from "./decide-driver.ts";
import type { InsidePlan } from "./inside/inside-plan.ts";
import type { CmsHome } from "./read-cms-home.ts";

/** One input of the step as people gave it, `wordpress` or `prestashop-dir`; empty when it was not given. */
export type ShopAsk = (input: string) => string;

/** What a platform prepares a shop from. */
export interface ShopSetting {
  readonly driver: CmsDriver;
  readonly ask: ShopAsk;
  readonly home: CmsHome;
  readonly parts: CmsParts;
  /** PHP of this machine. */
  readonly phpVersion: string | undefined;
  readonly manifest: PluginManifest;
  /** Folder of the built plugin, and its files. */
  readonly stage: string;
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[];
  /** Language of the request. */
  readonly locale: string;
  readonly toolkit: StepToolkit;
}

/** A shop that can be started behind the boundary. */
export interface PreparedShop {
  readonly level: InsidePlan["level"];
  /** Language that the shop gets. */
  readonly locale: string;
  /** The plugin as a shop's owner installs it, and its texts in that language; empty when that is English. */
  readonly zip: Uint8Array;
  /** Name under which that zip is kept with the evidence, where it is another one than the package. */
  readonly zipName?: string;
  readonly texts: readonly string[];
  /** PHP for the driver wasm, as `8.2`. */
  readonly php: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Folders by the names that the platform's program knows; absolute, bound read-only. */
  readonly shop: Readonly<Record<string, string>>;
  /** Where it is larger than shops are: mebibytes of memory for its files and database, and milliseconds for everything. */
  readonly size?: { readonly filesMiB: number; readonly deadlineMs: number };
}

/** What the step outside the boundary knows of one shop system. */
export interface CmsPlatform {
  /** What people call the place that a report's versions are of: "WordPress 6.5.5". */
  describe(versions: Readonly<Record<string, string>>): string;
  /** Drivers that can run it, the preferred one first. */
  readonly drivers: readonly CmsDriver[];
  /** What PHP of this machine must have for the driver native; undefined when that driver needs no PHP. */
  readonly phpExtensions: readonly string[] | undefined;
  /** Debian packages that bring them. */
  readonly debianPackages: string;
  /** Drivers that what was asked for can run with; undefined: all of `drivers`. @throws ForgeError `input_invalid` for an input that cannot be met. */
  check(ask: ShopAsk): readonly CmsDriver[] | undefined;
  /** Looks at the shop that was brought, whole, before anything is installed for it. @throws ForgeError `input_invalid`. */
  inspect?(ask: ShopAsk): void;
  /** Looks for what a shop that was brought needs of this machine, likewise. @throws ForgeError `tool_missing`. */
  requireTools?(ask: ShopAsk): Promise<void>;
  /** Makes everything ready that the shop needs; what was brought is compared again. @throws ForgeError `tool_missing`, `input_invalid`. */
  prepare(setting: ShopSetting): Promise<PreparedShop>;
}
