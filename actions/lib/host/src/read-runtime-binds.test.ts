import { describe, expect, it } from "vitest";
import { readRuntimeBinds } from "./read-runtime-binds.ts";

const machine = (...paths: string[]) => [
  (path: string) => paths.includes(path),
  (path: string) => (path.endsWith("/python3") ? `${path}.12` : path),
];
const read = (runtime: "python" | "bash" | "node" | "executable", ...paths: string[]) => {
  const [exists, follow] = machine(...paths) as [(path: string) => boolean, (path: string) => string];
  return readRuntimeBinds(runtime, exists, follow);
};

describe("readRuntimeBinds", () => {
  it("gives python its program, the library of that very version and shared libraries, and no other tool", () => {
    const found = read("python", "/usr/bin/python3", "/usr/lib/python3.12", "/usr/lib/python3", "/usr/bin/curl");
    expect(found?.program).toBe("/usr/bin/python3");
    expect(found?.system).toEqual(expect.arrayContaining(["/usr/bin/python3", "/usr/lib/python3.12"]));
    expect(found?.system.filter((path) => path.includes("/bin/"))).toEqual(["/usr/bin/python3", "/usr/bin/prlimit"]);
  });

  it("takes a python below /usr/local with that prefix's library", () => {
    const found = read("python", "/usr/local/bin/python3", "/usr/local/lib", "/usr/local/lib/python3.12");
    expect(found?.program).toBe("/usr/local/bin/python3");
    expect(found?.system).toEqual(expect.arrayContaining(["/usr/local/lib/python3.12", "/usr/local/lib"]));
  });

  it("gives bash text tools that this machine has, and nothing with a network or another interpreter", () => {
    const found = read("bash", "/bin/bash", "/usr/bin/jq", "/usr/bin/curl", "/usr/bin/perl", "/usr/bin/su");
    expect(found?.system).toEqual(expect.arrayContaining(["/bin/bash", "/usr/bin/jq"]));
    expect(found?.system.join(" ")).not.toMatch(/curl|perl|su$|sed/);
  });

  it.each(["python", "bash"] as const)("says that %s is not installed, and what to do", (runtime) => {
    expect(() => read(runtime)).toThrow(
      expect.objectContaining({ code: "tool_missing", hint: expect.stringContaining(`Install ${runtime}`) }),
    );
  });

  it("leaves node and executables to their own profile", () => {
    expect(read("node")).toBeUndefined();
    expect(read("executable")).toBeUndefined();
  });
});
