import { ForgeError } from "@plugsmith/schemas";

export interface SignInputs {
  readonly zipDir: string;
  readonly outDir: string;
  readonly name: string;
  readonly headSha: string;
  readonly digest: string;
  readonly mergeSha: string;
  readonly pullRequest: number;
  readonly request: number;
}

const rules = {
  name: [/^(?=.{3,50}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/u, "acme-pay"],
  "head-sha": [/^[0-9a-f]{40}$/u, "40 hex digits"],
  digest: [/^sha256:[0-9a-f]{64}$/u, "sha256: and 64 hex digits"],
  "merge-sha": [/^[0-9a-f]{40}$/u, "40 hex digits"],
  "pull-request": [/^[1-9][0-9]{0,9}$/u, "12"],
  request: [/^[1-9][0-9]{0,9}$/u, "11"],
  "zip-dir": [/^\/./u, "an absolute path"],
  "out-dir": [/^\/./u, "an absolute path"],
} as const;

/**
 * The inputs of action.yml, checked all at once.
 * @throws ForgeError `input_invalid` naming every problem.
 */
export function parseSignInputs(input: (name: string) => string): SignInputs {
  const wrong = Object.entries(rules).filter(([name, [rule]]) => !rule.test(input(name)));
  if (wrong.length > 0)
    throw new ForgeError("input_invalid", {
      message: `These inputs are not valid: ${wrong.map(([name, [, example]]) => `${name} (for example ${example})`).join(", ")}.`,
      hint: "Correct the `with:` block of the step.",
    });
  return {
    zipDir: input("zip-dir"),
    outDir: input("out-dir"),
    name: input("name"),
    headSha: input("head-sha"),
    digest: input("digest"),
    mergeSha: input("merge-sha"),
    pullRequest: Number(input("pull-request")),
    request: Number(input("request")),
  };
}
