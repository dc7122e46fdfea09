import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDeliveryStore } from "./delivery-queue-store.ts";
import type { Delivery } from "./parse-delivery.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-queue-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string) => join(folder, name, "queue.sqlite");

function make(mark: string, repository = 1): Delivery {
  const payload = { mark };
  const body = Buffer.from(JSON.stringify(payload));
  return { id: randomUUID(), name: "issues", repository, payload, bodyDigest: mark, body };
}
const quiet = (message: string) => {
  throw new Error(`unexpected warning: ${message}`);
};

describe("the delivery store", () => {
  it("keeps waiting and begun deliveries over a restart, and remembers finished ones without their text", () => {
    const first = openDeliveryStore(fileOf("restart"), quiet);
    const [done, begun, waiting] = [make("done"), make("begun", 2), make("waiting", 3)];
    for (const one of [done, begun, waiting]) expect(first.add(one, 0)).toBe("queued");
    first.finish(first.take(0, [])?.id ?? "");
    expect(first.take(0, [])?.payload).toEqual({ mark: "begun" });
    first.close();
    const second = openDeliveryStore(fileOf("restart"), quiet);
    expect(second.size).toBe(2);
    expect(second.add(done, 0)).toBe("duplicate");
    expect(second.take(0, [])).toMatchObject({ id: begun.id, payload: { mark: "begun" }, attempt: 2 });
    expect(second.take(0, [])).toMatchObject({ id: waiting.id, attempt: 1 });
    expect(second.take(0, [])).toBeNull();
    second.close();
  });

  it("gives up a delivery in whose work the process ended five times", () => {
    const file = fileOf("poison");
    const delivery = make("poison");
    for (let start = 0; start < 5; start += 1) {
      const store = openDeliveryStore(file, quiet);
      if (start === 0) store.add(delivery, 0);
      expect(store.take(0, [])).toMatchObject({ attempt: start + 1 });
      store.close();
    }
    const store = openDeliveryStore(file, quiet);
    expect([store.size, store.take(0, [])]).toEqual([0, null]);
    store.close();
  });

  it("takes an id or a body only once, whichever of the two comes back", () => {
    const store = openDeliveryStore(":memory:", quiet);
    const delivery = make("same");
    store.add(delivery, 0);
    expect(store.add({ ...make("other"), id: delivery.id }, 0)).toBe("duplicate");
    expect(store.add({ ...delivery, id: randomUUID(), name: "push" }, 0)).toBe("duplicate");
    expect(store.size).toBe(1);
    store.close();
  });

  it("makes a broken file anew and says so", () => {
    const file = fileOf("broken");
    openDeliveryStore(file, quiet).close();
    writeFileSync(file, "this is no database, and it is longer than a header of one hundred bytes ".repeat(50));
    const said: string[] = [];
    const store = openDeliveryStore(file, (message) => said.push(message));
    expect(store.add(make("fresh"), 0)).toBe("queued");
    expect(said).toEqual([expect.stringContaining("broken")]);
    store.close();
  });

  it("leaves the file to the process that has it", () => {
    const file = fileOf("shared");
    const first = openDeliveryStore(file, quiet);
    const said: string[] = [];
    const second = openDeliveryStore(file, (message) => said.push(message));
    first.add(make("first"), 0);
    second.add(make("second"), 0);
    expect([first.size, second.size, said.length]).toEqual([1, 1, 1]);
    for (const store of [first, second]) store.close();
  });

  it("refuses a path that cannot be written, with what to do", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => openDeliveryStore(join(folder, "file", "queue.sqlite"), quiet)).toThrow("queue file");
  });

  it("is readable by its owner only", () => {
    openDeliveryStore(fileOf("private"), quiet).close();
    expect(statSync(join(folder, "private")).mode & 0o077).toBe(0);
  });

  it("holds what was taken in when its process is killed", async () => {
    const file = fileOf("killed");
    const script = `
      import { openDeliveryStore } from ${JSON.stringify(join(import.meta.dirname, "delivery-queue-store.ts"))};
      const store = openDeliveryStore(${JSON.stringify(file)}, console.error);
      for (let at = 0; at < 500; at += 1)
        store.add({ id: "id-" + at, name: "issues", repository: 1, payload: {}, bodyDigest: "d" + at, body: Buffer.from("{}") }, 0);
      console.log("ready");
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let noise = "";
    child.stderr.on("data", (text) => {
      noise += text;
    });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    const store = openDeliveryStore(file, quiet);
    expect([store.size, noise]).toEqual([500, ""]);
    store.close();
  });
});
