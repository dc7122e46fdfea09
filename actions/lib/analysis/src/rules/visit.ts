import type { Language } from "../finding.ts";
import type { Target } from "../flow/find-targets.ts";
import type { Resolved } from "../fold/create-resolver.ts";
import type { Folded } from "../fold/fold-calls.ts";
import type { Place } from "../fold/scope.ts";
import type { Tree } from "../parse/tree.ts";

/** What the manifest declares, as far as rules ask. */
export interface Declared {
  /** Hosts of permissions.network.outbound. */
  readonly hosts: readonly string[];
  readonly network: boolean;
  readonly files: boolean;
  readonly usb: boolean;
}

/** What a check may ask about the place that it looks at. */
export interface Visit {
  readonly language: Language;
  readonly declared: Declared;
  fold(tree: Tree): Folded;
  resolve(tree: Tree): Resolved;
  /** Functions of the plugin that a call runs. */
  listTargets(call: Tree & { kind: "call" }): readonly Target[];
  /** Whether the package has a file whose path ends so. */
  holds(end: string): boolean;
  /** `trail`: lines by which the value came. `quote` is the plugin's own text: it is shortened and made printable before anybody sees it. */
  report(rule: string, line: number, message: string, quote?: string, trail?: readonly Place[]): void;
}
