/**
 * What crosses the pipe between host and plugin process (docs/data-flow.md "Plugin process protocol").
 * Bytes travel as base64 in `data`; a device is named by its `key`.
 */
export const protocolVersion = 1;

/** Versions that plugins may answer, newest first; the one before the newest stays for a release. */
export const pluginProtocols: readonly number[] = [protocolVersion];

/** JSON-RPC error numbers; the closed string code travels in `error.data.code`. */
export const rpcErrors = {
  parse: -32700,
  invalidRequest: -32600,
  methodUnknown: -32601,
  invalidParams: -32602,
  failed: -32000,
  cancelled: -32001,
  busy: -32002,
  tooLarge: -32003,
} as const;

/**
 * Params and results of every request a plugin may send; the broker answers each or throws
 * `ForgeError("permission_denied")`. What `ctx` makes of them is in child-entry.mjs.
 */
export interface BrokerMethods {
  "fs.readFile": { params: { path: string }; result: { data: string } };
  "fs.writeFile": { params: { path: string; data: string }; result: Record<string, never> };
  "fs.list": {
    params: { path: string };
    result: { entries: { name: string; type: "file" | "directory"; size: number }[] };
  };
  "fs.remove": { params: { path: string }; result: Record<string, never> };
  fetch: {
    /** Header names lower-case. `data` is absent when there is no body. Redirects are never followed. */
    params: { url: string; method: string; headers: Record<string, string>; data?: string };
    result: { status: number; statusText: string; headers: Record<string, string>; data: string };
  };
  "usb.controlTransferIn": { params: { device: string; setup: UsbSetup; length: number }; result: UsbIn };
  "usb.controlTransferOut": { params: { device: string; setup: UsbSetup; data: string }; result: UsbOut };
  "usb.transferIn": { params: { device: string; endpoint: number; length: number }; result: UsbIn };
  "usb.transferOut": { params: { device: string; endpoint: number; data: string }; result: UsbOut };
  "usb.claimInterface": { params: { device: string; interface: number }; result: Record<string, never> };
  "usb.releaseInterface": { params: { device: string; interface: number }; result: Record<string, never> };
  "serial.open": { params: { port: string; baudRate: number }; result: { handle: string } };
  "serial.write": { params: { handle: string; data: string }; result: { bytesWritten: number } };
  "serial.read": { params: { handle: string; length: number; timeoutMs: number }; result: { data: string } };
  "serial.close": { params: { handle: string }; result: Record<string, never> };
  call: { params: { plugin: string; method: string; args: unknown }; result: unknown };
}

export type BrokerMethod = keyof BrokerMethods;

/** Setup packet as WebUSB spells it. */
export interface UsbSetup {
  readonly requestType: "standard" | "class" | "vendor";
  readonly recipient: "device" | "interface" | "endpoint" | "other";
  readonly request: number;
  readonly value: number;
  readonly index: number;
}
export interface UsbIn {
  readonly data: string;
}
export interface UsbOut {
  readonly bytesWritten: number;
}

/**
 * Who answers a plugin's requests: the agent with real devices and files, the sandbox with a recording double.
 * `method` and `params` come from plugin code: check both. A thrown ForgeError reaches the plugin with its code.
 */
export interface Broker {
  handle(method: string, params: Record<string, unknown>, signal: AbortSignal): Promise<unknown>;
}

/** Answer of `initialize`: what the plugin really exports. */
export interface InitializeResult {
  readonly protocol: number;
  readonly runtime: string;
  readonly hooks: readonly string[];
  readonly methods: readonly string[];
}
