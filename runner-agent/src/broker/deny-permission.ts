import { ForgeError } from "@plugsmith/schemas";

/** A refusal that names what the manifest would have to say. */
export function denyPermission(what: string, needed: string): ForgeError {
  return new ForgeError("permission_denied", {
    message: `${what} is not allowed by the manifest.`,
    hint: `The manifest's permissions would have to say: ${needed}. A wider permission needs a new, approved version.`,
  });
}
