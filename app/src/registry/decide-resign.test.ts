import { describe, expect, it } from "vitest";
import { decideResign } from "./decide-resign.ts";

const signed = { signed_at: "2026-06-01T00:00:00.000Z", expires: "2026-06-08T00:00:00Z" };
const decide = (at: string, text: string | null = JSON.stringify({ signed })) => decideResign(text, new Date(at));

describe("decideResign", () => {
  it("is due from half of the life of the newest word on, and stays due when it has ended", () => {
    expect(decide("2026-06-04T11:59:59.000Z")).toBe(false);
    for (const at of ["2026-06-04T12:00:00.000Z", "2026-06-07T00:00:00.000Z", "2026-07-01T00:00:00.000Z"])
      expect(decide(at)).toBe(true);
  });

  it("is not due where nothing is signed or what is there cannot be read", () => {
    for (const text of [null, "", "{}", "[]", '{"signed":{"expires":"never"}}', '{"signed":null}'])
      expect(decide("2027-01-01T00:00:00.000Z", text)).toBe(false);
  });
});
