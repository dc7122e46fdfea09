import type { Broker } from "@plugsmith/plugin-host";
import { type Device, ForgeError, type PluginManifest } from "@plugsmith/schemas";
import { decideFetch } from "./decide-fetch.ts";
import { denyPermission } from "./deny-permission.ts";
import type { PluginFetch } from "./plugin-fetch-transport.ts";
import type { PluginFiles } from "./plugin-files-store.ts";
import type { PluginSerial } from "./plugin-serial-transport.ts";
import type { PluginUsb } from "./plugin-usb-transport.ts";

export interface BrokerPorts {
  readonly files: PluginFiles;
  readonly fetch: PluginFetch;
  readonly usb: PluginUsb;
  readonly serial: PluginSerial;
  /** Devices that the bench gave to this plugin now. */
  devices(): readonly Device[];
  callPlugin(plugin: string, method: string, args: unknown): Promise<unknown>;
}

const maxFetches = 8;

/** Answers what one plugin process asks for; whatever its signed manifest does not name is `permission_denied`. */
export function createPluginBroker(manifest: PluginManifest, ports: BrokerPorts): Broker {
  const { permissions } = manifest;
  let fetches = 0;

  function deviceOf(key: unknown): Device {
    const device = ports.devices().find((own) => own.key === key || own.port === key);
    if (!device)
      throw denyPermission(
        `The device ${JSON.stringify(String(key).slice(0, 60))}`,
        "a usb rule that matches it, and the device attached",
      );
    const declared = permissions.usb.some(
      (rule) => rule.vendorId === device.vendorId && rule.productId === device.productId,
    );
    if (!declared) throw denyPermission(`The device ${device.key}`, `usb:${device.vendorId}:${device.productId}`);
    return device;
  }

  return {
    async handle(method, params, signal) {
      const area = method.split(".", 1)[0];
      if (area === "fs") return ports.files.handle(method, params);
      if (area === "usb") return ports.usb.handle(method, params, deviceOf(params["device"]));
      if (area === "serial") return ports.serial.handle(method, params, deviceOf);
      if (method === "fetch") {
        const request = decideFetch(permissions, params);
        if (fetches >= maxFetches)
          throw new ForgeError("call_limit", { message: `At most ${maxFetches} requests may be open at once.` });
        fetches += 1;
        try {
          return await ports.fetch(request, signal);
        } finally {
          fetches -= 1;
        }
      }
      if (method === "call") {
        const { plugin, method: name, args } = params;
        if (!manifest.dependencies.some((own) => own.name === plugin))
          throw new ForgeError("permission_denied", {
            message: `Calling ${JSON.stringify(String(plugin).slice(0, 50))} is not allowed by the manifest.`,
            hint: "The manifest's dependencies would have to name it.",
          });
        return ports.callPlugin(String(plugin), String(name), args);
      }
      throw new ForgeError("method_unknown", { message: `The agent has no ${method.slice(0, 60)}.` });
    },
  };
}
