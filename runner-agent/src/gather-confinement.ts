import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { type Confinement, detectConfinement, openCgroups } from "@plugsmith/plugin-host";

/** What this machine offers between plugins and itself, control groups included; they are named after the state folder. */
export async function gatherConfinement(stateDir: string): Promise<Confinement> {
  const name = `plugsmith-${createHash("sha256").update(resolve(stateDir)).digest("hex").slice(0, 12)}-${process.pid}`;
  const [confinement, { cgroups, reason }] = await Promise.all([detectConfinement(), openCgroups(name)]);
  return {
    ...confinement,
    ...(cgroups ? { cgroups } : {}),
    ...(reason === undefined ? {} : { noCgroups: reason }),
  };
}
