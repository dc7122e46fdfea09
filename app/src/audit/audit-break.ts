/** What can be wrong with the log, each with what it means for whoever trusts it. */
export const breakMeanings = {
  history: "A commit was dropped, inserted or reordered, or the branch was begun anew: the log was rewritten.",
  object:
    "The stored bytes do not have the name they are stored under: the repository is damaged or was edited by hand.",
  commit: "The forge did not write this commit: somebody else pushed to the branch, or rewrote it.",
  files: "A commit may only add records; whoever made this one changed or hid what was decided before.",
  record: "This is not a record as the forge writes it: its text was changed, or somebody else wrote it.",
  chain: "A record was changed, dropped, doubled or reordered: it does not follow the one before it.",
  time: "The record claims to be older than the one before it: it was moved, or its time was changed.",
  delivery: "One commit holds the decisions of one delivery; records were moved between commits.",
  head: "head.json does not name the last record and the commit before: the end of the log was cut off or replaced.",
  text: "The private text is missing or was changed; what the record says cannot be read any more.",
} as const satisfies Record<string, string>;

/** The first place where the log does not hold. */
export interface AuditBreak {
  readonly kind: keyof typeof breakMeanings;
  readonly commit: string;
  /** Number of the record, where one is concerned. */
  readonly sequence: number | null;
  readonly path: string | null;
  /** What differs. */
  readonly message: string;
}

/** Thrown inside the checks only; `checkHistory` answers it as a value. */
export class BreakFound extends Error {
  readonly at: AuditBreak;
  constructor(at: AuditBreak) {
    super(at.message);
    this.at = at;
  }
}

/** A break in one sentence, for logs and errors. */
export function renderBreak({ commit, sequence, path, message, kind }: AuditBreak): string {
  const place = [
    `commit ${commit.slice(0, 12)}`,
    ...(sequence === null ? [] : [`record ${sequence}`]),
    ...(path === null ? [] : [path]),
  ];
  return `${place.join(", ")}: ${message} ${breakMeanings[kind]}`;
}
