import { describe, expect, it } from "vitest";
import { scanFences } from "./scan-fences.ts";

const blocksOf = (text: string) =>
  scanFences(text).blocks.map(({ language, text: inner, line, closed }) => [language, inner, line, closed]);

describe("scanFences", () => {
  it.each([
    ["```yaml\na\n```", [["yaml", "a", 2, true]]],
    ["x\n~~~ JSON extra words\na\nb\n~~~~\ny", [["json", "a\nb", 3, true]]],
    ["   ```\na\n  ```", [["", "a", 2, true]]],
    ["    ```yaml\na", []],
    ["```yaml\na\n   ```\nb", [["yaml", "a", 2, true]]],
    ["```\tYAML\tx\na\n```", [["yaml", "a", 2, true]]],
    ["~~~`x\na\n```\n~~~", [["`x", "a\n```", 2, true]]],
    ["```~x\na\n~~~\n```", [["~x", "a\n~~~", 2, true]]],
    ["~~~~\na\n~~~\n~~~~~", [["", "a\n~~~", 2, true]]],
    ["````\n```\na\n```\n````", [["", "```\na\n```", 2, true]]],
    ["```yaml\na\n~~~\n```", [["yaml", "a\n~~~", 2, true]]],
    ["```yaml\na\n``` x\n```", [["yaml", "a\n``` x", 2, true]]],
    ["```yaml\na\n    ```", [["yaml", "a\n    ```", 2, false]]],
    ["```a`b\nc\n```", [["", "", 4, false]]],
    ["~~~a`b\nc\n~~~", [["a`b", "c", 2, true]]],
    ["```yaml", [["yaml", "", 2, false]]],
    ["> ```yaml\n> a\n> ```", []],
    [
      "```\na\n```\n```\nb\n```",
      [
        ["", "a", 2, true],
        ["", "b", 5, true],
      ],
    ],
  ])("reads %j as GitHub does", (text, blocks) => {
    expect(blocksOf(text)).toEqual(blocks);
  });

  it("tells which lines are code, fences among them", () => {
    expect(scanFences("a\n```\nb\n```\nc").lines.map((line) => line.fenced)).toEqual([false, true, true, true, false]);
  });
});
