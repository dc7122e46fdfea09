import type { HotplugEvent } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makeDevice } from "../testing/make-facts.ts";
import { createHotplugHub } from "./hotplug-hub.ts";
import { makeDeviceEvent } from "./hotplug-source.ts";

function open() {
  const seen: string[] = [];
  const logs: string[] = [];
  const note = (who: string) => (event: HotplugEvent) => void seen.push(`${who} ${event.kind}`);
  const emit = createHotplugHub({
    seenBefore: [],
    record: note("journal"),
    listeners: [
      note("bench"),
      () => {
        throw new Error("a follower is gone");
      },
      note("bus"),
    ],
    log: (message) => void logs.push(message),
  });
  return { emit, seen, logs };
}

describe("createHotplugHub", () => {
  it("writes before anybody acts, and tells all though one of them fails", () => {
    const { emit, seen, logs } = open();
    const { key: _key, ...device } = makeDevice();
    emit(makeDeviceEvent("usb", "device_attached", device, 0));
    expect(seen).toEqual(["journal device_attached", "bench device_attached", "bus device_attached"]);
    expect(logs).toEqual(["usb device_attached: a follower is gone"]);
  });

  it("drops what does not fit the schema, with a word in the log", () => {
    const { emit, seen, logs } = open();
    const { key: _key, ...device } = makeDevice({ vendorId: "0X03" });
    emit(makeDeviceEvent("usb", "device_attached", device, 0));
    expect(seen).toEqual([]);
    expect(logs[0]).toMatch(/source usb was dropped.*vendorId/);
  });
});
