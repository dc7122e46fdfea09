import { randomBytes } from "node:crypto";
import { addPlainRoute, addRoute, paginate } from "../add-route.ts";
import { need } from "../github-refusal.ts";
import type { BodyContent } from "../router.ts";
import { formatArtifact } from "../runs/format-run.ts";
import type { Correction } from "../world.ts";
import { findRun } from "./workflow-runs.ts";

/** emulate lists artifacts without a filter or digest and has no bytes; GitHub redirects to a short-lived address of the zip. */
export const runArtifacts: Correction = (world) => {
  const tickets = new Map<string, Uint8Array>();

  addRoute(world, "get", "/actions/runs/:run/artifacts", (call) => {
    const run = findRun(world, call);
    const name = call.query("name");
    const all = world.gh.artifacts
      .findBy("run_id", run.id)
      .filter((artifact) => name === undefined || artifact.name === name);
    const url = new URL(`${world.baseUrl}/repos/${call.repo.full_name}/actions/runs/${run.id}/artifacts`);
    const { page, headers } = paginate(call, all, url);
    const artifacts = page.map((artifact) => formatArtifact(world, call.repo, artifact));
    return Response.json({ total_count: all.length, artifacts }, { headers });
  });
  addRoute(world, "get", "/actions/artifacts/:artifact", (call) => {
    const artifact = world.gh.artifacts.get(call.number("artifact"));
    return formatArtifact(world, call.repo, need(artifact?.repo_id === call.repo.id && artifact));
  });
  addRoute(world, "get", "/actions/artifacts/:artifact/zip", (call) => {
    const artifact = world.gh.artifacts.get(call.number("artifact"));
    const bytes = need(artifact?.repo_id === call.repo.id && world.bytes.get(`artifact:${artifact.id}`));
    // Public repositories too: GitHub gives logs and artifacts to signed-in callers only.
    call.actor();
    const ticket = randomBytes(16).toString("hex");
    tickets.set(ticket, bytes);
    return new Response(null, { status: 302, headers: { location: `${world.baseUrl}/_artifacts/${ticket}` } });
  });
  addPlainRoute(world.router, "get", "/_artifacts/:ticket", ({ req }) => {
    const bytes = need(tickets.get(req.param("ticket")));
    return new Response(bytes as BodyContent, {
      headers: { "content-type": "application/zip", "content-length": String(bytes.length) },
    });
  });
};
