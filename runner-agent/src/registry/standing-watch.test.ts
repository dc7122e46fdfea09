import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import type { RegistryTrust } from "./registry-trust-store.ts";
import { createStandingWatch } from "./standing-watch.ts";

const hourMs = 3_600_000;

function watch(root: string | undefined) {
  const clock = createFakeClock();
  const lines: string[] = [];
  let kept: RegistryTrust | undefined;
  const trust = { read: () => kept, write: () => {} };
  const registry = { repository: "acme/forge", ...(root === undefined ? {} : { root }) };
  const standing = createStandingWatch({ registry }, { trust, clock, log: (line) => void lines.push(line) });
  const hear = () => {
    kept = { schemaVersion: 1, pin: "", state: { root: "" }, signedAt: new Date(clock.now()).toISOString() };
  };
  return { clock, lines, standing, hear };
}

describe("createStandingWatch", () => {
  it("warns once when the word gets old, again when nothing new is loaded, and says when it is well", async () => {
    const test = watch("root.json");
    test.standing();
    test.hear();
    test.standing();
    expect(test.lines).toEqual([]);
    await test.clock.advance(49 * hourMs);
    for (let turn = 0; turn < 3; turn++) expect(test.standing().knowledge.state).toBe("warn");
    await test.clock.advance(120 * hourMs);
    test.standing();
    test.hear();
    test.standing();
    expect(test.lines.map((line) => line.slice(0, 40))).toEqual([
      expect.stringContaining("WARNING: The registry's newest word"),
      expect.stringContaining("WARNING: The registry's newest word"),
      "the registry is heard of again",
    ]);
  });

  it("says at once that no root was named", () => {
    const test = watch(undefined);
    test.standing();
    test.standing();
    expect(test.lines).toEqual([expect.stringContaining("names no root")]);
  });
});
