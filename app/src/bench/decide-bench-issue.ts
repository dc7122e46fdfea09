import type { BenchEvent, ForgeConfig } from "@plugsmith/schemas";
import { renderCode } from "../render/render-code.ts";
import { renderText } from "../render/render-text.ts";

export type BenchGrant = Pick<NonNullable<ForgeConfig["benches"]>[number], "requests" | "alerts">;

export interface BenchIssue {
  /** Hidden in the body: two benches, or the same one twice, make one issue. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly label: string;
}

const hex = /^[0-9a-f]{4}$/;

/** Address of the request form with everything filled in that the bench knows; what it is for only a person can say. */
function renderFormUrl(base: string, ids: string): string {
  const fields = {
    template: "forge-request.yml",
    title: `Forge request: a bench plugin for ${ids}`,
    cms: "bench",
    name: `device-${ids.replace(":", "-")}`,
    usb: ids,
    permissions: `usb:${ids}`,
  };
  return `${base}/issues/new?${new URLSearchParams(fields).toString()}`;
}

function decideUnknown(event: BenchEvent, base: string): BenchIssue | null {
  const { device } = event;
  if (event.wants !== "request" || !device || !hex.test(device.vendorId) || !hex.test(device.productId)) return null;
  const ids = `${device.vendorId}:${device.productId}`;
  return {
    key: `device ${ids}`,
    label: "forge/device",
    title: `No plugin serves the USB device ${ids}`,
    body: [
      `Bench ${renderCode(event.bench, 50)} has a device at port ${renderCode(device.port, 40)} with vendor \`${device.vendorId}\` and product \`${device.productId}\`, and no plugin of the registry matches it.`,
      "",
      `**[Request a plugin for it](${renderFormUrl(base, ids)})**: the form opens with the ids filled in; say what the plugin shall do and submit it. You are the requester then.`,
      "",
      "Close this issue if no plugin is wanted: it is not opened again for this kind of device, whichever bench meets it.",
    ].join("\n"),
  };
}

function decideBroken(event: BenchEvent): BenchIssue | null {
  const { plugin } = event;
  if (!plugin) return null;
  const version = plugin.version ?? "";
  return {
    key: `broken ${event.bench} ${plugin.name} ${version}`,
    label: "forge/alert",
    title: `${plugin.name}${version ? ` ${version}` : ""} is broken on bench ${event.bench}`,
    body: [
      `Bench ${renderCode(event.bench, 50)} stopped starting ${renderCode(plugin.name, 60)} ${renderCode(version, 30)} at ${event.at.slice(0, 19).replace("T", " ")}Z: its crash budget is used up${event.code ? ` (${renderCode(event.code, 60)})` : ""}.`,
      ...(event.message ? ["", `> ${renderText(event.message, 400)}`] : []),
      "",
      `It stays down until a new version is published, or until somebody runs \`plugsmith agent reload ${plugin.name}\` on the bench. \`plugsmith agent logs ${plugin.name}\` tells more.`,
      "",
      "Close this issue when it is done; another version that breaks opens another one.",
    ].join("\n"),
  };
}

/**
 * The issue that an event asks for, if this bench may: about a device that no plugin serves, or a plugin that was given up.
 * `base`: address of the repository on the site.
 */
export function decideBenchIssue(event: BenchEvent, grant: BenchGrant, base: string): BenchIssue | null {
  if (event.type === "forge.device.unknown") return grant.requests === true ? decideUnknown(event, base) : null;
  if (event.type === "forge.plugin.broken") return grant.alerts === true ? decideBroken(event) : null;
  return null;
}
