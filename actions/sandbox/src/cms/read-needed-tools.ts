import { existsSync } from "node:fs";
import { ForgeError } from "@plugsmith/schemas";
import { readNativePhp } from "./read-native-php.ts";

/** What a whole shop needs of the machine that runs it. */
export interface NeededTools {
  /** As people call it: `PrestaShop`. */
  readonly product: string;
  /** Absolute paths. */
  readonly programs: readonly string[];
  /** Of PHP, in small letters. */
  readonly extensions: readonly string[];
  /** Line that installs all of it on Debian. */
  readonly install: string;
  /** Option without which it is not needed. */
  readonly option: string;
}

export type RequireTools = (
  exists?: (path: string) => boolean,
  php?: () => Promise<{ readonly extensions: readonly string[] } | undefined>,
) => Promise<void>;

/** A look for the tools of one shop. @throws ForgeError `tool_missing`, with what is missing and the packages that bring it. */
export const makeRequireTools =
  ({ product, programs, extensions, install, option }: NeededTools): RequireTools =>
  async (exists = existsSync, php = readNativePhp) => {
    const found = (await php())?.extensions ?? [];
    const missing = [
      ...programs.filter((path) => !exists(path)),
      ...extensions.filter((one) => !found.includes(one)).map((one) => `PHP's ${one}`),
    ];
    if (missing.length === 0) return;
    throw new ForgeError("tool_missing", {
      message: `A real ${product} cannot start on this machine: ${missing.join(", ")} missing.`,
      hint: `${install} (no database service is needed), or leave ${option} out.`,
    });
  };
