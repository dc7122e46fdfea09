import type { Account } from "../facts/facts.ts";

/** Which repository an event is about, as its payload says. */
export interface HintRepository {
  readonly owner: string;
  readonly repo: string;
  readonly id: number;
  readonly defaultBranch: string;
}

/** What may have changed. Everything else is read again from GitHub. */
export type HintSubject =
  /** An issue or pull request; `request` where a forge branch already names the request. */
  | {
      readonly kind: "thread";
      readonly number: number;
      readonly request?: number;
      readonly pushed?: string;
      readonly gone?: true;
    }
  | {
      readonly kind: "comment";
      readonly number: number;
      readonly commentId: number;
      /** The comment as it was when new: later text does not count. */
      readonly body: string;
      readonly onPull: boolean;
    }
  | { readonly kind: "run"; readonly workflow: string; readonly title: string }
  | { readonly kind: "config" }
  /** A checklist for a store: somebody ticked a box or closed it. */
  | { readonly kind: "kit"; readonly number: number }
  /** A sweep: also looks for commands of the last day that nobody answered; `onPull`: those on the forge's pull request. */
  | { readonly kind: "sweep"; readonly number: number; readonly onPull?: boolean };

export interface Hint {
  readonly delivery: string;
  readonly repository: HintRepository;
  readonly actor: Account | null;
  readonly subject: HintSubject;
}
