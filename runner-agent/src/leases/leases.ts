import { createHash, randomUUID } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import {
  decideLeases,
  findNextEnd,
  type HeldLease,
  type LeaseBook,
  type LeaseEvent,
  type LeasePlaces,
  type LeaseTicket,
  type LeaseWant,
} from "./lease-book.ts";
import type { LeaseStore } from "./lease-store.ts";
import { type LeaseView, renderLease, renderWaiting, type WaitingView } from "./render-lease.ts";

export interface LeaseRequest {
  readonly want: LeaseWant;
  readonly holder: string;
  readonly reason?: string;
  readonly priority?: number;
  readonly seconds: number;
  /** 0: now or never. */
  readonly waitSeconds?: number;
  /** Let it go when the connection that asked ends; `keep` makes it stand alone. */
  readonly bound?: boolean;
}

export type GrantedLease = LeaseView & { readonly token: string };

export interface AskedLease {
  readonly id: string;
  /** @throws ForgeError `lease_held` when it was not granted in time, with who holds it. */
  readonly granted: Promise<GrantedLease>;
  /** Gives the request or the lease up, unless it was kept. */
  drop(): void;
}

export interface Leases {
  /** Asks for a plugin or a device; `onWait` is told its place in the queue, and again when that changes. */
  ask(request: LeaseRequest, onWait?: (waiting: WaitingView) => void): AskedLease;
  /** Lets it go. True: the token opened a lease; false: it was over already. */
  release(token: string): boolean;
  /** Holds on for so many seconds from now. @throws ForgeError `lease_unknown`. */
  renew(token: string, seconds: number): LeaseView;
  /** Makes a lease outlive its connection, and the agent. @throws ForgeError `lease_unknown`. */
  keep(token: string): LeaseView;
  /** Ends whoever's lease; for the owner of the bench. False: there is none of this id. */
  revoke(id: string): boolean;
  /** Whether a token opens a lease that covers this plugin. @throws ForgeError `lease_held`, `lease_unknown`. */
  check(plugin: string, token: unknown): "free" | "own";
  isHeld(plugin: string): boolean;
  list(): readonly LeaseView[];
  queue(): readonly WaitingView[];
  /** Devices came or went. */
  look(): void;
  close(): void;
}

const maxSeconds = 24 * 3600;
const maxWaiting = 200;
const toMs = (seconds: number) => Math.min(maxSeconds, Math.max(1, seconds)) * 1000;
const proofOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** Reservations that end by themselves, so that a dead holder blocks nobody for long, and a queue of those who wait. */
export function createLeases(clock: Clock, places: LeasePlaces, store?: LeaseStore): Leases {
  const left = (store?.read() ?? []).filter(({ until }) => until > clock.now());
  let book: LeaseBook = { held: left, waiting: [] };
  const proofs = new Map(left.map(({ id, proof }) => [id, proof]));
  const kept = new Set(left.map(({ id }) => id));
  const waiters = new Map<
    string,
    { grant(lease: HeldLease): void; refuse(error: ForgeError): void; tell(view: WaitingView): void }
  >();
  let cancelTimer = () => {};
  let written = left.length > 0 ? "" : "[]";

  const views = () => book.waiting.map((ticket, place) => renderWaiting(ticket, place, book, places));

  function refusal({ want }: LeaseTicket): ForgeError {
    const wanted = places.subjectsOf(want);
    const name = "plugin" in want ? want.plugin : want.device;
    const other = book.held.find(({ subject }) => wanted.some((one) => places.clash(one, subject)));
    if (other)
      return new ForgeError("lease_held", {
        message: `${other.holder} holds ${name} until ${new Date(other.until).toISOString()}${other.reason ? ` (${other.reason})` : ""}.`,
        hint: "Wait longer, ask the holder, or see `plugsmith agent lease`.",
      });
    return new ForgeError("lease_held", {
      message:
        wanted.length > 0 ? `Others wait for ${name}, and are served first.` : `${name} is not attached to this bench.`,
      hint: wanted.length > 0 ? "Ask with waitSeconds." : "`plugsmith agent status` lists the devices.",
    });
  }

  function save(): void {
    const keep = book.held.filter(({ id }) => kept.has(id));
    const next = JSON.stringify(keep);
    if (next === written) return;
    written = next;
    store?.write(keep.map((lease) => ({ ...lease, proof: proofs.get(lease.id) ?? "" })));
  }

  function apply(event: LeaseEvent): void {
    const step = decideLeases(book, event, clock.now(), places);
    book = step.book;
    for (const lease of step.granted) waiters.get(lease.id)?.grant(lease);
    for (const ticket of step.gaveUp) waiters.get(ticket.id)?.refuse(refusal(ticket));
    const live = new Set([...book.held, ...book.waiting].map(({ id }) => id));
    for (const id of proofs.keys()) if (!live.has(id)) proofs.delete(id);
    for (const id of kept) if (!live.has(id)) kept.delete(id);
    for (const view of views()) waiters.get(view.id)?.tell(view);
    save();
    cancelTimer();
    const next = findNextEnd(book);
    if (next !== undefined) cancelTimer = clock.after(Math.max(1, next - clock.now()), () => apply({ type: "look" }));
  }

  const find = (token: string) => {
    const proof = proofOf(token);
    return book.held.find(({ id, until }) => proofs.get(id) === proof && until > clock.now());
  };
  const demand = (token: string): HeldLease => {
    const lease = find(token);
    if (lease) return lease;
    throw new ForgeError("lease_unknown", { hint: "It ended by itself, or was let go: ask for a new one." });
  };

  if (left.length > 0) apply({ type: "look" });
  return {
    ask({ want, holder, reason = "", priority = 0, seconds, waitSeconds = 0, bound = false }, onWait = () => {}) {
      if (book.waiting.length >= maxWaiting)
        throw new ForgeError("call_limit", { message: `${maxWaiting} requests wait for leases on this bench.` });
      const id = randomUUID().slice(0, 8);
      const token = randomUUID();
      const now = clock.now();
      proofs.set(id, proofOf(token));
      if (!bound) kept.add(id);
      const answer = Promise.withResolvers<GrantedLease>();
      // Whoever gave up hears nothing more.
      answer.promise.catch(() => {});
      let shown = "";
      waiters.set(id, {
        grant(lease) {
          waiters.delete(id);
          answer.resolve({ ...renderLease(lease), token });
        },
        refuse(error) {
          waiters.delete(id);
          answer.reject(error);
        },
        tell(view) {
          const text = JSON.stringify(view);
          if (text === shown) return;
          shown = text;
          onWait(view);
        },
      });
      const giveUpAt = now + Math.min(maxSeconds, Math.max(0, waitSeconds)) * 1000;
      const holdMs = toMs(seconds);
      apply({ type: "ask", ticket: { id, want, holder, reason, priority, holdMs, askedAt: now, giveUpAt } });
      return {
        id,
        granted: answer.promise,
        drop() {
          waiters.get(id)?.refuse(new ForgeError("lease_held", { message: "The request was given up." }));
          if (book.waiting.some((ticket) => ticket.id === id) || !kept.has(id)) apply({ type: "end", id });
        },
      };
    },
    release(token) {
      const lease = find(token);
      if (lease) apply({ type: "end", id: lease.id });
      return lease !== undefined;
    },
    renew(token, seconds) {
      const { id } = demand(token);
      apply({ type: "renew", id, holdMs: toMs(seconds) });
      return renderLease(demand(token));
    },
    keep(token) {
      const lease = demand(token);
      kept.add(lease.id);
      save();
      return renderLease(lease);
    },
    revoke(id) {
      const known = [...book.held, ...book.waiting].some((one) => one.id === id);
      waiters.get(id)?.refuse(new ForgeError("lease_held", { message: "The owner of the bench ended the request." }));
      if (known) apply({ type: "end", id });
      return known;
    },
    check(plugin, token) {
      const now = clock.now();
      const [first, ...others] = book.held.filter(
        ({ subject, until }) => until > now && places.clash(subject, `plugin:${plugin}`),
      );
      if (typeof token === "string" && token !== "") {
        const own = demand(token);
        if ([first, ...others].includes(own)) return "own";
        throw new ForgeError("lease_held", { message: `This lease is on ${own.subject}, not on ${plugin}.` });
      }
      if (!first) return "free";
      throw new ForgeError("lease_held", {
        message: `${first.holder} holds ${first.subject.replace(":", " ")} until ${new Date(first.until).toISOString()}.`,
        hint: "Wait, or ask the holder to release it. With a lease of your own, give its token.",
      });
    },
    isHeld: (plugin) => {
      const now = clock.now();
      return book.held.some(({ subject, until }) => until > now && places.clash(subject, `plugin:${plugin}`));
    },
    list: () => {
      const now = clock.now();
      return book.held.filter(({ until }) => until > now).map(renderLease);
    },
    queue: views,
    look: () => apply({ type: "look" }),
    close: () => cancelTimer(),
  };
}
