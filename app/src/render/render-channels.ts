import type { ChannelEntry, ChannelLedger } from "@plugsmith/schemas";
import type { ChannelStep } from "@plugsmith/trust";
import { renderCode } from "./render-code.ts";
import { renderText } from "./render-text.ts";

const marks: Readonly<Record<ChannelEntry["state"], string>> = {
  intended: "⏳ under way",
  published: "✅ published",
  handed_over: "✋ waits for people",
  failed: "❌ failed",
  refused: "⛔ refused",
  retracted: "↩️ retracted",
};

/** Marks of code would show as they are, because no text from outside comes alive. */
const renderWords = (text: string) => renderText(text.replaceAll("`", ""));

const renderLink = (url: string) => `[open](<${url.replaceAll("|", "%7C")}>)`;

function describe({ state, evidence, trouble }: ChannelEntry, running: boolean): string {
  const parts = [
    ...(evidence?.url === undefined ? [] : [renderLink(evidence.url)]),
    ...(trouble ? [`\`${trouble.code}\` ${renderWords(trouble.message)}`] : []),
    ...(trouble?.hint === undefined ? [] : [renderWords(trouble.hint)]),
    ...(evidence?.todo === undefined ? [] : [renderWords(evidence.todo)]),
    ...(state === "intended" && !running ? ["Interrupted: `/forge retry publish` goes on."] : []),
  ];
  return parts.join(" · ");
}

const renderTime = (at: string) => `${at.slice(0, 16).replace("T", " ")}Z`;

/** The ledger as one small table: channel, state, when, link or what to do. Empty without a ledger. */
export function renderChannels(ledger: ChannelLedger | null, running: boolean): string[] {
  if (!ledger || ledger.channels.length === 0) return [];
  return [
    "",
    "| Channel | | When | |",
    "|---|---|---|---|",
    ...ledger.channels.map((entry) => {
      const at = entry.state === "published" ? (entry.evidence?.at ?? entry.at) : entry.at;
      return `| ${renderCode(entry.channel)} | ${marks[entry.state]} | ${renderTime(at)} | ${describe(entry, running)} |`;
    }),
  ];
}

/** A plan as a list: what publishing would do on each channel. */
export function renderChannelPlan(steps: readonly ChannelStep[]): string[] {
  return steps.map((step) => {
    const name = renderCode(step.channel.name);
    if (step.action === "publish" && step.channel.kind === "kit")
      return `- ${name}: would be handed over to people with a checklist (kit)`;
    if (step.action === "publish") return `- ${name}: would be published (${step.channel.kind})`;
    if (step.action === "none" || step.action === "record") return `- ${name}: has it already`;
    return `- ${name}: cannot, \`${step.trouble.code}\`: ${renderText(step.trouble.message)}`;
  });
}
