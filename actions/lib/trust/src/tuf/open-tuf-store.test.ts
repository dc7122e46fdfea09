import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { openTufStore, recallMetadata, tryMetadata } from "./open-tuf-store.ts";

describe("a store of trusted metadata", () => {
  it.each(["", "{}", "null", '{"signed":{"_type":"timestamp"},"signatures":[]}'])(
    "does not open with %j for its root",
    (root) => {
      expect(() => openTufStore(root, new Date(0))).toThrow(expect.objectContaining({ code: "registry_invalid" }));
    },
  );
});

describe("checks of metadata", () => {
  const boom = () => {
    throw new SyntaxError("not JSON");
  };

  it("turn whatever is thrown into a refusal that names the role", () => {
    expect(() => tryMetadata("snapshot", Buffer.from("{"), {}, boom)).toThrow(
      expect.objectContaining({ code: "registry_invalid", facts: expect.objectContaining({ role: "snapshot" }) }),
    );
  });

  it("keep a refusal that is ours already", () => {
    const own = new ForgeError("registry_endless", { message: "too long" });
    const check = () => {
      throw own;
    };
    expect(() => tryMetadata("snapshot", Buffer.from("{}"), {}, check)).toThrow(own);
  });

  it("do without remembered metadata that no longer hold", () => {
    expect(recallMetadata(undefined, boom)).toBe(false);
    expect(recallMetadata("{", boom)).toBe(false);
    expect(recallMetadata("{}", () => undefined)).toBe(true);
  });
});
