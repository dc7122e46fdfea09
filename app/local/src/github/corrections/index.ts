import type { Correction } from "../world.ts";
import { appAuthorship } from "./app-authorship.ts";
import { checkRuns } from "./check-runs.ts";
import { collaboratorPermission } from "./collaborator-permission.ts";
import { commentAuthors } from "./comment-authors.ts";
import { commentTimes } from "./comment-times.ts";
import { conditionalRequests } from "./conditional-requests.ts";
import { emptyBody } from "./empty-body.ts";
import { eventRuns } from "./event-runs.ts";
import { issueEdits } from "./issue-edits.ts";
import { issueLabels } from "./issue-labels.ts";
import { peopleRoles } from "./people-roles.ts";
import { pullCommits } from "./pull-commits.ts";
import { pullCreation } from "./pull-creation.ts";
import { pullFiles } from "./pull-files.ts";
import { pullHead } from "./pull-head.ts";
import { pullMerge } from "./pull-merge.ts";
import { pullsAreIssues } from "./pulls-are-issues.ts";
import { reactions } from "./reactions.ts";
import { refEvents } from "./ref-events.ts";
import { releaseAssets } from "./release-assets.ts";
import { releasePublication } from "./release-publication.ts";
import { repositoryDispatch } from "./repository-dispatch.ts";
import { requestedReviewers } from "./requested-reviewers.ts";
import { resourceEdits } from "./resource-edits.ts";
import { reviewComments } from "./review-comments.ts";
import { reviewDismissal } from "./review-dismissal.ts";
import { reviewRules } from "./review-rules.ts";
import { reviewStateCase } from "./review-state-case.ts";
import { runArtifacts } from "./run-artifacts.ts";
import { siteRoutes } from "./site-routes.ts";
import { tokenPermissions } from "./token-permissions.ts";
import { treeEntryType } from "./tree-entry-type.ts";
import { unknownToken } from "./unknown-token.ts";
import { workflowDispatch } from "./workflow-dispatch.ts";
import { workflowRuns } from "./workflow-runs.ts";
import { workflows } from "./workflows.ts";

/** Every correction of emulate, in the order in which they look at a request: who may, then what; ETags are of the final answer. */
export const corrections: readonly Correction[] = [
  unknownToken,
  tokenPermissions,
  peopleRoles,
  emptyBody,
  treeEntryType,
  refEvents,
  pullCreation,
  pullHead,
  pullCommits,
  pullFiles,
  pullMerge,
  pullsAreIssues,
  reviewRules,
  reviewComments,
  reviewStateCase,
  requestedReviewers,
  reviewDismissal,
  commentAuthors,
  commentTimes,
  appAuthorship,
  reactions,
  checkRuns,
  issueLabels,
  issueEdits,
  collaboratorPermission,
  releaseAssets,
  releasePublication,
  siteRoutes,
  workflows,
  workflowDispatch,
  workflowRuns,
  runArtifacts,
  repositoryDispatch,
  eventRuns,
  resourceEdits,
  conditionalRequests,
];
