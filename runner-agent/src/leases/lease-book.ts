/** What somebody wants to have alone: a plugin by name, or a device by key, port, serial or `vvvv:pppp`. */
export type LeaseWant = { readonly plugin: string } | { readonly device: string };

export interface LeaseTicket {
  /** Public name of the request; not what opens it. */
  readonly id: string;
  readonly want: LeaseWant;
  readonly holder: string;
  readonly reason: string;
  /** -100 to 100, higher goes first. */
  readonly priority: number;
  /** How long it may be held, ms. */
  readonly holdMs: number;
  readonly askedAt: number;
  /** When the request ends if it was not granted, ms since 1970. */
  readonly giveUpAt: number;
}

export interface HeldLease extends LeaseTicket {
  /** `plugin:<name>` or `device:<key>`: what was given. */
  readonly subject: string;
  readonly since: number;
  readonly until: number;
}

export interface LeaseBook {
  readonly held: readonly HeldLease[];
  /** In the order in which they are served. */
  readonly waiting: readonly LeaseTicket[];
}

export const emptyBook: LeaseBook = { held: [], waiting: [] };

export type LeaseEvent =
  | { readonly type: "ask"; readonly ticket: LeaseTicket }
  | { readonly type: "end"; readonly id: string }
  /** Held on from now for `holdMs`. */
  | { readonly type: "renew"; readonly id: string; readonly holdMs: number }
  /** Time passed, or devices came and went. */
  | { readonly type: "look" };

export interface LeasePlaces {
  /** What would do for this wish now; nothing while the device is not there. */
  subjectsOf(want: LeaseWant): readonly string[];
  /** Whether two subjects cannot be in different hands: the same, or a plugin and a device that it serves. */
  clash(one: string, other: string): boolean;
}

export interface LeaseStep {
  readonly book: LeaseBook;
  readonly granted: readonly HeldLease[];
  /** Requests whose time to wait is over. */
  readonly gaveUp: readonly LeaseTicket[];
  readonly expired: readonly HeldLease[];
}

const inOrder = (one: LeaseTicket, other: LeaseTicket) => other.priority - one.priority || one.askedAt - other.askedAt;

/**
 * One change of who holds what. Served by priority, then by arrival; nobody overtakes somebody who waits for the same
 * thing, and nothing is taken away before its time.
 */
export function decideLeases(book: LeaseBook, event: LeaseEvent, now: number, places: LeasePlaces): LeaseStep {
  const gone = event.type === "end" ? event.id : undefined;
  const expired = book.held.filter(({ id, until }) => until <= now && id !== gone);
  const held = book.held
    .filter(({ id, until }) => until > now && id !== gone)
    .map((lease) =>
      event.type === "renew" && lease.id === event.id ? { ...lease, until: now + event.holdMs } : lease,
    );
  const asked = event.type === "ask" ? [...book.waiting, event.ticket] : book.waiting;
  const granted: HeldLease[] = [];
  const waiting: LeaseTicket[] = [];
  const gaveUp: LeaseTicket[] = [];
  for (const ticket of asked.filter(({ id }) => id !== gone).sort(inOrder)) {
    const wanted = places.subjectsOf(ticket.want);
    const ahead = waiting.flatMap(({ want }) => places.subjectsOf(want));
    const subject = wanted.find(
      (one) =>
        ![...held, ...granted].some((lease) => places.clash(lease.subject, one)) &&
        !ahead.some((other) => places.clash(other, one)),
    );
    if (subject !== undefined) granted.push({ ...ticket, subject, since: now, until: now + ticket.holdMs });
    else if (ticket.giveUpAt <= now) gaveUp.push(ticket);
    else waiting.push(ticket);
  }
  return { book: { held: [...held, ...granted], waiting }, granted, gaveUp, expired };
}

/** When something ends by itself next, ms since 1970; undefined: nothing does. */
export function findNextEnd({ held, waiting }: LeaseBook): number | undefined {
  const ends = [...held.map(({ until }) => until), ...waiting.map(({ giveUpAt }) => giveUpAt)];
  return ends.length === 0 ? undefined : Math.min(...ends);
}
