import type { Confinement } from "@plugsmith/plugin-host";
import { ForgeError } from "@plugsmith/schemas";

/**
 * Lets level `process` pass only when the operator waived the boundary with PLUGSMITH_CONFINEMENT=process.
 * @throws ForgeError `confinement_unavailable`.
 */
export function requireConfinement(found: Confinement, waiver: string | undefined): Confinement {
  if (found.level === "os" || waiver === "process") return found;
  throw new ForgeError("confinement_unavailable", {
    message: `Plugin code runs only behind an operating-system boundary, and this machine offers none: ${found.reason ?? "bubblewrap is missing"}.`,
    hint: "Install bubblewrap (Debian and Ubuntu: apt-get install bubblewrap) and allow unprivileged user namespaces, or set PLUGSMITH_CONFINEMENT=process if you trust the plugin.",
  });
}
