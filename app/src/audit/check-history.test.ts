import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditCommit } from "./audit-commit.ts";
import type { NewRecord } from "./audit-store.ts";
import { checkHistory } from "./check-history.ts";
import { type LooseCommit, linkCommits, makeHistory } from "./testing/fake-history.ts";

const drafts: fc.Arbitrary<NewRecord> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("hold" as const, "unhold" as const),
    request: fc.integer({ min: 1, max: 3 }),
    actor: fc.constantFrom({ id: 7, login: "carol" }, { id: 8, login: "dave" }),
    reason: fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
  }),
  fc.record({
    kind: fc.constant("pipeline_dispatched" as const),
    request: fc.integer({ min: 1, max: 3 }),
    actor: fc.constant(null),
    headSha: fc.constantFrom("a".repeat(40), "b".repeat(40)),
    data: fc.constant({ zeta: 1, alpha: true }),
  }),
);
const histories = fc
  .array(fc.array(drafts, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 6 })
  .map((batches) => makeHistory(batches));

const flip = (bytes: Uint8Array, at: number, mask: number) => {
  const copy = Uint8Array.from(bytes);
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ mask;
  return copy;
};
const numberOf = (path: string) => Number(path.slice(-13, -5));
/** History with one commit made over. */
const remake = (loose: readonly LooseCommit[], index: number, change: (commit: LooseCommit) => LooseCommit) =>
  loose.map((commit, at) => (at === index ? change(commit) : commit));
const pick = fc.record({ at: fc.nat(), file: fc.nat(), byte: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) });

describe("checkHistory", () => {
  it("reads every record of an honest log, from the start or from a commit that was checked before", () => {
    fc.assert(
      fc.property(histories, fc.nat(), (loose, at) => {
        const commits = linkCommits(loose);
        const whole = checkHistory(commits);
        expect(whole).toMatchObject({ broken: null, notices: [] });
        expect(whole.records.map(({ sequence }) => sequence)).toEqual(whole.records.map((_, index) => index + 1));
        const cut = at % commits.length;
        const first = checkHistory(commits.slice(0, cut));
        const rest = checkHistory(commits.slice(cut), first.head);
        expect([...first.records, ...rest.records]).toEqual(whole.records);
        expect(rest.head).toEqual(whole.head);
      }),
    );
  });

  it("finds any changed byte of what git stores, and names commit and file", () => {
    fc.assert(
      fc.property(histories, pick, fc.boolean(), (loose, { at, file, byte, mask }, inCommit) => {
        const commits = linkCommits(loose);
        const index = at % commits.length;
        const damaged = commits.map((commit, position): AuditCommit => {
          if (position !== index) return commit;
          if (inCommit) return { ...commit, raw: flip(commit.raw, byte, mask) };
          const which = file % commit.changes.length;
          const changes = commit.changes.map((change, place) =>
            place === which ? { ...change, bytes: flip(change.bytes ?? new Uint8Array(), byte, mask) } : change,
          );
          return { ...commit, changes };
        });
        const { broken } = checkHistory(damaged);
        expect(broken).toMatchObject({ kind: "object", commit: commits[index]?.sha });
        const changes = commits[index]?.changes ?? [];
        if (!inCommit) expect(broken?.path).toBe(changes[file % changes.length]?.path);
      }),
    );
  });

  it("finds any changed byte of a file when all of git's ids were made anew, in that very commit", () => {
    fc.assert(
      fc.property(histories, pick, (loose, { at, file, byte, mask }) => {
        const index = at % loose.length;
        const which = file % (loose[index]?.changes.length ?? 1);
        const forged = remake(loose, index, (commit) => ({
          ...commit,
          changes: commit.changes.map((change, place) =>
            place === which ? { ...change, bytes: flip(change.bytes, byte, mask) } : change,
          ),
        }));
        const { broken, records } = checkHistory(linkCommits(forged));
        expect(broken?.commit).toBe(linkCommits(forged)[index]?.sha);
        expect(["record", "chain", "head", "time", "delivery", "commit"]).toContain(broken?.kind);
        expect(records.length).toBe(checkHistory(linkCommits(loose.slice(0, index))).records.length);
      }),
    );
  });

  it("finds any changed byte of author, time or message, at the latest in the next commit", () => {
    fc.assert(
      fc.property(histories, pick, (loose, { at, byte, mask }) => {
        const index = at % loose.length;
        const forged = remake(loose, index, (commit) => ({ ...commit, text: flip(commit.text, byte, mask) }));
        const { broken } = checkHistory(linkCommits(forged));
        const places = linkCommits(forged).slice(index, index + 2);
        expect(places.map(({ sha }) => sha)).toContain(broken?.commit);
      }),
    );
  });

  it("notices a last commit under another name, which only its writer could explain", () => {
    fc.assert(
      fc.property(histories, (loose) => {
        const renamed = (commit: LooseCommit) => ({
          ...commit,
          text: Buffer.from(Buffer.from(commit.text).toString().replaceAll("plugsmith[bot]", "mallory")),
        });
        const commits = linkCommits(remake(loose, loose.length - 1, renamed));
        const { broken, notices } = checkHistory(commits);
        expect(broken).toBeNull();
        expect(notices).toMatchObject([{ commit: commits.at(-1)?.sha, message: expect.stringContaining("mallory") }]);
      }),
    );
  });

  it("finds dropped, doubled and swapped commits where the order first differs", () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.constantFrom("drop", "double", "swap"), (loose, at, how) => {
        const index = at % (loose.length - 1);
        const [here, next] = [loose[index], loose[index + 1]] as [LooseCommit, LooseCommit];
        const middle = { drop: [next], double: [here, here, next], swap: [next, here] }[how] ?? [];
        const forged = linkCommits([...loose.slice(0, index), ...middle, ...loose.slice(index + 2)]);
        const { broken } = checkHistory(forged);
        expect(broken?.commit).toBe(forged[how === "double" ? index + 1 : index]?.sha);
      }),
    );
  });

  it("finds commits that are left out or exchanged while the others keep their ids", () => {
    fc.assert(
      fc.property(histories, fc.nat(), (loose, at) => {
        const commits = linkCommits(loose);
        const index = at % (commits.length - 1);
        const { broken } = checkHistory(commits.filter((_, position) => position !== index));
        expect(broken).toMatchObject({ kind: "history", commit: commits[index + 1]?.sha });
      }),
    );
  });

  it("finds dropped, doubled and swapped records, and names them", () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), fc.constantFrom("drop", "double", "swap"), (loose, at, file, how) => {
        const index = at % loose.length;
        const commit = loose[index] as LooseCommit;
        const [head, ...records] = commit.changes as [LooseCommit["changes"][0], ...LooseCommit["changes"]];
        const which = file % records.length;
        const one = records[which] as LooseCommit["changes"][0];
        const other = records[(which + 1) % records.length] as LooseCommit["changes"][0];
        fc.pre(how !== "swap" || records.length > 1);
        const path = one.path.replace(/[0-9]{8}\.json$/u, "00000099.json");
        const forgedRecords = {
          drop: records.filter((record) => record !== one),
          double: [...records, { ...one, path }],
          swap: records.map((record) =>
            record === one
              ? { ...one, bytes: other.bytes }
              : record === other
                ? { ...other, bytes: one.bytes }
                : record,
          ),
        }[how];
        const forged = linkCommits(
          remake(loose, index, () => ({ ...commit, changes: [head, ...(forgedRecords ?? [])] })),
        );
        const { broken } = checkHistory(forged);
        expect(broken?.commit).toBe(forged[index]?.sha);
        if (how === "double") expect(broken).toMatchObject({ kind: "record", sequence: 99, path });
        if (how === "swap") expect(broken?.sequence).toBe(Math.min(numberOf(one.path), numberOf(other.path)));
        if (how === "drop" && records.length > 1) expect(["chain", "head"]).toContain(broken?.kind);
      }),
    );
  });

  it.each(["M", "D", "T"])("finds a later commit that touches an old record (%s)", (status) => {
    const loose = makeHistory([[hold(1)], [hold(2)], [hold(3)]]);
    const old = loose[0]?.changes[1] as LooseCommit["changes"][0];
    const forged = remake(loose, 2, (commit) => ({ ...commit, changes: [...commit.changes, { ...old, status }] }));
    expect(checkHistory(linkCommits(forged)).broken).toMatchObject({
      kind: "files",
      sequence: 1,
      path: "records/1/00000001.json",
    });
  });

  it("finds files that are no records, commits of nothing, and commits without head.json", () => {
    const loose = makeHistory([[hold(1)], [hold(2)]]);
    const strange = { status: "A", path: "README.md", bytes: Buffer.from("hello") };
    const kinds = [
      remake(loose, 1, (commit) => ({ ...commit, changes: [...commit.changes, strange] })),
      remake(loose, 1, (commit) => ({ ...commit, changes: [] })),
      remake(loose, 1, (commit) => ({ ...commit, changes: commit.changes.slice(1) })),
    ].map((forged) => checkHistory(linkCommits(forged)).broken?.kind);
    expect(kinds).toEqual(["files", "files", "head"]);
  });

  it("says that a log begins elsewhere than the commit that was seen before", () => {
    const [own, other] = [makeHistory([[hold(1)], [hold(2)]]), makeHistory([[hold(9)], [hold(2)]])];
    const seen = checkHistory(linkCommits(own)).head;
    expect(checkHistory(linkCommits(other), seen).broken?.kind).toBe("history");
  });

  it.each([
    ["d-1", 1],
    ["sweep", 0],
  ])(
    "notices a delivery that was handled twice for one request, unless it is a round of the forge's own (%s)",
    (name, count) => {
      const loose = makeHistory([[hold(1)], [hold(2)], [hold(1)]], () => name);
      const { broken, notices } = checkHistory(linkCommits(loose));
      expect(broken).toBeNull();
      expect(notices).toHaveLength(count);
      if (count > 0) expect(notices[0]).toMatchObject({ sequence: 3, message: expect.stringContaining("in record 1") });
    },
  );
});

function hold(request: number): NewRecord {
  return { kind: "hold", request, actor: { id: 7, login: "carol" } };
}
