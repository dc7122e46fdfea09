import { describe, expect, it } from "vitest";
import { createMemoryTufTransport } from "./memory-tuf-transport.ts";
import { readBounded } from "./read-bounded.ts";

describe("readBounded", () => {
  const transport = createMemoryTufTransport(new Map([["a.json", "12345"]]));

  it("gives what fits to the byte, and nothing for what is not there", async () => {
    expect(await readBounded(transport, "a.json", 5)).toEqual(Buffer.from("12345"));
    expect(await readBounded(transport, "b.json", 5)).toBeNull();
  });

  it("refuses what is longer, also from a transport that does not look at the limit", async () => {
    await expect(readBounded(transport, "a.json", 4)).rejects.toMatchObject({ code: "registry_endless" });
  });
});
