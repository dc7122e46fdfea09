import { describe, expect, it } from "vitest";
import { createMemoryTufTransport } from "./memory-tuf-transport.ts";

describe("the registry in memory", () => {
  it("follows its files as they change", async () => {
    const files = new Map([["a.json", "1"]]);
    const transport = createMemoryTufTransport(files);
    files.set("a.json", "é");
    expect(await transport.read("a.json", 9)).toEqual(Buffer.from("é"));
    files.delete("a.json");
    expect(await transport.read("a.json", 9)).toBeNull();
  });
});
