/** GitHub's own example payload of an event. */
export async function readExample(event: string, action?: string): Promise<object> {
  const module: unknown = await import("@octokit/webhooks-examples", { with: { type: "json" } });
  // The package's types describe its default export as if it were the module.
  const { default: examples } = module as { default: { name: string; examples: { action?: string }[] }[] };
  const found = examples
    .find(({ name }) => name === event)
    ?.examples.find((payload) => action === undefined || payload.action === action);
  if (!found) throw new Error(`@octokit/webhooks-examples has no ${event} event.`);
  return found;
}
