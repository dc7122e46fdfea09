import type { Attempt } from "./attempt.ts";
import { fileAttempts } from "./attempts/files.ts";
import { networkAttempts } from "./attempts/network.ts";
import { processAttempts } from "./attempts/processes.ts";
import { protocolAttempts } from "./attempts/protocol.ts";
import { resourceAttempts } from "./attempts/resources.ts";
import { secretAttempts } from "./attempts/secrets.ts";

/** Every escape attempt, in the order of the table. */
export const listAttempts = (): readonly Attempt[] => [
  ...fileAttempts,
  ...secretAttempts,
  ...processAttempts,
  ...networkAttempts,
  ...resourceAttempts,
  ...protocolAttempts,
];
