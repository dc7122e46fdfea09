import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

const file = join(import.meta.dirname, "../../../../schemas/fixtures/registry/valid/full.json");
const asked: string[] = [];
let server: Server;
let api = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? ""}`.trim());
    if (request.url?.startsWith("/repos/acme/forge/contents/registry.json")) response.end(readFileSync(file));
    else response.writeHead(404).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe("plugsmith registry", () => {
  it("lists what a file holds, with the state of each version", async () => {
    const run = await runPlugsmith(["registry", "list", "--file", file, "--json"]);
    expect(run).toMatchObject({ code: 0, result: { repository: "acme/forge", sequence: 3 } });
    expect(run.stderr).toContain("acme-pay: 1.2.0");
  });

  it("shows one plugin with digest, permissions and revocations", async () => {
    const run = await runPlugsmith(["registry", "show", "acme-pay", "--file", file]);
    expect(run.code).toBe(0);
    for (const words of ["sha256:ab", "api.acme.example:443", "1.1.0 revoked by rita (", ": leaks"])
      expect(run.stderr).toContain(words);
  });

  it("names what exists when a plugin is not there", async () => {
    const run = await runPlugsmith(["registry", "show", "nothing", "--file", file, "--json"]);
    expect(run).toMatchObject({ code: 1, result: { code: "input_invalid", hint: "It holds: acme-pay." } });
  });

  it("reads the registry branch of a repository on GitHub, with the token of the environment", async () => {
    const env = { GITHUB_API_URL: api, GITHUB_TOKEN: "t" };
    const run = await runPlugsmith(["registry", "list", "--repository", "acme/forge", "--json"], { env });
    expect(run.code).toBe(0);
    expect(asked).toContain("/repos/acme/forge/contents/registry.json?ref=forge%2Fregistry Bearer t");
    expect(await runPlugsmith(["registry", "list", "--repository", "acme/other", "--json"], { env })).toMatchObject({
      code: 1,
      result: { code: "download_failed" },
    });
  });

  it("refuses a registry that does not match its schema", async () => {
    const wrong = join(import.meta.dirname, "../../../../schemas/fixtures/reviewers/valid/full.json");
    expect(await runPlugsmith(["registry", "list", "--file", wrong, "--json"])).toMatchObject({
      code: 1,
      result: { code: "input_invalid" },
    });
  });
});
