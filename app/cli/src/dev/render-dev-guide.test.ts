import { execFileSync } from "node:child_process";
import { checkRequest } from "@plugsmith/app";
import { describe, expect, it } from "vitest";
import { renderDevGuide } from "./render-dev-guide.ts";

const person = (role: string, login: string) => ({ role, login, token: `ghp_${login}` });
const guide = renderDevGuide(
  {
    github: "http://127.0.0.1:4700",
    bot: "http://127.0.0.1:4701",
    repository: "acme/forge",
    controlSocket: "/tmp/w/agent.sock",
    policyFile: "/tmp/w/trust-policy.json",
    rootFile: "/tmp/w/forge.root.json",
    hotplug: "simulated",
    workFolder: "/tmp/w",
    people: [person("requester", "rosa"), person("approver1", "ada"), person("approver2", "lin")],
  },
  (_style, text) => text,
);
const lines = guide.split("\n");

describe("renderDevGuide", () => {
  it("prints commands with nothing left to fill in", () => {
    const commands = lines.filter((line) => /^(export|printf|curl|until|git|GITHUB_TOKEN|npm)/.test(line));
    expect(commands.length).toBeGreaterThan(18);
    for (const line of commands) {
      expect(line).not.toMatch(/[<>…]|\$[A-Z]/);
      execFileSync("sh", ["-n", "-c", line]);
    }
  });

  it("asks for something that the bot accepts, with the command line and with curl", () => {
    const printf = lines.find((line) => line.startsWith("printf"))?.split(" | ")[0] ?? "";
    const file = execFileSync("sh", ["-c", printf], { encoding: "utf8" });
    expect(checkRequest(file, "file").result).toMatchObject({ ok: true, value: { name: "my-board" } });
    const sent = /-d '(\{.*?\})' \S+\/issues$/m.exec(guide)?.[1] ?? "{}";
    expect(checkRequest(JSON.parse(sent).body, "issue").result).toMatchObject({
      ok: true,
      value: { name: "my-board" },
    });
  });
});
