import { statusMarker } from "./render-status.ts";

const marker = "<!-- plugsmith:budget -->";

/** The status comment as it stands, with a line that says when it will be brought up to date; `until` in ms. */
export function renderBudget(body: string | null, until: number): string {
  const time = new Date(until).toISOString().slice(11, 16);
  const line = `${marker}\n> ⏳ GitHub's budget for this forge is low; next look at ${time} UTC. Nothing is lost.`;
  const [before = ""] = (body ?? statusMarker).replaceAll("\r\n", "\n").split(`\n\n${marker}`);
  return `${before}\n\n${line}`;
}
