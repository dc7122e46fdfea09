import { ForgeError } from "@plugsmith/schemas";

export interface RebuildInputs {
  readonly phase: "rebuild-check";
  readonly name: string;
  readonly headSha: string;
  readonly digest: string;
  readonly firstDir: string;
  readonly secondDir: string;
}

export interface MergeInputs {
  readonly phase: "merge";
  readonly name: string;
  readonly headSha: string;
  readonly digest: string;
  readonly pullRequest: number;
  /** Bytes of the rebuilt package; 0: not told. */
  readonly size: number;
  readonly dryRun: boolean;
}

export interface ReleaseInputs {
  readonly phase: "release";
  readonly name: string;
  readonly headSha: string;
  readonly digest: string;
  readonly pullRequest: number;
  readonly request: number;
  readonly mergeSha: string;
  readonly zipDir: string;
  /** Path of a TrustedRoot file, or empty. */
  readonly trustedRoot: string;
  readonly dryRun: boolean;
}

export interface RevokeInputs {
  readonly phase: "revoke";
  readonly name: string;
  readonly version: string;
  readonly request: number;
  /** What the person who started the job expects; null: whatever the comments say. */
  readonly action: "suspend" | "revoke" | null;
  readonly dryRun: boolean;
}

export interface PlanInputs {
  readonly phase: "plan";
  readonly name: string;
  readonly headSha: string;
  readonly digest: string;
  /** Folder of the rebuilt package. */
  readonly zipDir: string;
}

/** Asks every checklist; nothing is told. */
export interface SettleInputs {
  readonly phase: "settle";
}

export type PublishInputs = PlanInputs | RebuildInputs | MergeInputs | ReleaseInputs | RevokeInputs | SettleInputs;

const path = /^\/./u;
const number = /^[1-9][0-9]{0,9}$/u;
const sha = /^[0-9a-f]{40}$/u;
const rules: Readonly<Record<string, RegExp>> = {
  name: /^(?=.{3,50}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/u,
  "head-sha": sha,
  "merge-sha": sha,
  digest: /^sha256:[0-9a-f]{64}$/u,
  "pull-request": number,
  request: number,
  version: /^(?=.{1,64}$)\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/u,
  "first-dir": path,
  "second-dir": path,
  "zip-dir": path,
  action: /^(suspend|revoke|)$/u,
  size: /^([1-9][0-9]{0,9}|)$/u,
  "dry-run": /^(true|false|)$/u,
};

const wanted = {
  "rebuild-check": ["name", "head-sha", "digest", "first-dir", "second-dir"],
  merge: ["name", "head-sha", "digest", "pull-request", "size", "dry-run"],
  plan: ["name", "head-sha", "digest", "zip-dir"],
  release: ["name", "head-sha", "digest", "pull-request", "request", "merge-sha", "zip-dir", "dry-run"],
  revoke: ["name", "version", "request", "action", "dry-run"],
  settle: [],
} as const;

const refuse = (message: string): never => {
  throw new ForgeError("input_invalid", { message, hint: "Correct the `with:` block of the step." });
};

/**
 * The inputs of action.yml for one phase, checked all at once.
 * @throws ForgeError `input_invalid` naming every problem.
 */
export function parsePublishInputs(input: (name: string) => string): PublishInputs {
  const phase = input("phase");
  if (!Object.hasOwn(wanted, phase))
    return refuse("phase must be rebuild-check, plan, merge, release, revoke or settle.");
  const wrong = (wanted[phase as PublishInputs["phase"]] as readonly string[]).filter(
    (name) => !rules[name]?.test(input(name)),
  );
  if (wrong.length > 0) return refuse(`These inputs of phase ${phase} are missing or not valid: ${wrong.join(", ")}.`);
  const head = { name: input("name"), headSha: input("head-sha"), digest: input("digest") };
  const pullRequest = Number(input("pull-request"));
  const request = Number(input("request"));
  const dryRun = input("dry-run") === "true";
  switch (phase as PublishInputs["phase"]) {
    case "rebuild-check":
      return { phase: "rebuild-check", ...head, firstDir: input("first-dir"), secondDir: input("second-dir") };
    case "merge":
      return { phase: "merge", ...head, pullRequest, size: Number(input("size")), dryRun };
    case "plan":
      return { phase: "plan", ...head, zipDir: input("zip-dir") };
    case "release":
      return {
        phase: "release",
        ...head,
        pullRequest,
        request,
        mergeSha: input("merge-sha"),
        zipDir: input("zip-dir"),
        trustedRoot: input("trusted-root"),
        dryRun,
      };
    case "settle":
      return { phase: "settle" };
    case "revoke":
      return {
        phase: "revoke",
        name: head.name,
        version: input("version"),
        request,
        action: (input("action") || null) as RevokeInputs["action"],
        dryRun,
      };
  }
}
