import { findUnpinned } from "../../find-unpinned.ts";
import { type Rule, sampleStep } from "../rule.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";

export const unpinnedUses: Rule = {
  name: "unpinned-uses",
  why: "Tags and branches move: tj-actions and reviewdog were moved to code that printed secrets. A full commit cannot move.",
  find: (file) => findUnpinned(file.text).map((uses) => `${file.path}: ${uses} is not pinned by commit and version`),
  bad: [
    "actions/checkout@v7",
    "actions/checkout@main",
    "a/b/c@0123456",
    `actions/checkout@${sha}`,
    "docker://alpine:3",
    `'actions/checkout@v7' # ${sha}`,
  ].map((uses) => sampleStep(`uses: ${uses}`)),
  good: [`actions/checkout@${sha} # v7.0.0`, "./actions/build", "$/actions/build"].map((uses) =>
    sampleStep(`uses: ${uses}`),
  ),
};
