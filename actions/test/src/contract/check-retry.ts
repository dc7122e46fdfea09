import type { Observed, Probe, ProviderMood } from "@plugsmith/action-kit/probe";
import { type ContractCheck, judge } from "./contract-check.ts";
import { names } from "./describe-observed.ts";

const callMs = 60_000;
const mostTries = 6;
const order = { amount: 1250, currency: "EUR", reference: "order-2002" };

const keysOf = (seen: Observed) => seen.requests.map(({ headers }) => headers["idempotency-key"] ?? "");

/** Every try of one operation carries the same non-empty Idempotency-Key. */
function checkKeys(what: string, seen: Observed): string[] {
  const keys = new Set(keysOf(seen));
  if (keys.has("")) return [`${what}: a try without Idempotency-Key`];
  return keys.size > 1 ? [`${what}: the Idempotency-Key changed between tries`] : [];
}

/** Provider calls survive 503, 429 and a broken connection, wait between tries, keep their key, give up, and repeat nothing else. */
export async function checkRetry(probe: Probe): Promise<ContractCheck> {
  const create = () => probe.observe(() => probe.process.call("createCheckout", order, { timeoutMs: callMs }));
  const wrong: string[] = [];
  const recovered: Observed[] = [];
  const cases: [string, ProviderMood[]][] = [
    ["503 once", [503]],
    ["429 once", [429]],
    ["a broken connection", ["network_error"]],
  ];
  for (const [what, moods] of cases) {
    probe.provider.behave(...moods);
    const seen = await create();
    recovered.push(seen);
    if (!seen.answer.ok) wrong.push(`${what}: the call failed (${seen.answer.error.message.slice(0, 100)})`);
    if (seen.requests.length !== moods.length + 1)
      wrong.push(`${what}: ${seen.requests.length} tries instead of ${moods.length + 1}`);
    wrong.push(...checkKeys(what, seen));
    const [first, second] = seen.requests;
    if (first && second && second.at - first.at < 5) wrong.push(`${what}: tried again without waiting`);
  }
  const distinct = new Set(recovered.map((seen) => keysOf(seen)[0]));
  if (distinct.size < recovered.length) wrong.push("different operations share an Idempotency-Key");

  probe.provider.always(503);
  const hopeless = await create();
  probe.provider.always(400);
  const refused = await create();
  probe.provider.always(null);
  const tries = hopeless.requests.length;
  if (tries < 2 || tries > mostTries) wrong.push(`503 without end: ${tries} tries, must be 2 to ${mostTries}`);
  if (hopeless.answer.ok && names(hopeless).includes("checkout.created"))
    wrong.push("503 without end: success was told");
  wrong.push(...checkKeys("503 without end", hopeless));
  if (refused.requests.length !== 1)
    wrong.push(`400: ${refused.requests.length} tries, a refusal must not be repeated`);
  return judge("webhooks", "retry_logic", wrong);
}
