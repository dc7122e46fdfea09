import { ForgeError } from "@plugsmith/schemas";

/** Where a `uses:` points. */
export type UsesReference =
  | { readonly kind: "self"; readonly path: string }
  | { readonly kind: "workspace"; readonly path: string }
  | { readonly kind: "remote"; readonly repository: string; readonly path: string; readonly sha: string };

const safePath = (path: string) => !path.split("/").some((part) => part === ".." || part === "." || part === "");

/**
 * Reads a `uses:` value. `$/x` is the repository and commit of the file that says it, `./x` the workspace.
 * Throws `reference_not_pinned` for a remote reference that is no full commit SHA (tags and branches move), and
 * `workflow_invalid` for everything else that is not understood.
 */
export function parseUses(uses: string): UsesReference {
  const local = /^(\.|\$)\/(.+?)\/?$/.exec(uses);
  if (local?.[2] !== undefined && safePath(local[2])) {
    return { kind: local[1] === "$" ? "self" : "workspace", path: local[2] };
  }
  const remote = /^([\w.-]+\/[\w.-]+)(?:\/([^@]+))?@([^@]+)$/.exec(uses);
  const [, repository, path = "", ref] = remote ?? [];
  if (repository === undefined || ref === undefined || (path !== "" && !safePath(path))) {
    throw new ForgeError("workflow_invalid", {
      message: `"${uses.slice(0, 200)}" is no action or workflow that this runner can find.`,
      hint: "Use owner/repo/path@<full SHA>, $/path or ./path; Docker actions are not supported.",
    });
  }
  if (!/^[0-9a-f]{40}$/.test(ref)) {
    throw new ForgeError("reference_not_pinned", {
      message: `"${uses.slice(0, 200)}" is not pinned to a full commit SHA.`,
      hint: "Write the 40 hex digits of the commit and keep the version in a comment.",
    });
  }
  return { kind: "remote", repository, path, sha: ref };
}
