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

it("calls with tables that hold the same share a frame, larger tables are told apart by which they are", () => {
  const { folder, scopeOf, files } = makeLinked("php", { "a.php": "function f($a) {}" });
  const store = createFrameStore({ fold: folder.fold, nameOf: () => "", mayFollow: () => true });
  const top = files[0]?.top;
  if (!top) throw new Error("no file");
  const table = (...words: readonly string[]) =>
    ({
      kind: "record",
      entries: words.map((each, at) => [text(String(at), 1), text(each, 1)] as const),
      line: 1,
    }) as const;
  const find = (...words: readonly string[]) =>
    store.find(
      { scope: scopeOf("f"), bound: [["$a", table(...words)]], answers: true },
      { scope: top, frame: undefined, line: 1 },
    );
  expect(find("x", "y")).toBe(find("x", "y"));
  expect(find("x", "y")).not.toBe(find("x", "z"));
  const many = Array.from({ length: 40 }, (_, at) => `word ${at}`);
  expect(find(...many)).not.toBe(find(...many));
});
