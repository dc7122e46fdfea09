import { expect, it } from "vitest";
import { text } from "../parse/tree.ts";
import { makeLinked } from "../testing/make-program.ts";
import type { Frame } from "./frame.ts";
import { createFrameStore } from "./frame-store.ts";

it("calls with the same values share a frame, others have their own, and too deep there is none", () => {
  const { folder, scopeOf, files } = makeLinked("php", { "a.php": "function f($a) {}" });
  const store = createFrameStore({ fold: folder.fold, nameOf: () => "", mayFollow: () => true });
  const top = files[0]?.top;
  if (!top) throw new Error("no file");
  const find = (value: string, frame?: Frame) =>
    store.find({ scope: scopeOf("f"), bound: [["$a", text(value, 1)]], answers: true }, { scope: top, frame, line: 1 });
  expect(find("x")).toBe(find("x"));
  expect(find("x")).not.toBe(find("y"));
  let frame = find("0");
  for (let at = 1; at < 5; at += 1) frame = find(String(at), frame);
  expect(frame?.depth).toBe(5);
  expect(find("5", frame)).toBeUndefined();
});
