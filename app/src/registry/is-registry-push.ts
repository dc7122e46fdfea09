/** Does a delivery say that somebody pushed to the registry's branch, so that benches should look? */
export function isRegistryPush(name: string, payload: Readonly<Record<string, unknown>>): boolean {
  return name === "push" && payload["ref"] === "refs/heads/forge/registry";
}
