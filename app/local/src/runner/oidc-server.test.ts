import { afterEach, describe, expect, it } from "vitest";
import { askWhileBusy } from "../github/testing/ask-while-busy.ts";
import { createOidcServer } from "./oidc-server.ts";

const server = createOidcServer({ issuer: "https://issuer.test", mintToken: (claims) => JSON.stringify(claims) });
afterEach(() => server.close());

describe("the token service", () => {
  it("answers a job's own secret only, for its own address, until the job ends", async () => {
    const one = await server.open({ sub: "one" }, "https://github.com/acme");
    const two = await server.open({ sub: "two" }, "https://github.com/acme");
    const ask = async (url: string, secret: string) => {
      const answer = await fetch(url, { headers: { authorization: `bearer ${secret}`, connection: "close" } });
      return { status: answer.status, body: (await answer.json()) as { value?: string } };
    };
    expect((await ask(one.url, two.secret)).status).toBe(401);
    expect((await ask(one.url, "")).status).toBe(401);
    expect((await ask(one.url.replace(/idtoken\/[^?]+/, "idtoken/x"), one.secret)).status).toBe(401);
    const plain = await ask(one.url, one.secret);
    expect(JSON.parse(plain.body.value ?? "")).toMatchObject({
      sub: "one",
      aud: "https://github.com/acme",
      iss: "https://issuer.test",
    });
    const asked = await ask(`${two.url}&audience=sigstore`, two.secret);
    expect(JSON.parse(asked.body.value ?? "")).toMatchObject({ sub: "two", aud: "sigstore" });
    expect(await askWhileBusy(one.url)).toBe("HTTP/1.1 401 Unauthorized");
    one.close();
    expect((await ask(one.url, one.secret)).status).toBe(401);
  });
});
