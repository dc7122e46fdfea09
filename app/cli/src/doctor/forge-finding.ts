/** What the doctor found about one thing a forge repository needs. */
export interface ForgeFinding {
  readonly what: string;
  /** `unknown`: GitHub did not let this token look. It is never as good as `ok`. */
  readonly state: "ok" | "wrong" | "unknown";
  /** Does the forge break its promises without it? Else it is advice. */
  readonly required: boolean;
  readonly detail: string;
  /** What to do; empty for `ok`. */
  readonly mend: string;
}

/** An answer of GitHub's API; `status` 0: it could not be reached. */
export interface Answer {
  readonly status: number;
  readonly data: unknown;
}

export const ok = (what: string, detail: string, required = true): ForgeFinding => ({
  what,
  state: "ok",
  required,
  detail,
  mend: "",
});

export const wrong = (what: string, detail: string, mend: string, required = true): ForgeFinding => ({
  what,
  state: "wrong",
  required,
  detail,
  mend,
});

/** GitHub refused to say: what the token lacks, or where a person can look. */
export const unknown = (what: string, answer: Answer, mend: string, required = true): ForgeFinding => ({
  what,
  state: "unknown",
  required,
  detail: `could not check: GitHub answered ${answer.status}`,
  mend,
});
