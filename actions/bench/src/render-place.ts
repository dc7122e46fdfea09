/** A place in the queue for the job's log, from the agent's notification. */
export function renderPlace(waiting: Readonly<Record<string, unknown>>): string {
  const { position, heldBy, heldUntil, device, plugin } = waiting;
  const name = String(device ?? plugin ?? "it");
  const place = position === 1 ? "next" : `number ${String(position)}`;
  const holder =
    typeof heldBy === "string"
      ? `; ${heldBy} holds it until ${String(heldUntil)} at the latest`
      : "; it is not there yet";
  return `Waiting for ${name}: ${place} in the queue${position === 1 ? holder : ""}.`;
}
