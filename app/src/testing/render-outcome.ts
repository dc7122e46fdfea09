import type { FakeForge } from "./fake-forge.ts";

/** What differs between two histories that mean the same: numbers that GitHub gives out, commit ids, times. */
const neutral = (text: string) =>
  text
    .replaceAll(/\b[0-9a-f]{40}\b/gu, "<commit>")
    .replaceAll(/`[0-9a-f]{7}`/gu, "`<commit>`")
    .replaceAll(/\b(?=[a-f]*\d)[0-9a-f]{6}(?:&#8203;)?[0-9a-f]\b/gu, "<commit>")
    .replaceAll(/\b1\d{3}\b/gu, "<number>")
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/gu, "<time>")
    .replaceAll(/<time> UTC \([^)]{1,40}\)/gu, "<time>");

/** Everything that people, workflows and auditors can see of a forge, as lines that two runs can be compared by. */
export function renderOutcome(forge: FakeForge): string[] {
  const { state } = forge;
  const newest = new Map(state.checks.map((check) => [`${check.headSha} ${check.name}`, check]));
  const lines = [
    ...[...state.threads.values()].map(({ number, open, reason, labels, pull }) => {
      const about = pull && { merged: pull.merged, requested: [...pull.requested].sort() };
      return ["thread", { number, open, reason, labels: [...labels].sort(), about }];
    }),
    ...state.comments.map(({ thread, user, body, reactions }) => [
      "comment",
      { thread, by: user.login, body, reactions },
    ]),
    ...state.runs.map(({ workflow, inputs, status, conclusion }) => ["run", { workflow, inputs, status, conclusion }]),
    ...[...newest.values()].map(({ name, status, conclusion, output }) => [
      "check",
      { name, status, conclusion, output },
    ]),
    ...[...state.branches.keys()].map((branch) => ["branch", branch]),
    ...forge.audit.records
      // A start that GitHub lost is told again; that it was, belongs in the log and nowhere else.
      .filter((record) => record.data?.["again"] !== true)
      .map(({ kind, request, actor, reason, accepted, data }) => [
        "record",
        { kind, request, actor, reason, accepted, data },
      ]),
  ];
  return lines.map((line) => neutral(JSON.stringify(line))).sort();
}
