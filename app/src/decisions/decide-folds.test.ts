import { describe, expect, it } from "vitest";
import type { CommentFact } from "../facts/facts.ts";
import { renderNote } from "../render/render-note.ts";
import { statusMarker } from "../render/render-status.ts";
import { createFakeForge, goodBody, people } from "../testing/fake-forge.ts";
import { decideFolds } from "./decide-folds.ts";

const comment = (id: number, body: string, ours = true): CommentFact => ({
  id,
  body,
  author: null,
  createdAt: "",
  updatedAt: "",
  ours,
});

describe("decideFolds", () => {
  it("keeps the oldest of each kind, whatever the order, and never touches what people wrote", () => {
    const note = renderNote("accepted", "Accepted.");
    const folds = decideFolds([
      comment(5, `${statusMarker}\nnew`),
      comment(2, `${statusMarker}\nold`),
      comment(3, note),
      comment(4, note, false),
      comment(7, note),
      comment(8, renderNote("failed-1", "Failed.")),
      comment(9, "plain"),
      comment(10, "plain"),
    ]);
    expect(folds).toEqual([
      { kind: "delete_comment", commentId: 5 },
      { kind: "delete_comment", commentId: 7 },
    ]);
  });

  it("lets twins of two processes become one comment, brought up to date", async () => {
    const forge = createFakeForge();
    forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(1, people.bob);
    const before = forge.state.comments.length;
    for (const one of [...forge.state.comments]) forge.state.comments.push({ ...one, id: forge.state.nextId++ });
    Object.assign(forge.state.comments[0] ?? {}, { body: `${statusMarker}\nstale` });
    await forge.send(1, { kind: "sweep", number: 1 });
    expect(forge.state.comments).toHaveLength(before);
    expect(forge.status(1)).toContain("acme-scale");
  });
});
