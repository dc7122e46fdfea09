import type { SeenDevice } from "../bench/device-table.ts";
import type { Clock } from "../clock.ts";
import { type HotplugSource, makeDeviceEvent } from "./hotplug-source.ts";
import { createPluggedDevices } from "./plugged-devices.ts";

export interface SimulatedSource extends HotplugSource {
  /** Plugs a device in; missing fields get harmless values. @throws ForgeError `message_invalid`. */
  attach(device: Readonly<Record<string, unknown>>): SeenDevice;
  /** Pulls the device with this port, serial or key. @throws ForgeError `match_none`. */
  detach(device: Readonly<Record<string, unknown>>): SeenDevice;
}

/** Devices that a person or test plugs in over the control socket. */
export function createSimulatedSource(clock: Clock): SimulatedSource {
  const plugged = createPluggedDevices({ repeats: "new", most: 10_000 });
  let emit: Parameters<HotplugSource["start"]>[0] = () => {};
  let started = false;
  const send = (kind: "device_attached" | "device_detached", device: SeenDevice) => {
    emit(makeDeviceEvent("simulated", kind, device, clock.now()));
    return device;
  };
  return {
    async start(sink) {
      emit = sink;
      started = true;
    },
    async stop() {
      started = false;
    },
    status: () => ({ source: "simulated", state: started ? "watching" : "stopped" }),
    attach: (value) => send("device_attached", plugged.attach(value)),
    detach: (value) => send("device_detached", plugged.detach(value)),
  };
}
