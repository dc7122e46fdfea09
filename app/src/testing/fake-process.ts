import { ForgeError } from "@plugsmith/schemas";
import { createForgeApp } from "../app.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Account } from "../facts/facts.ts";
import type { ForgeApp } from "../forge-app.ts";
import type { ApiRequest } from "../github/api-request.ts";
import type { HintSubject } from "../hints/hint.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import type { FakeForge } from "./fake-forge.ts";

/** Where the process is killed: at the n-th write to GitHub or the log, before or after it took effect. */
export interface Death {
  readonly boundary: number;
  readonly side: "before" | "after";
}

/** One life of the bot over the fake GitHub: from its death on, nothing that it does reaches anything. */
export interface FakeProcess {
  /** Gives the bot a hint as a delivery would; answers whether the bot lived through it. */
  send(subject: HintSubject, actor?: Account | null): Promise<boolean>;
  sweep(): Promise<boolean>;
  /** What was written so far, in order. */
  readonly writes: readonly string[];
  readonly dead: boolean;
}

let deliveries = 0;

/** One life of the bot; with a death, it ends there. */
export function startFakeProcess(forge: FakeForge, death: Death | null = null): FakeProcess {
  const writes: string[] = [];
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Error("the process died");
  };

  async function write<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (dead) die();
    writes.push(name);
    const fatal = death?.boundary === writes.length ? death.side : null;
    if (fatal === "before") die();
    const result = await work();
    if (fatal === "after") die();
    return result;
  }

  const request: ApiRequest = async (route, parameters) => {
    if (dead) die();
    if (route.startsWith("GET ")) return forge.request(route, parameters);
    return write(route, () => forge.request(route, parameters));
  };
  /** How much of the log the last fetch brought. */
  let seen = 0;
  const mirror: RepositoryMirror = {
    ...forge.mirror,
    async refresh() {
      await forge.mirror.refresh();
      seen = forge.audit.records.length;
    },
  };
  const audit: AuditStore = {
    read: async () => (dead ? die() : forge.audit.records.slice(0, seen)),
    append(records, origin) {
      if (records.length === 0) return forge.audit.append(records, origin);
      return write(`append ${records.map((record) => record.kind).join(" ")}`, async () => {
        // As the log on a branch: whoever comes second about the same request has to look again.
        const newer = forge.audit.records.slice(seen).map((record) => record.request);
        if (records.some((record) => newer.includes(record.request))) throw new ForgeError("audit_conflict");
        const written = await forge.audit.append(records, origin);
        seen = forge.audit.records.length;
        return written;
      });
    },
  };
  const { repository, forge: identity, engine, serverUrl, now } = forge.context;
  const app: ForgeApp = createForgeApp({
    forge: identity,
    engine,
    serverUrl,
    cacheFolder: "",
    now,
    open: async () => ({ mirror, audit }),
  });
  const connection = { request, getToken: async () => null };

  async function live(work: () => Promise<unknown>): Promise<boolean> {
    forge.tick(5000);
    try {
      await work();
    } catch (error) {
      // A failure that is no death is the bot's own and must show.
      if (!dead) throw error;
    }
    return !dead;
  }
  return {
    writes,
    get dead() {
      return dead;
    },
    send: (subject, actor = null) =>
      live(() => app.handleHint({ delivery: `d-${++deliveries}`, repository, actor, subject }, connection)),
    sweep: () => live(() => app.sweep(repository, connection)),
  };
}
