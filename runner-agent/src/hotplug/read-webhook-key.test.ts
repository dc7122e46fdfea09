import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { readWebhookKey } from "./read-webhook-key.ts";

describe("readWebhookKey", () => {
  const makeFolder = useTemporaryFolders();
  const write = (text: string, mode = 0o600) => {
    const path = join(makeFolder(), "key");
    writeFileSync(path, text, { mode });
    return path;
  };

  it("takes plain text as it is and decodes whsec_", () => {
    expect(Buffer.from(readWebhookKey(write(`${"k".repeat(40)}\n`))).toString()).toBe("k".repeat(40));
    const bytes = Buffer.alloc(24, 7);
    expect(readWebhookKey(write(`whsec_${bytes.toString("base64")}`))).toEqual(bytes);
  });

  it.each([
    ["is short", () => write("short")],
    ["others can read", () => write("k".repeat(40), 0o644)],
    ["is not there", () => "/nowhere/key"],
  ])("refuses a key that %s, without a word of it", (_name, make) => {
    expect(() => readWebhookKey(make())).toThrow(
      expect.objectContaining({ code: "bench_config_invalid", message: expect.not.stringContaining("kkkk") }),
    );
  });
});
