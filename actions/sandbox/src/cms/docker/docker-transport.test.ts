import { describe, expect, it } from "vitest";
import { dockerEngine, pickEngineEnvironment } from "./docker-transport.ts";

/** Node in the place of docker: what counts here is how a program is run. */
const engine = dockerEngine(process.execPath, { PATH: "/usr/bin" });
const script = (code: string) => ["-e", code];

describe("dockerEngine", () => {
  it("answers with exit code, stdout, stderr, and hands on stdin and variables", async () => {
    const code = `process.stdin.on("data", (text) => console.log(text + process.env.WORD)).on("end", () => { console.error("words"); process.exit(4); });`;
    const answer = await engine.run(script(code), { input: "plan ", environment: { WORD: "secret" } });
    expect(answer).toEqual({ exitCode: 4, stdout: "plan secret\n", stderr: "words\n" });
  });

  it("ends a program that takes too long, prints too much or is not wanted any more", async () => {
    const endless = script("setInterval(() => {}, 1000)");
    expect((await engine.run(endless, { timeoutMs: 50 })).stopped).toBe("timeout");
    expect((await engine.run(endless, { signal: AbortSignal.abort() })).stopped).toBe("aborted");
    const loud = script('setInterval(() => console.log("x".repeat(1000)), 1)');
    expect((await engine.run(loud, { maxOutputBytes: 5000 })).stopped).toBe("output");
  });

  it("keeps only the last words of one that writes as long as it lives", async () => {
    const code = 'console.log("a".repeat(1e6)); console.log("last");';
    const { stdout, stderr } = await engine.run(script(code), { lastWords: true });
    expect(stdout).toBe("");
    expect(stderr.length).toBeLessThan(20_000);
    expect(stderr.endsWith("last\n")).toBe(true);
  });

  it("answers without an exit code when there is no such program", async () => {
    const answer = await dockerEngine("/nowhere/docker").run(["info"]);
    expect(answer).toMatchObject({ exitCode: null, stderr: expect.stringContaining("ENOENT") });
  });
});

it("gives the program what it needs to find its engine, and no token of the run", () => {
  const kept = { PATH: "/bin", HOME: "/home/a", DOCKER_HOST: "unix:///x", HTTPS_PROXY: "http://p" };
  const dropped = {
    GITHUB_TOKEN: "t",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t",
    NODE_OPTIONS: "x",
    RUNNER_TRACKING_ID: "1",
  };
  expect(pickEngineEnvironment({ ...kept, ...dropped, DOCKER_CONFIG: undefined })).toEqual(kept);
});
