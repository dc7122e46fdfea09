import { cleanText } from "./clean-text.ts";

/** A line of the agent for people: its ready object and its events in words. */
export function renderEvent(event: Readonly<Record<string, unknown>>): string {
  if (event["status"] === "ready")
    return `bench ${String(event["bench"])} is ready: control socket ${String(event["socket"])}, plugin boundary ${String(event["isolation"])}`;
  const plugin = event["plugin"] as { name?: string; version?: string } | undefined;
  const device = event["device"] as { key?: string } | undefined;
  return [
    event["at"],
    event["type"] ?? event["kind"] ?? event["status"],
    plugin?.name,
    plugin?.version,
    device?.key,
    event["code"],
    event["message"],
  ]
    .filter(Boolean)
    .map(cleanText)
    .join("  ");
}
