import type { AgentStatus } from "@plugsmith/runner-agent";
import type { Paint } from "../terminal.ts";
import { cleanText } from "./clean-text.ts";
import { renderDuration } from "./render-duration.ts";
import { renderTable } from "./render-table.ts";

type Leases = Pick<AgentStatus, "leases" | "leaseQueue">;

/** Who holds what, why and for how long, and who waits; `now` in ms since 1970. */
export function renderLeases({ leases, leaseQueue }: Leases, now: number, paint: Paint): string[] {
  const left = (until: string) => renderDuration(Date.parse(until) - now);
  const held = leases.map((lease) => [
    cleanText(lease.device ?? lease.plugin),
    paint("yellow", `${left(lease.until)} left`),
    cleanText(lease.holder),
    cleanText(lease.reason),
    paint("dim", `id ${lease.id}`),
  ]);
  const waiting = leaseQueue.map((one) => [
    cleanText(one.device ?? one.plugin),
    `waits, number ${one.position}`,
    cleanText(one.holder),
    cleanText(one.reason),
    paint(
      "dim",
      `gives up in ${left(one.until)}${one.priority === 0 ? "" : `, priority ${one.priority}`}, id ${one.id}`,
    ),
  ]);
  return renderTable([...held, ...waiting]);
}
