import { type Device, ForgeError } from "@plugsmith/schemas";
import { attachmentOf } from "../bench/device-table.ts";

/** The part of a usb@3 device that plugins can reach. */
export interface OpenableUsb {
  readonly bus: string | number;
  readonly address: number;
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(number: number): Promise<void>;
  releaseInterface(number: number): Promise<void>;
  nativeControlTransferIn(setup: object, timeoutMs: number, length: number): Promise<Uint8Array | null>;
  nativeControlTransferOut(setup: object, timeoutMs: number, data: Uint8Array): Promise<number>;
  nativeTransferIn(endpoint: number, timeoutMs: number, length: number): Promise<Uint8Array | null>;
  nativeTransferOut(endpoint: number, timeoutMs: number, data: Uint8Array): Promise<number>;
}

export interface PluginUsb {
  handle(method: string, params: Readonly<Record<string, unknown>>, device: Device): Promise<unknown>;
  /** Closes this device, if it was opened: it was pulled, or is another plugin's now. */
  release(device: Device): Promise<void>;
  /** Closes every opened device. */
  close(): Promise<void>;
}

const transferMs = 5_000;
const maxLength = 1 << 20;
const kinds = { requestType: ["standard", "class", "vendor"], recipient: ["device", "interface", "endpoint", "other"] };

function wholeNumber(value: unknown, name: string, max: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new ForgeError("message_invalid", { message: `${name} must be a whole number up to ${max}.` });
}

/** As in WebUSB: the number alone, the method says which way. */
const endpointOf = (params: Readonly<Record<string, unknown>>) =>
  wholeNumber(params["endpoint"], "endpoint (its number without the direction bit 0x80)", 15);

function parseSetup(value: unknown): object {
  const setup = (value ?? {}) as Record<string, unknown>;
  for (const [name, known] of Object.entries(kinds))
    if (!known.includes(String(setup[name])))
      throw new ForgeError("message_invalid", { message: `setup.${name} must be one of ${known.join(", ")}.` });
  return {
    requestType: setup["requestType"],
    recipient: setup["recipient"],
    request: wholeNumber(setup["request"], "setup.request", 0xff),
    value: wholeNumber(setup["value"], "setup.value", 0xffff),
    index: wholeNumber(setup["index"], "setup.index", 0xffff),
  };
}

async function listUsb(): Promise<readonly OpenableUsb[]> {
  return (await (await import("usb")).usb.getDevices()) as unknown as readonly OpenableUsb[];
}

/**
 * Transfers on devices that the bench gave to this plugin; opened at first use. One for a plugin's place, not for a
 * process: while versions are swapped both use the same handle, and an interface is let go when neither claims it.
 */
export function createPluginUsb(list: () => Promise<readonly OpenableUsb[]> = listUsb): PluginUsb {
  const opened = new Map<string, Promise<OpenableUsb>>();
  const claims = new WeakMap<OpenableUsb, Map<number, number>>();

  async function openDevice(device: Device): Promise<OpenableUsb> {
    const found = (await list()).find((usb) => Number(usb.bus) === device.bus && usb.address === device.address);
    if (!found) throw new Error("it is not on this machine's USB (a simulated device has no transfers)");
    await found.open();
    return found;
  }

  function acquire(device: Device): Promise<OpenableUsb> {
    const known = opened.get(attachmentOf(device));
    if (known) return known;
    const opening = openDevice(device).catch((cause: Error) => {
      opened.delete(attachmentOf(device));
      throw new ForgeError("usb_unavailable", {
        message: `The device ${device.key} cannot be opened: ${cause.message}.`,
        hint: "The agent's user needs the device node (a udev rule); `plugsmith agent doctor` shows what is missing.",
        cause,
      });
    });
    opened.set(attachmentOf(device), opening);
    return opening;
  }

  async function shut(own: string): Promise<void> {
    const opening = opened.get(own);
    opened.delete(own);
    await opening?.then((usb) => usb.close()).catch(() => {});
  }

  async function changeClaim(usb: OpenableUsb, number: number, by: 1 | -1): Promise<object> {
    const own = claims.get(usb) ?? new Map<number, number>();
    claims.set(usb, own);
    const before = own.get(number) ?? 0;
    if (by === 1 && before === 0) await usb.claimInterface(number);
    if (by === -1 && before === 1) await usb.releaseInterface(number);
    own.set(number, Math.max(0, before + by));
    return {};
  }

  async function transfer(
    usb: OpenableUsb,
    method: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    const data = () => {
      const bytes = Buffer.from(String(params["data"] ?? ""), "base64");
      if (bytes.length > maxLength) throw new ForgeError("message_too_large");
      return bytes;
    };
    const length = () => wholeNumber(params["length"], "length", maxLength);
    const answer = (bytes: Uint8Array | null) => ({ data: Buffer.from(bytes ?? []).toString("base64") });
    switch (method) {
      case "usb.controlTransferIn":
        return answer(await usb.nativeControlTransferIn(parseSetup(params["setup"]), transferMs, length()));
      case "usb.controlTransferOut":
        return { bytesWritten: await usb.nativeControlTransferOut(parseSetup(params["setup"]), transferMs, data()) };
      case "usb.transferIn":
        return answer(await usb.nativeTransferIn(endpointOf(params), transferMs, length()));
      case "usb.transferOut":
        return {
          bytesWritten: await usb.nativeTransferOut(endpointOf(params), transferMs, data()),
        };
      case "usb.claimInterface":
        return changeClaim(usb, wholeNumber(params["interface"], "interface", 0xff), 1);
      case "usb.releaseInterface":
        return changeClaim(usb, wholeNumber(params["interface"], "interface", 0xff), -1);
      default:
        throw new ForgeError("method_unknown", { message: `${method} does not exist.` });
    }
  }

  return {
    async handle(method, params, device) {
      const usb = await acquire(device);
      try {
        return await transfer(usb, method, params);
      } catch (error) {
        if (error instanceof ForgeError) throw error;
        throw new ForgeError("call_failed", {
          message: `${method} on ${device.key}: ${(error as Error).message}`,
          cause: error,
        });
      }
    },
    release: (device) => shut(attachmentOf(device)),
    async close() {
      for (const own of [...opened.keys()]) await shut(own);
    },
  };
}
