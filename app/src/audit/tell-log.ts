import type { ForgeError } from "@plugsmith/schemas";
import { parseCommands } from "../commands/parse-commands.ts";
import { applyEffects } from "../effects/apply-effects.ts";
import type { GatherContext } from "../facts/gather-context.ts";
import { readComments } from "../github/read-comments.ts";
import type { Hint } from "../hints/hint.ts";
import { renderNote } from "../render/render-note.ts";
import { renderText } from "../render/render-text.ts";

const noteKey = "log-broken";

/** Whether an error means that the forge may not decide, because its log cannot be trusted or read. */
export const isLogError = (error: ForgeError) =>
  error.code === "audit_invalid" || error.code === "audit_texts_unavailable";

/**
 * Tells people that the forge decides nothing and why: a failed check on the default branch, and one comment where
 * somebody gave a command. Null: the log holds again, the check turns green. Telling is never more important than the
 * error itself: what GitHub refuses here is left.
 */
export async function tellLog(context: GatherContext, hint: Hint, error: ForgeError | null): Promise<void> {
  const { request, mirror, forge } = context;
  const { owner, repo, defaultBranch } = context.repository;
  const name = { owner, repo };
  const base = await mirror.readBranch(defaultBranch);
  const text = error ? `${renderText(error.message, 1000)} ${error.hint ?? ""}` : "Every commit of forge/audit holds.";
  if (base)
    await applyEffects({ request, repository: name, forge, comments: new Map() }, [
      {
        kind: "check",
        name: "forge / audit",
        headSha: base.commit,
        conclusion: error ? "failure" : "success",
        title: error ? "The forge decides nothing" : "The log holds",
        summary: text,
      },
    ]);
  const { subject } = hint;
  if (!error || subject.kind !== "comment" || parseCommands(subject.body).length === 0) return;
  const comments = await readComments(request, name, subject.number, forge).catch(() => null);
  if (!comments) return;
  const body = renderNote(
    noteKey,
    `The forge decides nothing at the moment. ${text} A command of today is run when it holds again.`,
  );
  await applyEffects({ request, repository: name, forge, comments: new Map([[subject.number, [...comments]]]) }, [
    { kind: "comment", number: subject.number, key: noteKey, body },
  ]);
}
