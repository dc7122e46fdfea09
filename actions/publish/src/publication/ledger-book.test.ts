import { initRegistry } from "@plugsmith/registry";
import { createMemoryRegistryStore } from "@plugsmith/registry/testing";
import { testTimes } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { openLedgerBook, readLedger } from "./ledger-book.ts";

const subject = { name: "bench-hello", version: "1.0.0", digest: `sha256:${"1".repeat(64)}`, request: 1 };
const path = "ledger/bench-hello/1.0.0.json";
const intent = { channel: "npm", kind: "npm", state: "intended" } as const;
const published = { ...intent, state: "published", evidence: { url: "https://npm.test/x" } } as const;

function makeStore() {
  const reviewers = [{ id: 1, login: "user-1" }];
  return createMemoryRegistryStore(initRegistry({ repository: "acme/forge", reviewers, at: testTimes.roleFrom }));
}

async function open(registry = makeStore(), runId = "1") {
  const read = await readLedger(registry, subject.name, subject.version);
  const book = openLedgerBook({ registry, subject, read, runId, now: () => new Date(testTimes.now) });
  return { registry, book };
}

describe("the ledger book", () => {
  it("writes what was noted in one commit, and nothing where nothing is new", async () => {
    const { registry, book } = await open();
    await book.commit("nothing");
    book.note(intent);
    expect(book.ledger?.channels).toMatchObject([intent]);
    await book.commit("intend");
    book.note(intent);
    await book.commit("again");
    expect(registry.messages).toEqual(["intend"]);
    expect((await readLedger(registry, subject.name, subject.version)).ledger).toMatchObject({
      ...subject,
      channels: [{ ...intent, run: "1" }],
    });
  });

  it("reads what another run wrote meanwhile, and does not unsay it", async () => {
    const registry = makeStore();
    const [first, second] = [await open(registry, "1"), await open(registry, "2")];
    first.book.note(published);
    await first.book.commit("first");
    second.book.note(intent);
    await second.book.commit("second");
    expect(registry.messages).toEqual(["first"]);
    expect(second.book.ledger?.channels).toMatchObject([{ state: "published", run: "1" }]);
  });

  it("refuses a file that is no ledger, and other bytes", async () => {
    const { registry, book } = await open();
    const commit = (text: string) =>
      registry.commit({ message: "x", decide: ({ registry: same }) => ({ registry: same, files: { [path]: text } }) });
    await commit("{}");
    await expect(open(registry)).rejects.toMatchObject({ code: "ledger_invalid" });
    await commit(JSON.stringify({ schemaVersion: 1, ...subject, digest: `sha256:${"2".repeat(64)}`, channels: [] }));
    book.note(intent);
    await expect(book.commit("x")).rejects.toMatchObject({ code: "version_exists" });
  });
});
