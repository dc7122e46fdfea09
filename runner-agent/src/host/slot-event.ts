import type { Device, ForgeError } from "@plugsmith/schemas";
import type { Release } from "../bench/release.ts";
import type { HostFailure } from "./host-state.ts";

/** What happened in one plugin's place on the bench. */
export type SlotEvent =
  | {
      readonly kind: "loaded";
      readonly release: Release;
      readonly ms: number;
      readonly proved: readonly string[];
      /** Plugins that its manifest names as dependencies. */
      readonly needs?: readonly string[];
    }
  | {
      readonly kind: "swapped";
      readonly release: Release;
      readonly previous: Release;
      readonly ms: number;
      readonly needs?: readonly string[];
    }
  /** A version did not get as far as taking over; `kept` still runs, if there was one. */
  | { readonly kind: "failed"; readonly release: Release; readonly kept?: Release; readonly failure: HostFailure }
  /** It ran, crashed and is started again after a pause. */
  | { readonly kind: "crashed"; readonly release: Release; readonly crashes: number }
  | { readonly kind: "broken"; readonly release: Release; readonly failure: HostFailure }
  | { readonly kind: "unloaded"; readonly release: Release }
  | { readonly kind: "attached" | "detached"; readonly release: Release; readonly device: Device }
  | { readonly kind: "device_failed"; readonly release: Release; readonly device: Device; readonly error: ForgeError };
