import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasSubversion, startSubversion, type TestSubversion } from "../testing/start-subversion.ts";
import { createSubversionTransport } from "./subversion-transport.ts";

describe.skipIf(!hasSubversion)("Subversion's own programs", { timeout: 60_000 }, () => {
  let server: TestSubversion;
  const subversion = createSubversionTransport();
  beforeAll(async () => {
    server = await startSubversion("hello");
  });
  afterAll(() => server.close());
  const base = () => `${server.url}/hello`;
  const commit = (revision: number, path: string) =>
    subversion.commit({
      base: base(),
      message: "One\nline and another",
      revision,
      actions: [
        { kind: "mkdir", path: "trunk/deep" },
        { kind: "put", path, bytes: Buffer.from("a b\n") },
      ],
      username: server.username,
      password: server.password,
    });

  it("list and read what is there, and tell what is not", async () => {
    expect(await subversion.list(base())).toEqual(["assets/", "tags/", "trunk/"]);
    expect(await subversion.list(`${base()}/nowhere`)).toBeNull();
    expect(await subversion.readTree(`${base()}/nowhere`)).toBeNull();
    expect(await subversion.readInfo(base())).toMatchObject({ revision: 1, changed: 1 });
  });

  it("commit all or nothing, with paths that a command line would part", async () => {
    await expect(commit(1, "nowhere/x.txt")).rejects.toMatchObject({ code: "channel_refused" });
    expect(await subversion.readTree(`${base()}/trunk`)).toEqual([]);
    await commit(1, "trunk/deep/two@words -- 'x'.txt");
    const files = (await subversion.readTree(`${base()}/trunk`)) ?? [];
    expect(files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])).toEqual([
      ["deep/two@words -- 'x'.txt", "a b\n"],
    ]);
  });

  it("refuse a commit that looked at an older state", async () => {
    await expect(commit(1, "trunk/deep/again.txt")).rejects.toMatchObject({ code: "channel_refused" });
  });
});
