import { describe, expect, it } from "vitest";
import { form, friendlyFiles, friendlyIssues, good } from "../testing/friendly-requests.ts";
import { checkRequest } from "./check-request.ts";

describe("friendly requests", () => {
  it.each(friendlyIssues)("an issue may hold %s", (_title, body, value) => {
    expect(checkRequest(body, "issue").result).toEqual({ ok: true, value });
  });

  it.each(friendlyFiles)("a request file may hold %s", (_title, text, value) => {
    expect(checkRequest(text, "file").result).toEqual({ ok: true, value });
  });

  it("says that it is complete", () => {
    expect(checkRequest(form(good), "issue").reply).toBe("This forge request is complete: `acme-scale` for bench.");
  });
});
