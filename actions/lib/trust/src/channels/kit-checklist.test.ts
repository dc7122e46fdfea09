import { describe, expect, it } from "vitest";
import { isKitDone, parseKitChecklist, renderKitMarker } from "./kit-checklist.ts";

const subject = { channel: "shopify", name: "acme-pay", version: "1.0.0-rc.1" };
const digest = `sha256:${"1".repeat(64)}`;
const write = (boxes: readonly string[], after = "") =>
  [renderKitMarker(subject), "words", "", ...boxes, "", "**Zip** [x](y)", `**Digest** \`${digest}\``, after].join("\n");

describe("parseKitChecklist", () => {
  it("reads of which version it is, and whether every box is ticked", () => {
    expect(parseKitChecklist(write(["- [x] a", "- [X] b"]))).toEqual({ ...subject, digest, ticked: true });
    expect(parseKitChecklist(write(["- [x] a", "- [ ] b"]))).toMatchObject({ ticked: false });
    expect(parseKitChecklist(write([]))).toMatchObject({ ticked: false });
  });

  it("takes no box of the plugin's own texts for one of the list", () => {
    expect(parseKitChecklist(write(["- [x] a"], "- [ ] my feature"))).toMatchObject({ ticked: true });
    expect(parseKitChecklist(write(["- [ ] a"], "- [x] my feature"))).toMatchObject({ ticked: false });
    expect(parseKitChecklist(write([], "- [x] my feature"))).toMatchObject({ ticked: false });
  });

  it.each(["", "text", `x${write([])}`, "<!-- plugsmith:kit shopify ../x@1.0.0 -->", "<!-- plugsmith:kit a b -->"])(
    "knows %j as none",
    (body) => expect(parseKitChecklist(body)).toBeNull(),
  );
});

describe("isKitDone", () => {
  it.each([
    [true, null, false, false],
    [true, null, true, true],
    [true, "reopened", false, false],
    [false, "completed", false, true],
    [false, null, false, true],
    [false, "not_planned", true, false],
    [false, "duplicate", true, false],
  ])("open %s, reason %s, ticked %s: %s", (open, reason, ticked, done) => {
    expect(isKitDone({ open, reason, ticked })).toBe(done);
  });
});
