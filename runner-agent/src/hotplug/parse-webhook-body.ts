import { ForgeError, type HotplugEvent } from "@plugsmith/schemas";

export interface WebhookBody {
  readonly kind: HotplugEvent["kind"];
  readonly device?: Readonly<Record<string, unknown>>;
  readonly plugin?: { readonly name: string };
}

const kinds: readonly string[] = [
  "device_attached",
  "device_detached",
  "plugin_changed",
  "plugin_removed",
  "registry_changed",
] satisfies HotplugEvent["kind"][];
const deviceFields = new Set(["port", "vendorId", "productId", "serial", "manufacturer", "product", "key"]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const refuse = (message: string) =>
  new ForgeError("message_invalid", {
    message,
    hint: 'For example {"kind": "device_attached", "device": {"vendorId": "0403", "productId": "6001", "port": "rack-3"}}.',
  });

/** What a signed delivery says. @throws ForgeError `message_invalid` for anything else. */
export function parseWebhookBody(body: Uint8Array): WebhookBody {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw refuse("The body is no JSON in UTF-8.");
  }
  if (!isRecord(value) || typeof value["kind"] !== "string" || !kinds.includes(value["kind"]))
    throw refuse(`kind must be one of ${kinds.join(", ")}.`);
  const { kind, device, plugin, ...others } = value;
  if (Object.keys(others).length > 0) throw refuse("Only kind, device and plugin may be given.");
  const about = String(kind);
  if (about.startsWith("device_") !== isRecord(device) || about.startsWith("plugin_") !== isRecord(plugin))
    throw refuse("A device_… event has a device, a plugin_… event a plugin, registry_changed neither.");
  if (isRecord(device)) {
    const wrong = Object.entries(device).filter(([name, one]) => !deviceFields.has(name) || typeof one !== "string");
    if (wrong.length > 0 || device["port"] === undefined)
      throw refuse(`device has text fields ${[...deviceFields].join(", ")}, and port is needed.`);
    return { kind: kind as WebhookBody["kind"], device };
  }
  if (!isRecord(plugin)) return { kind: kind as WebhookBody["kind"] };
  const { name } = plugin;
  if (typeof name !== "string" || Object.keys(plugin).length > 1) throw refuse("plugin has a name and nothing else.");
  return { kind: kind as WebhookBody["kind"], plugin: { name } };
}
