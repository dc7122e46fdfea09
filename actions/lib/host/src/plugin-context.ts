import type { Device } from "@plugsmith/schemas";
import type { UsbSetup } from "./wire.ts";

/** The part of a WHATWG Response that `ctx.fetch` answers. */
export interface PluginResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly ok: boolean;
  /** Plain record with lower-case names; the three methods are there too, and not enumerable. */
  readonly headers: Readonly<Record<string, string>> & {
    get(name: string): string | null;
    has(name: string): boolean;
    entries(): Iterator<[string, string]>;
  };
  /** The whole body as UTF-8 text, already here. */
  readonly body: string;
  text(): Promise<string>;
  json(): Promise<unknown>;
  bytes(): Promise<Uint8Array>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * `ctx` of a node plugin: first argument of the hooks, second of methods. Everything outside goes through the agent; what
 * the manifest does not allow rejects with an Error whose `code` is `permission_denied`. Built by child-entry.mjs.
 */
export interface PluginContext {
  readonly log: Record<"debug" | "info" | "warn" | "error", (message: string, data?: unknown) => void>;
  /** Frozen; secrets are in here and nowhere else. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly plugin: { readonly name: string; readonly version: string };
  /** Ends with this call (its deadline, its cancellation); in `onLoad` with the plugin. */
  readonly signal: AbortSignal;
  emit(event: string, data?: unknown): void;
  /** Subscribes; answers the function that unsubscribes. */
  on(event: string, fn: (data: unknown, ctx: PluginContext) => unknown): () => void;
  call(plugin: string, method: string, args?: unknown): Promise<unknown>;
  progress(fraction: number, message?: string): void;
  fetch(
    url: string | URL,
    init?: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array; signal?: AbortSignal },
  ): Promise<PluginResponse>;
  readonly fs: {
    /** Bytes, or text when an encoding is given. Paths are below the plugin's data folder. */
    readFile(path: string): Promise<Uint8Array>;
    readFile(path: string, encoding: "utf8"): Promise<string>;
    writeFile(path: string, content: string | Uint8Array): Promise<void>;
    list(path?: string): Promise<{ name: string; type: "file" | "directory"; size: number }[]>;
    remove(path: string): Promise<void>;
  };
  /** `device`: the object that onUSBAttach got, or its key. */
  readonly usb: {
    controlTransferIn(device: Device | string, setup: UsbSetup, length: number): Promise<Uint8Array>;
    controlTransferOut(device: Device | string, setup: UsbSetup, data?: Uint8Array): Promise<number>;
    transferIn(device: Device | string, endpoint: number, length: number): Promise<Uint8Array>;
    transferOut(device: Device | string, endpoint: number, data: Uint8Array): Promise<number>;
    claimInterface(device: Device | string, number: number): Promise<void>;
    releaseInterface(device: Device | string, number: number): Promise<void>;
  };
  readonly serial: {
    open(port: string, options: { baudRate: number }): Promise<string>;
    write(handle: string, data: Uint8Array | string): Promise<number>;
    read(handle: string, length: number, timeoutMs?: number): Promise<Uint8Array>;
    close(handle: string): Promise<void>;
  };
}
