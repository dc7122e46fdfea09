import type { MergeConflict } from "@plugsmith/templates";

/** How a generated plugin stands to the pack that it was made with. */
export interface PluginStanding {
  readonly name: string;
  readonly version: string;
  readonly pack: string;
  /** The pack's version that the plugin was made with, and the one there is. `to` is null where there is none for it. */
  readonly from: string;
  readonly to: string | null;
  /**
   * `behind`: there are newer templates. `ahead`: it was made with newer ones than there are here. `changed`: the same version, other
   * files (a pack that somebody works on). `blocked`: today's pack does not make it any more; `reason` says why. `current`: none of it.
   */
  readonly state: "current" | "behind" | "ahead" | "changed" | "blocked";
  /** Request on which `/forge upgrade` is commented: the plugin's newest. */
  readonly request: number;
  /** Migrations of the pack that wait. */
  readonly migrations: readonly { readonly number: number; readonly to: string; readonly summary: string }[];
  /** Places that people changed and the newer templates too, found by merging without writing; empty: it merges cleanly. */
  readonly conflicts: readonly { readonly path: string; readonly kind: MergeConflict["kind"] }[];
  readonly reason: string | null;
}
