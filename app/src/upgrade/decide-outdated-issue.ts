import type { IssueFact } from "../github/read-issue.ts";
import { digestOfBody } from "./find-upgrade-asker.ts";
import { outdatedMarker } from "./render-outdated-issue.ts";

export interface IssueChange {
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
}

/** What to do about the issue "Plugins behind their packs". */
export interface OutdatedPlan {
  /** Text of a new issue; null: none is opened. */
  readonly opened: string | null;
  readonly changed: readonly IssueChange[];
}

const done = `${outdatedMarker}\nEvery plugin is made with the newest templates that the forge has.\n`;

/**
 * One issue is open where there is something to say, with exactly that text, and none where there is not. One that a person closed
 * stays closed until the text is another one.
 * @param known the forge's own issues with the marker, in any order and state.
 * @param body what there is to say; null: nothing.
 */
export function decideOutdatedIssue(
  known: readonly Pick<IssueFact, "number" | "open" | "body">[],
  body: string | null,
): OutdatedPlan {
  const open = known.filter((issue) => issue.open).sort((a, b) => a.number - b.number);
  const close = ({ number }: { readonly number: number }) => ({ number, open: false, body: done });
  if (body === null) return { opened: null, changed: open.map(close) };
  const kept = open[0] ?? [...known].sort((a, b) => b.number - a.number)[0];
  if (kept === undefined) return { opened: body, changed: [] };
  // Two processes may have opened one each.
  const surplus = open.slice(1).map(close);
  const isSame = digestOfBody(kept.body) === digestOfBody(body);
  return { opened: null, changed: [...(isSame ? [] : [{ number: kept.number, open: true, body }]), ...surplus] };
}
