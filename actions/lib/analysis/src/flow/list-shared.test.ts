import { expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";
import { indexShared } from "./list-shared.ts";

it("shared names say which file wrote them", () => {
  const { files } = makeLinked("php", { "a.php": "$x = 1; $y = 2;", "b.php": "$x .= 3;" });
  const shared = indexShared(
    files.map(({ top }) => top),
    (key) => key === "$x",
  );
  expect([...shared.keys()]).toEqual(["$x"]);
  expect(shared.get("$x")?.map(({ from }) => from?.path)).toEqual(["a.php", "b.php"]);
});
