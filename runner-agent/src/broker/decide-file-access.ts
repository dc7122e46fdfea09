import type { Permissions } from "@plugsmith/schemas";
import { denyPermission } from "./deny-permission.ts";

// Windows names and hidden files are refused too: the same grammar as the manifest's paths.
const segment = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

/**
 * The path as safe segments below the plugin's data folder, when a declared path covers it in this mode.
 * @throws ForgeError `permission_denied`.
 */
export function decideFileAccess(permissions: Permissions, path: unknown, mode: "ro" | "rw"): readonly string[] {
  const text = typeof path === "string" ? path : "";
  const segments = text.replace(/^\.\//, "").replace(/\/$/, "").split("/");
  const quoted = JSON.stringify(text.slice(0, 100));
  if (segments.length > 10 || !segments.every((part) => segment.test(part)))
    throw denyPermission(`The path ${quoted}`, "a relative path of letters, digits, _ . - without ..");
  const clean = segments.join("/");
  const covered = permissions.filesystem.some(
    (own) => (clean === own.path || clean.startsWith(`${own.path}/`)) && (own.mode === "rw" || mode === "ro"),
  );
  if (!covered)
    throw denyPermission(`${mode === "rw" ? "Writing" : "Reading"} ${quoted}`, `filesystem:${mode}:${clean}`);
  return segments;
}
