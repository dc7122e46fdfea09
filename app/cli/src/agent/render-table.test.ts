import { styleText } from "node:util";
import { expect, it } from "vitest";
import { renderTable } from "./render-table.ts";

it("puts cells below each other, counts no colour as width, and leaves empty columns out", () => {
  const green = styleText("green", "on", { validateStream: false });
  expect(
    renderTable([
      ["meter", "", green, "S1"],
      ["lamp", "", "stopped"],
    ]),
  ).toEqual([`  meter  ${green}       S1`, "  lamp   stopped"]);
  expect(renderTable([])).toEqual([]);
});
