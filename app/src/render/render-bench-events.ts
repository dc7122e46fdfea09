import type { AuditRecord, BenchEvent } from "@plugsmith/schemas";
import { renderCode } from "./render-code.ts";
import { renderText } from "./render-text.ts";

const words: Record<BenchEvent["type"], string> = {
  "forge.device.attached": "🔌 device attached",
  "forge.device.detached": "device detached",
  "forge.device.unknown": "unknown device",
  "forge.plugin.loaded": "loaded",
  "forge.plugin.swapped": "🔄 swapped without a pause",
  "forge.plugin.rolled_back": "↩️ rolled back",
  "forge.plugin.refused": "✋ refused",
  "forge.plugin.broken": "💥 broken",
  "forge.plugin.revoked": "⛔ revoked, unloaded",
  "forge.plugin.unloaded": "unloaded",
};
const shown = 8;

/** One sentence about a bench event, safe to show. */
export function renderBenchEvent(event: BenchEvent): string {
  const device = event.device ? ` ${renderCode(event.device.serial ?? event.device.port, 40)}` : "";
  const version = event.plugin?.version ? ` with ${event.plugin.version}` : "";
  const from = event.previousVersion
    ? event.type === "forge.plugin.rolled_back"
      ? `, ${event.previousVersion} keeps running`
      : `, before ${event.previousVersion}`
    : "";
  const code = event.code ? ` (\`${event.code.replace(/[^a-z0-9_]/gu, "")}\`)` : "";
  const message = event.message ? `: ${renderText(event.message, 160)}` : "";
  return `${words[event.type]}${device}${version}${from}${code}${message}`;
}

/** The newest events of benches about this request, newest first; empty without any. */
export function renderBenchEvents(records: readonly AuditRecord[]): string[] {
  const events = records.flatMap((record) => (record.benchEvent ? [record.benchEvent] : [])).reverse();
  if (events.length === 0) return [];
  const more = events.length > shown ? [`- … and ${events.length - shown} before`] : [];
  const lines = events
    .slice(0, shown)
    .map(
      (event) => `- ${renderCode(event.bench)} ${event.at.slice(0, 19).replace("T", " ")}Z ${renderBenchEvent(event)}`,
    );
  return ["", "#### Benches", "", ...lines, ...more];
}
