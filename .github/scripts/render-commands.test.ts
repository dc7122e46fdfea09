import { commands } from "@plugsmith/app";
import { describe, expect, it } from "vitest";
import { renderCommands } from "./render-commands.ts";

const page = renderCommands(commands);

describe("renderCommands", () => {
  it("has a row of the table and a section for every command", () => {
    for (const { name } of commands) {
      expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\|( [✓–] \\|){9}$`, "mu"));
      expect(page).toMatch(new RegExp(`^### \`/forge ${name}[ \`]`, "mu"));
    }
  });

  it("shows who may revoke: approvers and nobody else", () => {
    expect(page).toContain("| `revoke` | – | – | – | – | ✓ | – | – | – | – |");
  });

  it("lists keys with their values and examples that can be copied", () => {
    expect(page).toContain("- `dry-run=` (may be left out): `true` or `false`");
    expect(page).toContain('/forge run label-printer text="Lot 12"');
  });
});
