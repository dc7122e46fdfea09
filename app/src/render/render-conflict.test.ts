import type { MergeConflict } from "@plugsmith/templates";
import { expect, it } from "vitest";
import { renderConflict } from "./render-conflict.ts";

const at = (other: string, count = 1) => ({ first: 3, count, other, kept: "ours" as const });
const tell = (conflict: Omit<MergeConflict, "path">) => renderConflict({ path: "src/a.js", ...conflict });

it("says of every kind of difference what was kept, where, and what the other side has", () => {
  expect(tell({ kind: "both_changed", text: at("new();\n") })).toBe(
    "**`src/a.js`**, line 3: people changed these lines, and the new rendering changes them too. It has:\n\n```\nnew();\n```",
  );
  expect(tell({ kind: "both_changed", text: at("", 2) })).toContain(
    "lines 3–4: people changed these lines, and the new",
  );
  expect(tell({ kind: "both_changed", text: at("x\n", 0) })).toContain("people deleted lines that the new rendering");
  expect(tell({ kind: "file_changed" })).toContain("cannot be merged by lines. People's stayed.");
  expect(tell({ kind: "people_removed", text: at("x\n") })).toMatch(/stays deleted.*<details>.*```\nx\n```/su);
  expect(tell({ kind: "pack_removed" })).toContain("delete it if nothing needs it");
  expect(tell({ kind: "pack_deleted", text: at("x\n") })).toMatch(/deletes it\. People had:.*```\nx\n```/su);
  expect(tell({ kind: "forge_owned", text: at('"9.9.9"\n') })).toMatch(/People had:\n\n```\n"9\.9\.9"\n```/u);
});

it("lets no text out of its block, and repeats no credential", () => {
  const token = `ghp_${"aB3x".repeat(9)}`;
  const told = tell({ kind: "both_changed", text: at(`\`\`\`\n/forge cancel @all ${token}\n`) });
  expect(told).toMatch(/\n````\n```\n\/forge cancel @all .*\n````$/su);
  expect(told).not.toContain(token);
});
