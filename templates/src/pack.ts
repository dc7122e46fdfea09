import type { Digest, TemplatePack } from "@plugsmith/schemas";
import type { Migration } from "./upgrade/migration.ts";

/** Words of one language by key; `{brand}` and the like are filled in by the template. */
export type Words = Readonly<Record<string, string>>;

/** A template as a function of what it sees as `it`; `this` is the template engine. */
export type CompiledTemplate = (this: unknown, it: object) => string;

/** A template pack in memory: data, read once, rendered many times. */
export interface Pack {
  readonly definition: TemplatePack;
  /** Digest over every file of the pack's folder; a pin names it, so that a later render can tell packs apart. */
  readonly digest: Digest;
  /** Text of each file below `files/` by its path there; empty for templates of a pack that was compiled before. */
  readonly templates: ReadonlyMap<string, string>;
  /** Translations by locale; each has the keys of the first locale. */
  readonly words: ReadonlyMap<string, Words>;
  /** How plugins of older versions come to this one, oldest first. */
  readonly migrations: readonly Migration[];
  /** Makes a function of a template's source; a pack that was compiled before goes by the path alone. */
  readonly compile: (source: string, path: string) => CompiledTemplate;
}
