import type { Effect } from "../effects/effect.ts";
import type { Facts } from "../facts/facts.ts";
import { renderBenchEvent } from "../render/render-bench-events.ts";
import { renderCode } from "../render/render-code.ts";
import { renderNext } from "../render/render-next.ts";
import { hasNote, renderNote } from "../render/render-note.ts";
import { releaseUrl } from "../render/render-stages.ts";
import { listMissing } from "./decide-channels.ts";
import { isDryRun } from "./derive-state.ts";
import type { RequestState } from "./request-state.ts";

interface Note {
  readonly key: string;
  readonly text: string;
}

/** Whom a hand-over calls: the approver team, or the approvers by name. */
export function mentionApprovers(facts: Facts): string {
  if (!facts.config.ok) return "approvers";
  const { team, users } = facts.config.value.approvers;
  if (team) return `@${facts.repository.owner}/${team}`;
  const excluded = facts.request.author.id;
  return (users ?? [])
    .filter((user) => user.id !== excluded)
    .map((user) => `@${user.login}`)
    .join(" ");
}

function listHandOvers(facts: Facts, state: RequestState): Note[] {
  const { pull, pipeline, publishing, release } = facts;
  const requester = `@${facts.request.author.login}`;
  const head = pull?.headSha ?? "";
  const notes: Note[] = [];
  if (pull && state.accepted)
    notes.push({
      key: "accepted",
      text: `${requester} Your request is accepted: #${pull.number} holds ${renderCode(state.accepted.name)}. It is being built and tested; you hear from me when somebody must act.`,
    });
  const dryRun = publishing.run?.conclusion === "success" && isDryRun(facts) ? publishing.run : null;
  // Whoever asked waits for it; the requester need not hear of it.
  const asked = facts.records.findLast(({ kind, actor }) => kind === "publish_dispatched" && actor !== null);
  const asker = asked?.actor?.login ?? facts.request.author.login;
  if (dryRun && pull?.open)
    notes.push({
      key: `dry-run-${dryRun.id}`,
      text: `@${asker} The dry run of publishing [succeeded](${dryRun.url}); nothing was merged or released.`,
    });
  switch (state.name) {
    case "review":
      notes.push({
        key: `review-${head}`,
        text: `${mentionApprovers(facts)} The pipeline of #${pull?.number} is green: please review exactly \`${head.slice(0, 7)}\` (package \`${pipeline.digest}\`). ${state.quorum?.required} approvals are needed.`,
      });
      break;
    case "approved":
      if (facts.config.ok && facts.config.value.publish?.automatic) break;
      notes.push({
        key: `approved-${head}`,
        text: `${mentionApprovers(facts)} All ${state.quorum?.required} approvals are there. An approver or maintainer comments \`/forge publish\`.`,
      });
      break;
    case "failed":
      notes.push({
        key: `failed-${pipeline.run?.id}`,
        text: `${requester} ${renderNext(facts, { ...state, hold: null })}`,
      });
      break;
    case "publish-failed":
      notes.push({
        key: `publish-failed-${publishing.run?.id}`,
        text: `${mentionApprovers(facts)} ${renderNext(facts, { ...state, hold: null })}`,
      });
      break;
    case "published":
      notes.push({
        key: `published-${release?.version}`,
        text: `${requester} ${renderCode(state.accepted?.name ?? "")} ${release?.version} is [published](${releaseUrl(facts)}), signed and in the registry.`,
      });
      if (listMissing(facts).length > 0)
        notes.push({
          key: `channels-${publishing.run?.id}`,
          text: `${mentionApprovers(facts)} ${renderNext(facts, { ...state, hold: null })}`,
        });
      break;
    case "suspended":
    case "revoked":
      notes.push({
        key: `${state.name}-${release?.version}`,
        text: `${requester} ${mentionApprovers(facts)} ${renderNext(facts, state)}`,
      });
      break;
    default:
  }
  return notes;
}

function listBenchNotes(facts: Facts): Note[] {
  const events = facts.records.flatMap((record) => (record.benchEvent ? [record.benchEvent] : []));
  const first = events.find((event) => event.type === "forge.device.attached");
  const told = events.filter(
    (event) => event.type === "forge.plugin.rolled_back" || event.type === "forge.plugin.broken",
  );
  const line = (event: (typeof events)[number]) => `${renderCode(event.bench)}: ${renderBenchEvent(event)}`;
  return [
    ...(first ? [{ key: "bench-attached", text: `First device served. ${line(first)}` }] : []),
    ...told.map((event) => ({
      key: `bench-${event.id}`,
      text: `@${facts.request.author.login} ${mentionApprovers(facts)} ${line(event)}`,
    })),
  ];
}

/** One short new comment for each hand-over, mentioning who must act; those that stand there already are left out. */
export function decideNotes(facts: Facts, state: RequestState): Effect[] {
  const held = state.hold !== null && (state.name === "approved" || state.name === "review");
  const notes = [...(held ? [] : listHandOvers(facts, state)), ...listBenchNotes(facts)];
  return notes
    .filter((note) => !hasNote(facts.comments, note.key))
    .map((note) => ({
      kind: "comment",
      number: facts.request.number,
      key: note.key,
      body: renderNote(note.key, note.text),
    }));
}
