import { describe, expect, it } from "vitest";
import { chooseArtifacts, readArtifact } from "./collect-artifacts.ts";

const file = (path: string, changedAt = "1", bytes = 1) => ({ path, changedAt, bytes });
const lease = { plugin: "acme-meter", lease: "token" };

describe("artifacts of a call", () => {
  it("are the files that it made or changed, below the wanted paths", () => {
    const before = [file("old.csv"), file("captures/old.csv"), file("captures/grown.csv")];
    const after = [file("old.csv", "2"), file("captures/old.csv"), file("captures/grown.csv", "1", 2), file("new.csv")];
    const paths = (...wanted: string[]) => chooseArtifacts(before, after, wanted).map(({ path }) => path);
    expect(paths("")).toEqual(["old.csv", "captures/grown.csv", "new.csv"]);
    expect(paths("captures")).toEqual(["captures/grown.csv"]);
    expect(paths("new.csv", "capt")).toEqual(["new.csv"]);
    expect(paths()).toEqual([]);
  });

  it("are read to their end, part by part", async () => {
    const text = "0123456789";
    const asked: unknown[] = [];
    const agent = {
      onNotification: () => {},
      async request(_method: string, params: Readonly<Record<string, unknown>> = {}) {
        const offset = Number(params["offset"]);
        asked.push(offset);
        const data = Buffer.from(text.slice(offset, offset + 4)).toString("base64");
        return { data, end: offset + 4 >= text.length };
      },
    };
    expect(Buffer.from(await readArtifact(agent, lease, "a")).toString()).toBe(text);
    expect(asked).toEqual([0, 4, 8]);
  });
});
