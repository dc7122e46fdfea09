export { pick, pickAccount, pickId, pickList, pickText, textOrNull } from "./github/decode.ts";
export { gatherPublication, type Publication, type PublicationQuestion } from "./github/gather-publication.ts";
export type { GitHubAnswer, GitHubApi } from "./github/github-api.ts";
export { createGitHubTransport, type GitHubTransportOptions } from "./github/github-transport.ts";
export { readAnswer, readList, readVisible, refuseAnswer } from "./github/read-answer.ts";
export { findPluginTree, readPluginTree } from "./github/read-plugin-tree.ts";
export { type PullFact, readPull } from "./github/read-pull.ts";
export { readParsedFile, readRepositoryFile } from "./github/read-repository-file.ts";
export { requireQuorum } from "./github/require-quorum.ts";
