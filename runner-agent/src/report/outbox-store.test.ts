import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createOutbox } from "./outbox-store.ts";

const envelope = { payloadType: "t", payload: "", signatures: [] };

describe("createOutbox", () => {
  const makeFolder = useTemporaryFolders();

  it("gives the oldest first, beyond nine and over a restart", () => {
    const folder = makeFolder();
    const outbox = createOutbox(folder);
    for (let count = 0; count < 12; count += 1) outbox.add(outbox.nextSequence(), envelope);
    outbox.remove(1);
    outbox.refuse(2);
    const again = createOutbox(folder);
    expect(again.oldest()?.sequence).toBe(3);
    expect(again.size()).toBe(10);
    expect(again.nextSequence()).toBe(13);
    expect(readdirSync(join(folder, "refused"))).toEqual(["000000000002.json"]);
  });

  it("passes over a damaged file and never goes back below a pending number", () => {
    const folder = makeFolder();
    createOutbox(folder).add(40, envelope);
    writeFileSync(join(folder, "000000000007.json"), "{");
    const outbox = createOutbox(folder);
    expect(outbox.oldest()?.sequence).toBe(40);
    expect(outbox.nextSequence()).toBe(41);
  });
});
