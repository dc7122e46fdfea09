import { ForgeError, type UsbId } from "@plugsmith/schemas";

/**
 * udev rules that give exactly these devices, and their serial lines, to one group: never to everybody. Ids are four hex
 * digits. @throws ForgeError `wrong_usage` for a group or ids that could become another rule.
 */
export function renderUdevRules(devices: readonly Pick<UsbId, "vendorId" | "productId">[], group: string): string {
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(group))
    throw new ForgeError("wrong_usage", { message: `${JSON.stringify(group)} is no name of a group.` });
  const ids = [...new Set(devices.map(({ vendorId, productId }) => `${vendorId}:${productId}`.toLowerCase()))].sort();
  const rules = ids.flatMap((id) => {
    if (!/^[0-9a-f]{4}:[0-9a-f]{4}$/.test(id))
      throw new ForgeError("wrong_usage", {
        message: `${JSON.stringify(id)} are no ids of a device.`,
        hint: "Four hex digits each, for example 0403:6001; `lsusb` shows them.",
      });
    const [vendor, product] = id.split(":");
    const give = `MODE="0660", GROUP="${group}"`;
    return [
      `ACTION!="remove", SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="${vendor}", ATTR{idProduct}=="${product}", ${give}`,
      `ACTION!="remove", SUBSYSTEM=="tty", ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}", ${give}`,
    ];
  });
  return [
    "# Devices of the Plugsmith bench. Save as /etc/udev/rules.d/70-plugsmith.rules, then:",
    "#   udevadm control --reload && udevadm trigger --subsystem-match=usb --subsystem-match=tty",
    ...(rules.length > 0 ? rules : ["# No device was named: plugsmith agent install udev --device 0403:6001"]),
    "",
  ].join("\n");
}
