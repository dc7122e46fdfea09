import { afterEach, expect, it } from "vitest";
import { openSearch, type SearchServer } from "./search-transport.ts";

let server: SearchServer | undefined;
afterEach(() => server?.close());

it("answers over HTTP, and keeps what it could not answer", async () => {
  server = await openSearch();
  const url = `http://127.0.0.1:${server.port}`;
  expect(((await (await fetch(url)).json()) as { name: string }).name).toBe("stand-in");
  expect((await fetch(`${url}/_cat/indices/x`)).status).toBe(500);
  expect(server.troubles).toEqual([expect.stringContaining("GET /_cat/indices/x")]);
});
