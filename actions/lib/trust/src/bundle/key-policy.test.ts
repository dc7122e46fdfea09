import { parseForgeConfig } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makeKeyPolicy, makePolicy } from "../testing.ts";
import { isKeyMode, isKeyPolicy } from "./key-policy.ts";

describe("modes of keys", () => {
  it("are every mode of forge.yml that is not keyless", () => {
    const parsed = parseForgeConfig({ schemaVersion: 1, signing: { mode: "?" } });
    const issue = parsed.ok ? undefined : parsed.issues.find(({ path }) => path === "signing.mode");
    const modes = issue?.message.replace("must be one of ", "").split(", ") ?? [];
    expect(modes.length).toBeGreaterThan(2);
    expect(modes.filter((mode) => !isKeyMode(mode)).sort()).toEqual(["keyless-github", "keyless-public"]);
  });

  it("tell policies apart", () => {
    expect([isKeyPolicy(makeKeyPolicy(["pem"])), isKeyPolicy(makePolicy())]).toEqual([true, false]);
  });
});
