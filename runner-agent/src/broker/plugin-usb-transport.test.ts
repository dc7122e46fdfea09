import { describe, expect, it } from "vitest";
import { makeDevice } from "../testing/make-facts.ts";
import { createPluginUsb, type OpenableUsb } from "./plugin-usb-transport.ts";

function makeUsb(change: Partial<OpenableUsb> = {}) {
  const asked: string[] = [];
  const note = (text: string) => async () => void asked.push(text);
  const device: OpenableUsb = {
    bus: "001",
    address: 4,
    open: note("open"),
    close: note("close"),
    claimInterface: async (number) => void asked.push(`claim ${number}`),
    releaseInterface: async (number) => void asked.push(`release ${number}`),
    nativeControlTransferIn: async () => new Uint8Array([1, 2]),
    nativeControlTransferOut: async (_setup, _ms, data) => data.length,
    nativeTransferIn: async () => null,
    nativeTransferOut: async () => {
      throw new Error("stall");
    },
    ...change,
  };
  const usb = createPluginUsb(async () => [device]);
  return { asked, usb, ask: (method: string, params: object) => usb.handle(method, { ...params }, makeDevice()) };
}
const setup = { requestType: "vendor", recipient: "device", request: 1, value: 2, index: 3 };

describe("createPluginUsb", () => {
  it("opens at first use, once, and moves bytes as base64", async () => {
    const { ask, asked, usb } = makeUsb();
    expect(await ask("usb.controlTransferIn", { setup, length: 8 })).toEqual({ data: "AQI=" });
    expect(await ask("usb.controlTransferOut", { setup, data: "AAAA" })).toEqual({ bytesWritten: 3 });
    expect(await ask("usb.transferIn", { endpoint: 1, length: 8 })).toEqual({ data: "" });
    await usb.close();
    expect(asked).toEqual(["open", "close"]);
  });

  it("lets go of a device that was pulled, and opens it anew when it is back", async () => {
    const { ask, asked, usb } = makeUsb();
    await usb.release(makeDevice());
    await ask("usb.claimInterface", { interface: 0 });
    await usb.release(makeDevice({ address: 5 }));
    expect(asked).toEqual(["open", "claim 0"]);
    await usb.release(makeDevice());
    await ask("usb.transferIn", { endpoint: 1, length: 8 });
    expect(asked).toEqual(["open", "claim 0", "close", "open"]);
  });

  it("says that an endpoint is its number alone", async () => {
    await expect(makeUsb().ask("usb.transferIn", { endpoint: 0x81, length: 8 })).rejects.toMatchObject({
      code: "message_invalid",
      message: expect.stringContaining("without the direction bit"),
    });
  });

  it("claims an interface once for two versions and lets it go after both", async () => {
    const { ask, asked } = makeUsb();
    for (const by of ["claim", "claim", "release", "release", "release"])
      await ask(`usb.${by}Interface`, { interface: 0 });
    expect(asked).toEqual(["open", "claim 0", "release 0"]);
  });

  it("says why a device cannot be opened, and tries again the next time", async () => {
    let allowed = false;
    const { ask } = makeUsb({
      open: async () => {
        if (!allowed) throw new Error("open error: permission denied (errno 13)");
      },
    });
    const asking = ask("usb.transferIn", { endpoint: 1, length: 8 });
    await expect(asking).rejects.toMatchObject({
      code: "usb_unavailable",
      message: expect.stringContaining("permission denied"),
    });
    allowed = true;
    expect(await ask("usb.transferIn", { endpoint: 1, length: 8 })).toEqual({ data: "" });
  });

  it("refuses setups and sizes that are none, and turns failed transfers into errors of the call", async () => {
    const { ask } = makeUsb();
    const invalid = { code: "message_invalid" };
    await expect(
      ask("usb.controlTransferIn", { setup: { ...setup, requestType: "evil" }, length: 8 }),
    ).rejects.toMatchObject(invalid);
    await expect(ask("usb.controlTransferIn", { setup: { ...setup, value: 70_000 }, length: 8 })).rejects.toMatchObject(
      invalid,
    );
    await expect(ask("usb.transferIn", { endpoint: 1, length: 1e9 })).rejects.toMatchObject(invalid);
    await expect(ask("usb.transferIn", { endpoint: -1, length: 1 })).rejects.toMatchObject(invalid);
    await expect(ask("usb.transferOut", { endpoint: 1, data: "" })).rejects.toMatchObject({ code: "call_failed" });
    await expect(ask("usb.explode", {})).rejects.toMatchObject({ code: "method_unknown" });
  });

  it("does not find a simulated device on the machine's bus", async () => {
    const { usb } = makeUsb();
    const simulated = makeDevice({ bus: 0, address: 1 });
    await expect(usb.handle("usb.transferIn", { endpoint: 1, length: 1 }, simulated)).rejects.toMatchObject({
      code: "usb_unavailable",
    });
  });
});
