import { sign } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitFor } from "../forge/wait-for.ts";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";

const body = "### cms\n\nnode\n\n### name\n\nshop-hook\n\n### description\n\nWebhooks for the Acme shop\n";

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What GitHub answers whoever signs as the App with this key. */
async function askAs({ github }: DoorWorld, privateKeyPem: string): Promise<number> {
  const now = Math.floor(Date.now() / 1000);
  const claims = `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ iat: now - 30, exp: now + 300, iss: github.app.id })}`;
  const jwt = `${claims}.${sign("sha256", Buffer.from(claims), privateKeyPem).toString("base64url")}`;
  const response = await fetch(`${github.url}/app`, { headers: { authorization: `Bearer ${jwt}` } });
  return response.status;
}

/** The procedure of docs/registry.md, "The App's key is lost or stolen". */
describe("a rotated App key", () => {
  let world: DoorWorld;
  beforeEach(async () => {
    world = await openDoorWorld();
  }, 60_000);
  afterEach(() => world.close());

  const countPulls = async () => {
    const person = world.as("admin");
    const { data } = await person.request("GET /repos/{owner}/{repo}/pulls", { ...person.repository, state: "all" });
    return (data as unknown[]).length;
  };

  it("ends what the old key can do, and loses nothing that was asked while the bot changed it", async () => {
    const old = world.github.app.privateKeyPem;
    expect(await askAs(world, old)).toBe(200);
    world.killBot();
    await world.as("requester").openIssue("Forge request: shop-hook", body);
    world.github.rotateAppKey();
    expect(await askAs(world, old)).toBe(401);
    await world.restartBot();
    await waitFor("the request to be found again", async () => (await countPulls()) === 1, { timeoutMs: 30_000 });
    await waitFor("its pipeline", async () => world.dispatched.length > 0, { timeoutMs: 30_000 });
    await world.settle();
    expect(world.dispatched.map((title) => title.split(" ")[0])).toEqual(["forge-pipeline.yml"]);
  }, 90_000);
});
