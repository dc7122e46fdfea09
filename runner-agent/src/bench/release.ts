import type { PackageIndex, Permissions, UsbId } from "@plugsmith/schemas";

/** One version of one plugin that this bench could run. */
export interface Release {
  readonly name: string;
  readonly version: string;
  /** sha256 of the zip; for a folder, of its files' index. */
  readonly digest: string;
  /** registry: signed and verified. folder: unsigned, only where the configuration says so. */
  readonly origin: "registry" | "folder";
  /** Left out: node. The verified package decides what is started. */
  readonly runtime?: PackageIndex["runtime"];
  readonly permissions: Permissions;
  readonly usb: readonly UsbId[];
  /** Bytes of the zip; 0 for a folder. */
  readonly size: number;
  readonly assets?: { readonly zip: string; readonly bundle: string };
  readonly path?: string;
}
