import type { Correction } from "../world.ts";
import { conditionalRequests } from "./conditional-requests.ts";
import { emptyBody } from "./empty-body.ts";
import { eventRuns } from "./event-runs.ts";
import { peopleRoles } from "./people-roles.ts";
import { refEvents } from "./ref-events.ts";
import { runArtifacts } from "./run-artifacts.ts";
import { tokenPermissions } from "./token-permissions.ts";
import { treeEntryType } from "./tree-entry-type.ts";
import { unknownToken } from "./unknown-token.ts";
import { workflowDispatch } from "./workflow-dispatch.ts";
import { workflowRuns } from "./workflow-runs.ts";
import { workflows } from "./workflows.ts";

/** Every correction of emulate, in the order in which they look at a request: who may, then what, and ETags of the final answer last. */
export const corrections: readonly Correction[] = [
  unknownToken,
  tokenPermissions,
  peopleRoles,
  emptyBody,
  treeEntryType,
  refEvents,
  workflows,
  workflowDispatch,
  workflowRuns,
  runArtifacts,
  eventRuns,
  conditionalRequests,
];
