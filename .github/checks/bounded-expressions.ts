/**
 * Expressions whose time does not grow in a line with the text, and what bounds that text. Everything else must be linear.
 * A new line here is a decision: say where the limit is. Measured times are of the worst text of that length, Node 24.
 */
export const boundedExpressions: Readonly<Record<string, string>> = {
  "/^-----BEGIN SSH SIGNATURE-----\\s+(?<data>[A-Za-z0-9+/=\\s]+)-----END SSH SIGNATURE-----\\s*$/u":
    "the finder before it takes at most 4,000 characters between the marks",
  "/^(tests?|spec|ci|node_modules)\\/|^(forge\\.json|phpunit\\.xml(\\.dist)?|package-index\\.json|AGENTS\\.md|CONTRIBUTING\\.md|package-lock\\.json|composer\\.lock)$|\\.(test|spec)\\.[^/]+$/":
    "paths of files on disk: 4,096 characters",
  "/(.)\\/+$/": "a step's path input, set by our workflow",
  "/\\/+$/u": "the server's address, set by the operator",
  "/(\\d+)\\.json$/": "paths of the log's own files",
  "/\\{.*\\}$/u": "upload_url, written by GitHub",
  "/forge\\/audit.*(non-fast-forward|rejected)|rejected.*forge\\/audit/su":
    "git's error output; 33,000 characters take 29 ms",
  "/\\.(sort_.*|keyword)$/": "a field's name in a question of Magento's own adapter, behind the boundary",
};
