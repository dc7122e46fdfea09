import { expect, it } from "vitest";
import { renderFence } from "./render-fence.ts";

it("is longer than any run of back-ticks inside, and ends on a line of its own", () => {
  expect(renderFence("a\n")).toBe("```\na\n```");
  expect(renderFence("a", "suggestion")).toBe("```suggestion\na\n```");
  expect(renderFence("")).toBe("```\n```");
  expect(renderFence("```js\n````\n")).toBe("`````\n```js\n````\n`````");
});
