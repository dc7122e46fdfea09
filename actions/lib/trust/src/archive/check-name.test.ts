import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkName, checkNames } from "./check-name.ts";

const isAccepted = (name: string) => {
  try {
    checkName(name, 240);
    return true;
  } catch {
    return false;
  }
};

describe("checkName", () => {
  it.each(["a", "src/index.js", "données/日本.txt", "a b/c-d_e.f", "LICENSE", "console.log"])("accepts %s", (name) => {
    expect(isAccepted(name)).toBe(true);
  });

  it("accepts nothing that leaves the folder, whatever it is joined from", () => {
    const part = fc.constantFrom("a", "..", ".", "", "/", "\\", "C:", "\0", "con", "a.", ".git", "\u202e");
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const name = parts.join("/");
        if (!isAccepted(name)) return;
        expect(new URL(name, "file:///base/").pathname.startsWith("/base/")).toBe(true);
        expect(name).not.toMatch(/\\|^\/|(^|\/)\.\.?(\/|$)/u);
      }),
    );
  });
});

describe("checkNames", () => {
  it("takes names that fold to one for one", () => {
    expect(() => checkNames(["a/b", "A/c", "a"])).toThrow(expect.objectContaining({ code: "archive_invalid" }));
    expect(() => checkNames(["a/b", "a/c", "ab"])).not.toThrow();
  });
});
