import type { HeldLease, LeaseBook, LeasePlaces, LeaseTicket } from "./lease-book.ts";

/** A lease as everybody may see it. */
export interface LeaseView {
  readonly id: string;
  /** The plugin, when a plugin was given. */
  readonly plugin: string | null;
  /** Key of the device, when a device was given. */
  readonly device: string | null;
  readonly holder: string;
  readonly reason: string;
  readonly priority: number;
  readonly since: string;
  readonly until: string;
}

/** A request in the queue as everybody may see it. */
export interface WaitingView {
  readonly id: string;
  readonly plugin: string | null;
  readonly device: string | null;
  readonly holder: string;
  readonly reason: string;
  readonly priority: number;
  readonly askedAt: string;
  /** When it gives up. */
  readonly until: string;
  /** 1: next. */
  readonly position: number;
  /** Who holds it now and until when; null: the device is not there, or somebody before it waits. */
  readonly heldBy: string | null;
  readonly heldUntil: string | null;
}

const at = (ms: number) => new Date(ms).toISOString();

/** A held lease without what opens it. */
export function renderLease(lease: HeldLease): LeaseView {
  const { id, subject, holder, reason, priority, since, until } = lease;
  const [kind, name] = [subject.slice(0, subject.indexOf(":")), subject.slice(subject.indexOf(":") + 1)];
  return {
    id,
    plugin: kind === "plugin" ? name : null,
    device: kind === "device" ? name : null,
    holder,
    reason,
    priority,
    since: at(since),
    until: at(until),
  };
}

/** A request that waits, with its place in the whole queue and who is in its way. */
export function renderWaiting(ticket: LeaseTicket, place: number, book: LeaseBook, places: LeasePlaces): WaitingView {
  const { id, want, holder, reason, priority, askedAt, giveUpAt } = ticket;
  const wanted = places.subjectsOf(want);
  const ahead = book.waiting
    .slice(0, place)
    .filter((other) => places.subjectsOf(other.want).some((one) => wanted.some((own) => places.clash(one, own))));
  const [blocking] = book.held
    .filter(({ subject }) => wanted.some((own) => places.clash(subject, own)))
    .sort((one, other) => one.until - other.until);
  return {
    id,
    plugin: "plugin" in want ? want.plugin : null,
    device: "device" in want ? want.device : null,
    holder,
    reason,
    priority,
    askedAt: at(askedAt),
    until: at(giveUpAt),
    position: ahead.length + 1,
    heldBy: blocking?.holder ?? null,
    heldUntil: blocking ? at(blocking.until) : null,
  };
}
