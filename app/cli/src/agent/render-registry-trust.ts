import type { AgentStatus } from "@plugsmith/runner-agent";
import type { Paint } from "../terminal.ts";
import { cleanText as clean } from "./clean-text.ts";
import { renderDuration } from "./render-duration.ts";

const consequences = {
  fresh: "",
  warn: "; look at the workflow forge-registry, the network and the clock",
  refuse_new: "; nothing is loaded that did not run here before",
  stop: "; its plugins are stopped",
} as const;

/** What an open stream means is said once, in the documentation; what a closed one means must not be guessed. */
function renderStream(stream: AgentStatus["registry"]["stream"], paint: Paint): string[] {
  if (stream === null) return [];
  if (stream.state === "open") return [`woken by  the bot, ${paint("green", "listening")}`];
  const why = stream.lastError === undefined ? "" : `: ${clean(stream.lastError)}`;
  return [`woken by  ${paint("yellow", "nobody")}, the registry is looked at in turn${why}`];
}

/** How far the registry is believed on this bench, how old its word is, and what follows; nothing of an agent that does not say. */
export function renderRegistryTrust(registry: AgentStatus["registry"], paint: Paint): string[] {
  const { trust, knowledge, rootVersion, refusal, stream } = registry as Partial<AgentStatus["registry"]>;
  if (trust === undefined || knowledge === undefined) return [];
  const { state, ageSeconds } = knowledge;
  const style = state === "fresh" ? "green" : state === "warn" ? "yellow" : "red";
  const age = ageSeconds === null ? "never heard of" : `word ${renderDuration(ageSeconds * 1000)} old`;
  const words = {
    signed: `${rootVersion === undefined ? "signed" : `signed under root ${rootVersion}`}, ${paint(style, `${age}${consequences[state]}`)}`,
    unsigned: paint("yellow", "not signed: whoever can write the branch is believed (registry.trust)"),
    missing: paint("red", "no root was named, so nothing is believed: set registry.root"),
  };
  return [
    `trust     ${words[trust]}`,
    ...renderStream(stream ?? null, paint),
    ...(refusal?.code ? [`  ${paint("red", refusal.code)} ${clean(refusal.message ?? "")}`] : []),
  ];
}
