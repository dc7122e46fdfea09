import { type BuildSigner, ForgeError, parseSigners, type Signers } from "@plugsmith/schemas";

export interface SignerAddition {
  readonly digest: string;
  /** Address of the workflow without @ref; undefined: the only one that the list names. */
  readonly workflow: string | undefined;
  /** When its certificates begin to count. */
  readonly from: string;
  readonly until: string | undefined;
  readonly note: string | undefined;
}

const refuse = (message: string, hint: string): never => {
  throw new ForgeError("input_invalid", { message, hint });
};

function check(value: Signers): Signers {
  const parsed = parseSigners(value);
  if (parsed.ok) return parsed.value;
  const first = parsed.issues[0];
  return refuse(
    `The list of signers would not be valid: ${first?.path} ${first?.message}.`,
    "A commit is 40 hex digits, a workflow an address without @ref, a time like 2027-01-31T00:00:00Z.",
  );
}

function findWorkflow(known: readonly BuildSigner[]): string {
  const [only, ...others] = new Set(known.map(({ workflow }) => workflow));
  if (only !== undefined && others.length === 0) return only;
  return refuse(
    `The list names ${only === undefined ? "no workflow" : "several workflows"} yet.`,
    "Say which with --workflow https://github.com/<owner>/<repository>/.github/workflows/publish.yml.",
  );
}

/**
 * The list with one more commit. @throws ForgeError `input_invalid` for one that stands in it already, and for what does not fit the schema.
 */
export function addSigner(list: Signers | null, addition: SignerAddition): Signers {
  const known = list?.signers ?? [];
  const { digest, from, until, note } = addition;
  const workflow = addition.workflow ?? findWorkflow(known);
  if (known.some((entry) => entry.digest === digest && entry.workflow === workflow))
    return refuse(
      `The list has ${digest} of ${workflow} already.`,
      "Take it out first to list it with another time: `plugsmith registry signer remove`.",
    );
  const entry = { workflow, digest, from, ...(until && { until }), ...(note && { note }) };
  return check({ schemaVersion: 1, signers: [...known, entry] });
}

/**
 * The list without a commit, or with the time from which it no longer counts.
 * @param until undefined: whatever it signed counts no longer.
 * @throws ForgeError `input_invalid` for a commit that is not listed, and for the last one.
 */
export function endSigner(list: Signers | null, digest: string, until: string | undefined): Signers {
  const known = list?.signers ?? [];
  if (!known.some((entry) => entry.digest === digest))
    return refuse(`The list does not have ${digest.slice(0, 64)}.`, "See `plugsmith registry signer list`.");
  const signers =
    until === undefined
      ? known.filter((entry) => entry.digest !== digest)
      : known.map((entry) => (entry.digest === digest ? { ...entry, until } : entry));
  if (signers.length === 0)
    return refuse("Nobody could sign then: it is the only commit of the list.", "Add the next one first.");
  return check({ schemaVersion: 1, signers });
}
