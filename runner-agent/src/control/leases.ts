import { randomUUID } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";

export interface Lease {
  readonly plugin: string;
  readonly holder: string;
  readonly until: string;
}

export interface Leases {
  /** Reserves a plugin for one caller. @throws ForgeError `lease_held`. */
  acquire(plugin: string, holder: string, seconds: number): Lease & { readonly token: string };
  release(plugin: string, token: string): void;
  /** @throws ForgeError `lease_held` when somebody else holds it. */
  check(plugin: string, token: unknown): void;
  list(): readonly Lease[];
}

const maxSeconds = 24 * 3600;

/** Reservations that end by themselves, so that a dead holder blocks nobody for long. Lost when the agent restarts. */
export function createLeases(clock: Clock): Leases {
  const held = new Map<string, { token: string; holder: string; until: number }>();
  const current = (plugin: string) => {
    const lease = held.get(plugin);
    if (lease && lease.until <= clock.now()) held.delete(plugin);
    return held.get(plugin);
  };
  const refuse = (plugin: string, lease: { holder: string; until: number }) =>
    new ForgeError("lease_held", {
      message: `${lease.holder} holds ${plugin} until ${new Date(lease.until).toISOString()}.`,
      hint: "Wait, or ask the holder to release it.",
    });
  return {
    acquire(plugin, holder, seconds) {
      const lease = current(plugin);
      if (lease) throw refuse(plugin, lease);
      const token = randomUUID();
      const until = clock.now() + Math.min(maxSeconds, Math.max(1, seconds)) * 1000;
      held.set(plugin, { token, holder, until });
      return { plugin, holder, until: new Date(until).toISOString(), token };
    },
    release(plugin, token) {
      const lease = current(plugin);
      if (lease && lease.token !== token) throw refuse(plugin, lease);
      held.delete(plugin);
    },
    check(plugin, token) {
      const lease = current(plugin);
      if (lease && lease.token !== token) throw refuse(plugin, lease);
    },
    list: () =>
      [...held.keys()].flatMap((plugin) => {
        const lease = current(plugin);
        return lease ? [{ plugin, holder: lease.holder, until: new Date(lease.until).toISOString() }] : [];
      }),
  };
}
