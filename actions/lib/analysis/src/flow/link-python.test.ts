import { expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";

it("names between Python files follow modules by the end of their path, and what passes through them", () => {
  const { linker, index } = makeLinked("python", {
    "src/pay/__init__.py": "X = 1",
    "src/pay/net.py": "from os import system as go",
    "net.py": "Y = 2",
  }).program;
  const find = (written: string, from: string) => linker.findModule(written, from)?.path;
  expect(find("pay", "src/main.py")).toBe("src/pay/__init__.py");
  expect(find("pay.net", "src/main.py")).toBe("src/pay/net.py");
  expect(find("net", "src/pay/a.py")).toBe("src/pay/net.py");
  expect(find("", "src/pay/a.py")).toBe("src/pay/__init__.py");
  expect(find("json", "net.py")).toBeUndefined();
  const net = index.tops.get("src/pay/net.py");
  const passed = net && linker.listExports(net, "go");
  expect(passed).toMatchObject([{ tree: { kind: "name", name: "go" } }]);
  // A new tree each time would be asked anew each time, without end where modules pass names to each other.
  expect(net && linker.listExports(net, "go")[0]?.tree).toBe(passed?.[0]?.tree);
});
