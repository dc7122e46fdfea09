import { toForgeError } from "@plugsmith/schemas";
import { retryConflict } from "./audit/retry-conflict.ts";
import { isLogError, tellLog } from "./audit/tell-log.ts";
import { parseConfigText } from "./config/parse-config-text.ts";
import { decideConfigCheck } from "./decisions/decide-views.ts";
import { applyBudget } from "./effects/apply-budget.ts";
import { applyEffects } from "./effects/apply-effects.ts";
import { gatherRequestNumbers } from "./facts/gather-request-number.ts";
import type { ForgeLog } from "./forge-app.ts";
import { waitForGitHub } from "./github/read-rate-headers.ts";
import { type HandledRequest, handleRequest } from "./handle-request.ts";
import type { Hint } from "./hints/hint.ts";
import { readMirrorFile } from "./mirror/read-mirror-file.ts";
import { applySettle } from "./registry/apply-settle.ts";
import type { Entry } from "./repository-entry.ts";

async function checkConfig({ context }: Entry): Promise<void> {
  const { mirror, repository, request, forge } = context;
  await mirror.refresh();
  const base = await mirror.readBranch(repository.defaultBranch);
  if (!base) return;
  const config = parseConfigText(await readMirrorFile(mirror, base.commit, ".github/forge.yml"));
  const fact = { ...repository, baseSha: base.commit, baseTree: base.tree, webUrl: "" };
  const effect = decideConfigCheck({ config, repository: fact });
  const { owner, repo } = repository;
  await applyEffects(
    { request, repository: { owner, repo }, forge, comments: new Map() },
    effect.kind === "check" ? [effect] : [],
  );
}

/** An issue that was opened while a hint was handled is looked at for its own sake: the hint was about another. */
const own = (hint: Hint, number: number, opened: ReadonlySet<number>): Hint =>
  opened.has(number) ? { ...hint, actor: null, subject: { kind: "thread", number } } : hint;

async function handleNumbers(entry: Entry, hint: Hint, log: ForgeLog): Promise<HandledRequest[]> {
  if (hint.subject.kind === "config") await checkConfig(entry);
  if (hint.subject.kind === "kit" && (await applySettle(entry.context, hint.subject.number)))
    log("info", { delivery: hint.delivery, checklist: hint.subject.number }, "people finished a store's checklist");
  const handled: HandledRequest[] = [];
  const opened = new Set<number>();
  const numbers = [...(await gatherRequestNumbers(entry.context, hint))];
  for (const number of numbers) {
    const low = entry.guard.lowUntil();
    if (low !== null) {
      await applyBudget(entry.context, number, low);
      throw waitForGitHub(low);
    }
    const result = await retryConflict(() => handleRequest(entry.context, own(hint, number, opened), number));
    if (!result) continue;
    handled.push(result);
    // GitHub tells of them too, but what the forge itself did is no hint.
    for (const one of result.opened) {
      opened.add(one);
      numbers.push(one);
    }
    log("info", { delivery: hint.delivery, request: number, state: result.state, notes: result.notes }, "handled");
    for (const { effect, error } of result.failures)
      log(
        "error",
        { delivery: hint.delivery, request: number, effect: effect.kind, code: error.code, reason: error.message },
        "an effect failed",
      );
  }
  const [failed] = handled.flatMap((result) => result.failures);
  if (failed) throw failed.error;
  return handled;
}

/**
 * Handles every request that a hint is about. A log that does not hold is told to people, once it broke and once it holds again.
 * @throws ForgeError of the first effect that failed, after all the others were tried.
 */
export async function handleHint(entry: Entry, hint: Hint, log: ForgeLog): Promise<HandledRequest[]> {
  try {
    const handled = await handleNumbers(entry, hint, log);
    if (entry.logBroken && handled.length > 0) await tellLog(entry.context, hint, null);
    entry.logBroken &&= handled.length === 0;
    return handled;
  } catch (thrown) {
    const error = toForgeError(thrown);
    if (isLogError(error)) {
      entry.logBroken = true;
      await tellLog(entry.context, hint, error);
    }
    throw thrown;
  }
}
