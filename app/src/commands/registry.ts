import { accept } from "./accept.ts";
import { cancel } from "./cancel.ts";
import type { Command } from "./command.ts";
import { help } from "./help.ts";
import { hold } from "./hold.ts";
import { publish } from "./publish.ts";
import { refine } from "./refine.ts";
import { retry } from "./retry.ts";
import { revoke } from "./revoke.ts";
import { run } from "./run.ts";
import { status } from "./status.ts";
import { unhold } from "./unhold.ts";
import { upgrade } from "./upgrade.ts";
import { why } from "./why.ts";

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  help,
  status,
  why,
  accept,
  retry,
  cancel,
  hold,
  unhold,
  publish,
  revoke,
  upgrade,
  run,
  refine,
];
